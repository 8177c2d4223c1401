import Diagnostics
import LeadCore

extension RuleReader {
  /// Names that sections use of each other.
  mutating func checkReferences() {
    let tracks = Set(mentions.tracks.map(\.name))
    for mention in mentions.sentTo where !tracks.contains(mention.name) {
      report(mention, notAmong: tracks, .unknownTrack, "track", "declare it under `nurture`")
    }
    let teams = Set(mentions.teams.map(\.name))
    for mention in mentions.routedTo + mentions.excludedTeams where !teams.contains(mention.name) {
      report(mention, notAmong: teams, .unknownTeam, "team", "declare it under `teams`")
    }
    checkTold()
    for mention in mentions.owners {
      let owner = FoldedText(mention.name)
      guard mentions.reps[owner.description] == nil else { continue }
      let near = diagnostics.suggestion(
        for: mention.name, among: mentions.reps.keys, severity: .warning)
      diagnostics.warning(
        .unknownRep, "there is no rep \(quoted(mention.name))", at: mention.span,
        label: near.map { "did you mean '\($0)'?" })
    }
  }

  private mutating func report(
    _ mention: Mentions.Name, notAmong known: Set<String>, _ id: Diagnostic.ID, _ kind: String,
    _ otherwise: String
  ) {
    let near = diagnostics.suggestion(for: mention.name, among: known)
    diagnostics.error(
      id, "there is no \(kind) \(quoted(mention.name))", at: mention.span,
      label: near.map { "did you mean '\($0)'?" } ?? otherwise)
  }
}
