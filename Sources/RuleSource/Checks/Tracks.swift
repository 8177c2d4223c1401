import Diagnostics
import LeadCore

extension RuleReader {
  /// Tracks that nothing leads to, and tracks that lead in a circle.
  mutating func checkTracks() {
    // Who loses a deal goes to `lost`, whether anything says so or not.
    let entered = Set(mentions.sentTo.filter { $0.group.isEmpty }.map(\.name) + ["lost"])
    for track in mentions.tracks where !entered.contains(track.name) {
      diagnostics.warning(
        .unusedTrack, "nothing leads to the track \(quoted(track.name))", at: track.span,
        label: "only feedback that names it")
    }
    let circling = circlingTracks
    for track in mentions.tracks where circling.contains(track.name) {
      diagnostics.warning(
        .trackCircle, "`then` leads from \(quoted(track.name)) back to it", at: track.span)
    }
  }

  /// What is left when those tracks are taken away, again and again, that no other leads to.
  private var circlingTracks: Set<String> {
    var next: [String: String] = [:]
    var leadingTo: [String: Int] = [:]
    for track in book.tracks {
      guard case .nurture(let name) = track.then else { continue }
      next[track.name] = name
      leadingTo[name, default: 0] += 1
    }
    var loose = next.keys.filter { leadingTo[$0] == nil }
    while let track = loose.popLast() {
      guard let name = next.removeValue(forKey: track) else { continue }
      leadingTo[name, default: 0] -= 1
      if leadingTo[name] == 0 { loose.append(name) }
    }
    return Set(next.keys)
  }
}
