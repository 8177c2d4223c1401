@testable import LeadCore

/// Hands leads out under a rulebook, one after another.
struct Desk {
  let rules: Rulebook
  var load: Load
  var now: Instant

  /// - Parameter refusable: whether each rep takes leads of their own, so that leads can be made
  ///   that some of them refuse.
  init(_ rules: Rulebook, now: Instant = Life.monday, refusable: Bool = false) {
    var rules = rules
    if refusable {
      for team in rules.teams.indices {
        for rep in rules.teams[team].reps.indices {
          let id = rules.teams[team].reps[rep].id
          rules.teams[team].reps[rep].takes = rules.program.compile(.known("for_\(id)"))
        }
      }
      rules.settle()
    }
    self.rules = rules
    load = Load(rules, now: now)
    self.now = now
  }

  /// The key of a lead for which these routes hold, all if not given, and that some reps refuse.
  func key(_ routes: [Int]? = nil, refusedBy: [String] = [], work: Int64 = 0) -> RoutingKey {
    var key = RoutingKey(routes: routes ?? Array(rules.routes.indices))
    let roster = rules.sections.roster
    key.refused = Array(repeating: 0, count: refusedBy.isEmpty ? 0 : (roster.takes.count + 63) / 64)
    for rep in refusedBy {
      let place = roster.places[rep]!
      let takes = Int(roster.takesOfReps[place.team][place.rep])
      precondition(takes >= 0, "\(rep) takes everything")
      key.refused[takes >> 6] |= 1 << UInt64(takes & 63)
    }
    key.work = work
    return key
  }

  mutating func ask(_ routes: [Int]? = nil, refusedBy: [String] = [], work: Int64 = 0)
    -> Assignment?
  {
    load.assignment(for: key(routes, refusedBy: refusedBy, work: work), now: now)
  }

  /// Gives one lead away; the rep who took it.
  @discardableResult
  mutating func give(
    _ routes: [Int]? = nil, refusedBy: [String] = [], work: Int64 = 0,
    keeping keepers: Keepers = Keepers()
  ) -> String? {
    let key = key(routes, refusedBy: refusedBy, work: work)
    guard let assignment = load.assignment(for: key, keeping: keepers, now: now) else { return nil }
    load.take(assignment, now: now)
    return assignment.rep
  }

  mutating func give(times: Int, refusedBy: [String] = []) -> [String?] {
    (0..<times).map { _ in give(refusedBy: refusedBy) }
  }

  mutating func reasons() -> [String: Candidate.Reason] {
    Dictionary(uniqueKeysWithValues: (ask()?.candidates ?? []).map { ($0.rep ?? "", $0.reason) })
  }
}

extension Sequence where Element: Hashable {
  var tally: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}

extension Rulebook {
  /// One team, one route.
  static func team(_ choice: Route.Choice = .roundRobin, _ reps: Rep...) -> Rulebook {
    .team(choice, reps)
  }

  static func team(
    _ choice: Route.Choice = .roundRobin, _ reps: [Rep], keepOwner: Route.KeepOwner = .none,
    _ build: (inout Rulebook) -> Void = { _ in }
  ) -> Rulebook {
    .with { book in
      var team = Team(id: "sales")
      team.reps = reps
      book.teams = [team]
      book.route(to: "sales", by: choice)
      book.routes[0].keepOwner = keepOwner
      build(&book)
    }
  }
}
