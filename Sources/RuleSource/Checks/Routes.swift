import Diagnostics
import LeadCore

extension RuleReader {
  /// Routes, teams and reps that leads cannot reach, and leads that no route takes.
  mutating func checkRoutes() {
    reasoning.rest()
    checkTeams()
    checkReps()
    let places = mentions.choices.filter { $0.list == "routing" }
    if let last = places.last, !reasoning.alwaysHolds(.any(places.map(\.condition))) {
      diagnostics.warning(
        .noRoute, "leads that no route takes wait for ever", at: last.span,
        label: "add a last one without `when`, for everyone else")
    }
  }

  private mutating func checkTeams() {
    let reached = Set(mentions.routedTo.map(\.name))
    for team in mentions.teams where !reached.contains(team.name) {
      diagnostics.warning(
        .unreachedTeam, "no route leads to the team \(quoted(team.name))", at: team.span)
    }
    for mention in mentions.routedTo {
      guard let team = staffed.team(mention.name) else { continue }
      if team.reps.isEmpty {
        diagnostics.warning(
          .emptyTeam, "the team \(quoted(team.id)) has no reps", at: mention.span)
      } else if team.reps.allSatisfy(\.isPaused) {
        diagnostics.warning(
          .emptyTeam, "all reps of the team \(quoted(team.id)) are paused", at: mention.span)
      } else if !team.reps.contains(where: \.takesLeads) {
        diagnostics.warning(
          .emptyTeam, "no rep of the team \(quoted(team.id)) takes leads", at: mention.span,
          label: "all are paused or have a bandwidth of 0")
      }
    }
  }

  /// Reps whose `takes` contradicts all that is routed to their team.
  private mutating func checkReps() {
    for team in book.teams where team.reps.contains(where: { $0.takes != nil }) {
      let routed = self.routed(to: team.id)
      guard !routed.isEmpty else { continue }
      for rep in team.reps where rep.takesLeads {
        guard let takes = rep.takes?.condition, let place = mentions.takes[rep.id],
          reasoning.contradicts(takes, .any(routed)), !reasoning.neverHolds(takes)
        else { continue }
        diagnostics.warning(
          .unreachedRep, "no lead that '\(rep.id)' takes is routed to the team \(quoted(team.id))",
          at: place)
      }
    }
  }

  /// The conditions under which leads are routed to a team: a route's own, and none of those
  /// above it that keep what they take.
  private func routed(to team: String) -> [Condition] {
    book.routes.indices.filter { index in
      let route = book.routes[index]
      return route.team == team || route.ifFull == .team(team)
    }.map { leads(by: $0) }
  }

  /// The leads that come to a route, by its place.
  func leads(by route: Int) -> Condition {
    let above = book.routes[..<route].filter { $0.ifFull != .next }.map(\.when.condition)
    return .all([book.routes[route].when.condition, .not(.any(above))])
  }
}

extension Rep {
  /// Whether leads are handed to this rep at all.
  var takesLeads: Bool { !isPaused && bandwidth.isAny }
}
