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
    for track in book.tracks {
      var seen: Set<String> = []
      var next = track
      while case .nurture(let name) = next.then, seen.insert(name).inserted,
        let other = book.track(name)
      {
        next = other
      }
      if seen.contains(track.name),
        let place = mentions.tracks.first(where: { $0.name == track.name })
      {
        diagnostics.warning(
          .trackCircle, "`then` leads from \(quoted(track.name)) back to it", at: place.span)
      }
    }
  }
}
