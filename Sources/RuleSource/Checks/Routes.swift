import Diagnostics
import LeadCore

extension RuleReader {
  /// Routes and teams that leads cannot reach, and entries that one above them forestalls.
  mutating func checkRoutes() {
    checkShadows()
    checkTeams()
    let places = mentions.choices.filter { $0.list == "routing" }
    if let last = places.last, !book.routes.contains(where: \.when.isAlways) {
      diagnostics.warning(
        .noRoute, "leads that no route takes wait for ever", at: last.span,
        label: "add a last one without `when`, for everyone else")
    }
  }

  /// Where the first that matches counts, what stands below an entry for all is never reached.
  private mutating func checkShadows() {
    var forAll: [String: SourceSpan] = [:]
    for choice in mentions.choices {
      if let above = forAll[choice.list] {
        diagnostics.warning(
          .shadowed, "this is never reached", at: choice.span,
          label: "the entry on line \(above.line) holds for all")
      } else if choice.isForAll {
        forAll[choice.list] = choice.span
      }
    }
  }

  private mutating func checkTeams() {
    let reached = Set(mentions.routedTo.map(\.name))
    for team in mentions.teams where !reached.contains(team.name) {
      diagnostics.warning(
        .unreachedTeam, "no route leads to the team \(quoted(team.name))", at: team.span)
    }
    let teams = Dictionary(book.teams.map { ($0.id, $0) }) { first, _ in first }
    for mention in mentions.routedTo {
      guard let team = teams[mention.name] else { continue }
      if team.reps.isEmpty {
        diagnostics.warning(
          .emptyTeam, "the team \(quoted(team.id)) has no reps", at: mention.span)
      } else if team.reps.allSatisfy(\.isPaused) {
        diagnostics.warning(
          .emptyTeam, "all reps of the team \(quoted(team.id)) are paused", at: mention.span)
      }
    }
  }
}
