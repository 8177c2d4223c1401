/// What is looked up of teams and reps, so that nobody asks thousands of reps one by one.
struct Roster: Sendable {
  /// Where a rep stands in the rulebook.
  struct Place: Hashable, Sendable {
    var team: Int
    var rep: Int
  }
  /// The teams that a route leads to, by place.
  struct Way: Sendable {
    var team: Int?
    /// Who takes it while the team is full.
    var other: Int?
  }

  private(set) var places: [String: Place] = [:]
  private(set) var teams: [String: Int] = [:]
  private(set) var ways: [Way] = []
  /// Everything that files call reps; the first of two reps wins.
  private var names: [FoldedText: String] = [:]
  /// The different `takes` of all reps; and per team those of each rep, -1 for whoever takes all.
  private(set) var takes: [When] = []
  private(set) var takesOfReps: [[Int32]] = []
  private(set) var takesOfTeams: [[Int]] = []
  /// The different zones; and per team that of each rep.
  private(set) var zones: [Zone] = []
  private(set) var zoneOfReps: [[Int32]] = []
  /// How the reps of each team are chosen.
  private(set) var choices: [Set<Route.Choice>] = []
  /// The different amounts of work that plans take, ascending; only zero where no rep counts
  /// hours.
  private(set) var works: [Int64] = [0]
  /// When absences begin that take leads from their owners, ascending.
  private(set) var leaves: [Instant] = []

  init() {}

  init(_ sections: borrowing RulebookSections) {
    for (place, team) in sections.teams.enumerated() {
      if teams[team.id] == nil { teams[team.id] = place }
      add(team, place)
    }
    choices = Array(repeating: [], count: sections.teams.count)
    for route in sections.routes {
      var way = Way(team: teams[route.team])
      if case .team(let other) = route.ifFull { way.other = teams[other] }
      for team in [way.team, way.other].compactMap({ $0 }) { choices[team].insert(route.choice) }
      ways.append(way)
    }
    let countsHours = sections.teams.contains { team in
      team.reps.contains { $0.bandwidth.workPerDay != nil }
    }
    if countsHours { works = Set([0] + sections.plans.compactMap(\.terms.work)).sorted() }
    leaves = Set(
      sections.teams.filter { $0.onLeave != .keep }.flatMap(\.reps).flatMap { rep in
        rep.away.map { rep.zone.instant(of: $0.lowerBound) }
      }
    ).sorted()
  }

  private mutating func add(_ team: Team, _ place: Int) {
    var takesOfReps: [Int32] = []
    var zoneOfReps: [Int32] = []
    var known: [Condition: Int32] = [:]
    for (index, when) in takes.enumerated() { known[when.condition] = Int32(index) }
    for (index, rep) in team.reps.enumerated() {
      if places[rep.id] == nil { places[rep.id] = Place(team: place, rep: index) }
      for name in rep.names {
        let folded = FoldedText(name)
        if names[folded] == nil { names[folded] = rep.id }
      }
      takesOfReps.append(rep.takes.map { number(of: $0, &known) } ?? -1)
      zoneOfReps.append(Int32(number(of: rep.zone)))
    }
    self.takesOfReps.append(takesOfReps)
    takesOfTeams.append(Set(takesOfReps).filter { $0 >= 0 }.map(Int.init).sorted())
    self.zoneOfReps.append(zoneOfReps)
  }

  private mutating func number(of when: When, _ known: inout [Condition: Int32]) -> Int32 {
    if let number = known[when.condition] { return number }
    known[when.condition] = Int32(takes.count)
    takes.append(when)
    return Int32(takes.count - 1)
  }

  private mutating func number(of zone: Zone) -> Int {
    if let number = zones.lastIndex(where: { $0.name == zone.name && $0 == zone }) {
      return number
    }
    zones.append(zone)
    return zones.count - 1
  }

  func rep(called name: FoldedText) -> String? { names[name] }
}

extension Rulebook {
  /// The different zones of reps.
  public var zonesOfReps: [Zone] { sections.roster.zones }

  /// When absences begin that take leads from their owners, ascending.
  public var leaves: [Instant] { sections.roster.leaves }

  /// Whether a day has begun for any rep between two instants.
  public func hasDayBegun(since before: Instant, _ now: Instant) -> Bool {
    zonesOfReps.contains { $0.day(of: before) != $0.day(of: now) }
  }

  /// The least that a plan takes of a rep's hours, in milliseconds, of those that take anything.
  public var leastWork: Int64? { sections.roster.works.first { $0 > 0 } }

  /// A team by id.
  public func team(_ id: String) -> Team? { sections.roster.teams[id].map { sections.teams[$0] } }

  /// Whether any rep's hours are counted, so that it matters what a plan takes of them.
  public var countsHours: Bool { sections.roster.works.count > 1 }

  /// Whether any route hands leads to a team by load, so that it matters who was there before.
  public func isLevelled(_ team: String) -> Bool {
    sections.roster.teams[team].map { sections.roster.choices[$0].contains(.leastLoaded) } ?? false
  }

  /// Whether any route keeps the owners of accounts.
  public var keepsAccountOwners: Bool { sections.routes.contains { $0.keepOwner == .account } }
}
