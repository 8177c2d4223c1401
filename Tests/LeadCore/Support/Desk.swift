@testable import LeadCore

/// Hands leads out under a rulebook, one after another.
struct Desk {
  let rules: Rulebook
  var load: Load
  var now: Instant

  init(_ rules: Rulebook, now: Instant = Life.monday) {
    self.rules = rules
    load = Load(rules)
    self.now = now
  }

  /// Routes all of whose conditions hold.
  var everyRoute: [Int] { Array(rules.routes.indices) }

  func ask(_ routes: [Int]? = nil, refusedBy: [String] = []) -> Assignment? {
    load.assignment(
      for: RoutingKey(routes: routes ?? everyRoute, refusedBy: refusedBy), rules: rules, now: now)
  }

  /// Gives one lead away; the rep who took it.
  @discardableResult
  mutating func give(_ routes: [Int]? = nil, refusedBy: [String] = []) -> String? {
    guard let assignment = ask(routes, refusedBy: refusedBy) else { return nil }
    load.take(assignment, rules: rules, now: now)
    return assignment.rep
  }

  mutating func give(times: Int, refusedBy: [String] = []) -> [String?] {
    (0..<times).map { _ in give(refusedBy: refusedBy) }
  }

  func reasons() -> [String: Candidate.Reason] {
    Dictionary(uniqueKeysWithValues: (ask()?.candidates ?? []).map { ($0.rep, $0.reason) })
  }
}

extension Sequence where Element: Hashable {
  var tally: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}

extension Rulebook {
  /// One team, one route.
  static func team(_ choice: Route.Choice = .roundRobin, _ reps: Rep...) -> Rulebook {
    .with { book in
      var team = Team(id: "sales")
      team.reps = reps
      book.teams = [team]
      book.route(to: "sales", by: choice)
    }
  }
}
