import Diagnostics
import LeadCore

extension RuleReader {
  /// Names that sections use of each other.
  mutating func checkReferences() {
    for mention in mentions.sentTo {
      check(mention, among: mentions.tracks, .unknownTrack, "track", "declare it under `nurture`")
    }
    for mention in mentions.routedTo {
      check(mention, among: mentions.teams, .unknownTeam, "team", "declare it under `teams`")
    }
    for mention in mentions.owners {
      let owner = FoldedText(mention.name)
      guard mentions.reps[owner.description] == nil else { continue }
      let near = closest(to: mention.name, among: mentions.reps.keys.sorted())
      diagnostics.warning(
        .unknownRep, "there is no rep \(quoted(mention.name))", at: mention.span,
        label: near.map { "did you mean '\($0)'?" })
    }
  }

  private mutating func check(
    _ mention: Mentions.Name, among known: [Mentions.Name], _ id: Diagnostic.ID, _ kind: String,
    _ otherwise: String
  ) {
    guard !known.contains(where: { $0.name == mention.name }) else { return }
    let near = closest(to: mention.name, among: known.map(\.name))
    diagnostics.error(
      id, "there is no \(kind) \(quoted(mention.name))", at: mention.span,
      label: near.map { "did you mean '\($0)'?" } ?? otherwise)
  }
}
