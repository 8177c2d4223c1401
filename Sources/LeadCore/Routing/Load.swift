/// How much each rep has taken: the bandwidth used so far, and whose turn it is.
///
/// It is kept so that a lead finds its rep as fast among thousands as among ten: who can take
/// leads changes with each handoff and at midnight, and only then is anybody looked at.
public struct Load: Sendable {
  public let rules: Rulebook
  var benches: [Bench]
  /// What day it is in each of the rulebook's zones, and from when to when that is so.
  private(set) var days: [Day]
  private var since: Instant
  private var until: Instant
  /// The teams whose turn has gone on since `takeTurned`, by place.
  private var turned: Set<Int> = []
  /// Those where somebody has come or gone, or has less of a handicap.
  private var relevelled: Set<Int> = []

  /// - Parameter taken: what is stored, in the order of the rulebook's teams; by default nothing.
  public init(_ rules: Rulebook, _ taken: [TeamLoad]? = nil, now: Instant) {
    self.rules = rules
    let days = rules.zonesOfReps.map { $0.day(of: now) }
    let taken =
      taken ?? rules.teams.map { team in TeamLoad(reps: team.reps.map { RepLoad(id: $0.id) }) }
    benches = taken.indices.map { Bench($0, rules, taken[$0], days: days) }
    self.days = days
    (since, until) = Load.span(rules, now)
    for team in benches.indices
    where taken[team].hasLost || benches[team].loads != taken[team].reps {
      relevelled.insert(team)
    }
  }

  private static func span(_ rules: Rulebook, _ now: Instant) -> (Instant, Instant) {
    let midnights = rules.zonesOfReps.map { $0.nextMidnight(after: now) }
    return (now, midnights.min() ?? Instant(milliseconds: .max))
  }

  /// In the order of the rulebook's teams.
  public var teams: [TeamLoad] {
    benches.indices.map { team($0) }
  }

  private func team(_ place: Int) -> TeamLoad {
    let bench = benches[place]
    var team = TeamLoad(reps: bench.loads)
    team.cursor = bench.cursor
    guard bench.choices.contains(.weighted) else { return team }
    for place in team.reps.indices { team.reps[place].credit = bench.credit(place) }
    return team
  }

  /// The teams whose turn has gone on since this was last asked, and whether handicaps have changed
  /// there.
  public mutating func takeTurned() -> [(team: Int, load: TeamLoad, isRelevelled: Bool)] {
    defer { (turned, relevelled) = ([], []) }
    return turned.union(relevelled).sorted().map { ($0, team($0), relevelled.contains($0)) }
  }

  /// What a rep has taken; nil where no team has them.
  public subscript(rep: String) -> RepLoad? {
    place(of: rep).map { benches[$0.team].loads[$0.rep] }
  }

  func place(of rep: String) -> Roster.Place? { rules.sections.roster.places[rep] }

  func today(_ place: Roster.Place) -> Day {
    days[Int(rules.sections.roster.zoneOfReps[place.team][place.rep])]
  }

  /// Brings days and absences to an instant.
  public mutating func settle(_ now: Instant) {
    if now >= since, now < until { return }
    (since, until) = Load.span(rules, now)
    let before = days
    days = rules.zonesOfReps.map { $0.day(of: now) }
    guard days != before else { return }
    for team in benches.indices {
      let zones = rules.sections.roster.zoneOfReps[team]
      if benches[team].level(on: zones.map { days[Int($0)] }) { relevelled.insert(team) }
      for (rep, zone) in zones.enumerated() where days[Int(zone)] != before[Int(zone)] {
        benches[team].seat(rep, on: days[Int(zone)])
      }
    }
  }

  /// Notes that a rep took a lead: the turn, and the bandwidth.
  public mutating func take(_ assignment: Assignment, now: Instant) {
    settleTurn(assignment, now: now)
    book(assignment.rep, work: assignment.key.work, now: now)
  }

  /// Notes that a rep was chosen for a lead: whose turn is next, and what the others are owed.
  public mutating func settleTurn(_ assignment: Assignment, now: Instant) {
    guard let place = place(of: assignment.rep) else { return }
    settle(now)
    benches[place.team].settleTurn(
      place.rep, of: wanted(assignment.key), isKept: assignment.isKept)
    turned.insert(place.team)
  }

  /// Notes a handoff: it uses bandwidth. One that nobody was chosen for may exceed it.
  ///
  /// - Parameter work: what its plan takes of the rep's hours, in milliseconds.
  public mutating func book(_ rep: String, work: Int64, now: Instant) {
    guard let place = place(of: rep) else { return }
    settle(now)
    benches[place.team].begin(place.rep, at: now, work: work, on: today(place))
  }

  /// Notes that a handoff ended.
  public mutating func release(rep: String, now: Instant) {
    guard let place = place(of: rep) else { return }
    settle(now)
    if !benches[place.team].levelling.isEmpty { relevelled.insert(place.team) }
    benches[place.team].end(place.rep, on: today(place))
  }

  /// Notes that a handoff counts again that had been released.
  public mutating func reopen(rep: String) {
    guard let place = place(of: rep) else { return }
    benches[place.team].reopen(place.rep, on: today(place))
  }

  /// The place of a rep's team in the rulebook; nil where no team has them.
  public func team(of rep: String) -> Int? { place(of: rep)?.team }

  /// The teams that a lead may come to, by place.
  public func teams(for key: RoutingKey) -> Set<Int> {
    Set(
      key.routes.flatMap { route in
        let way = rules.sections.roster.ways[route]
        return [way.team, way.other].compactMap { $0 }
      })
  }

  /// Why a rep is not there: `away`, `paused` or `gone`; nil where they are.
  public func absence(of rep: String) -> Candidate.Reason? {
    guard let place = place(of: rep) else { return .gone }
    return benches[place.team].reps[place.rep].absence(on: today(place))
  }

  /// Whether a rep is there: neither away, paused nor gone.
  public func isPresent(_ rep: String) -> Bool { absence(of: rep) == nil }

  func wanted(_ key: RoutingKey) -> Wanted {
    let works = rules.sections.roster.works
    return Wanted(
      refused: key.refused, work: key.work,
      level: works.firstIndex { $0 >= key.work } ?? works.count)
  }
}
