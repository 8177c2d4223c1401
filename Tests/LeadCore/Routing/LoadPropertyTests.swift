import TestSupport
import Testing

@testable import LeadCore

/// `Load` chooses as if it asked everybody, whatever happens.
@Suite struct LoadPropertyTests {
  @Test(arguments: 0..<60)
  func choosesWhomThePlainWayChooses(seed: Int) {
    var world = RoutingWorld(seed: UInt64(seed), reps: 2...9)
    for step in 0..<250 { world.step("seed \(seed), step \(step)") }
    #expect(world.asked > 100)
  }

  @Test(arguments: 0..<6)
  func ofLargeTeamsToo(seed: Int) {
    var world = RoutingWorld(seed: UInt64(seed) + 1_000, reps: 55...140)
    for step in 0..<120 { world.step("seed \(seed), step \(step)") }
    #expect(world.given > 10)
  }

  @Test func aSetOfPlacesFindsTheNext() {
    var random = SplitMix64(seed: 7)
    for places in [1, 63, 64, 65, 5_000, 10_000] {
      var (set, plain) = (PlaceSet(places: places), Set<Int>())
      for _ in 0..<300 {
        let place = random.below(places)
        if random.chance(60) {
          set.insert(place)
          plain.insert(place)
        } else {
          set.remove(place)
          plain.remove(place)
        }
        let from = random.below(places + 2)
        #expect(set.next(from: from) == plain.filter { $0 >= from }.min())
      }
    }
  }

  @Test func aTournamentKnowsTheLeast() {
    var random = SplitMix64(seed: 8)
    for places in [1, 2, 3, 64, 1_000] {
      var tournament = Tournament<Int>(places: places)
      var plain: [Int: Int] = [:]
      #expect(tournament.first == nil)
      for _ in 0..<300 {
        let place = random.below(places)
        let key = random.chance(70) ? random.below(20) : nil
        tournament[place] = key
        plain[place] = key
        #expect(tournament.first == plain.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key)
      }
    }
  }
}

/// A random rulebook, and the two ways to hand leads out under it side by side.
struct RoutingWorld {
  private var random: SplitMix64
  private let rules: Rulebook
  private let conditions: [Condition] = ["de", "tr", "pl"].map { .equals("country", $0) }
  private var load: Load
  private var plain: PlainLoad
  private var now = Life.monday
  private var open: [String] = []
  private(set) var asked = 0
  private(set) var given = 0
  private static let works: [Int64] = [0, 10, 25].map { $0 * 60_000 }

  init(seed: UInt64, reps: ClosedRange<Int>) {
    var random = SplitMix64(seed: seed)
    let conditions = conditions
    rules = .with { book in
      for id in ["x", "y"].prefix(1 + random.below(2)) {
        var team = Team(id: id)
        for index in 0..<(reps.lowerBound + random.below(reps.count)) {
          team.reps.append(
            RoutingWorld.rep("\(id)\(99 - index)", conditions, &book.program, &random))
        }
        book.teams.append(team)
      }
      for index in 0..<(1 + random.below(3)) {
        let ifFull: Route.IfFull = random.pick([.wait, .next, .next, .team("y")])
        book.route(
          "route \(index)", to: random.pick(book.teams.map(\.id)),
          by: random.pick(Route.Choice.allCases), ifFull: ifFull)
        book.routes[index].keepOwner = random.pick([.none, .none, .lead, .account])
      }
      for work in RoutingWorld.works { book.plan("\(work)") { $0.work = work } }
    }
    self.random = random
    load = Load(rules, now: now)
    plain = PlainLoad(rules)
  }

  private static func rep(
    _ id: String, _ conditions: [Condition], _ program: inout Program, _ random: inout SplitMix64
  ) -> Rep {
    func limit(_ percent: Int, _ most: Int) -> Int? {
      random.chance(percent) ? random.below(most + 1) : nil
    }
    var rep = Rep(id: id)
    rep.weight = random.pick([1, 1, 2, 5])
    rep.bandwidth = Bandwidth(
      open: limit(50, 6), perDay: limit(40, 3), perWeek: limit(20, 6), perMonth: limit(10, 9),
      hoursPerDay: limit(30, 2).map(Double.init), share: random.chance(50) ? 0.5 : nil)
    if random.chance(40) { rep.takes = program.compile(random.pick(conditions)) }
    if random.chance(30) {
      let first = Int32(20_514 + random.below(20))
      rep.away = [Day(number: first)...Day(number: first + Int32(random.below(4)))]
    }
    rep.isPaused = random.chance(5)
    rep.zone = .fixed(hours: random.pick([-8, 0, 3]))
    rep.weekStarts = random.pick([.mon, .sun])
    return rep
  }

  mutating func step(_ place: String) {
    plain.settle(now: now)
    switch random.below(10) {
    case 0...5: handOut(place)
    case 6...7:
      guard !open.isEmpty else { return }
      let rep = open.remove(at: random.below(open.count))
      load.release(rep: rep, now: now)
      plain.release(rep)
    case 8: now = now + .minutes(Int64(random.below(random.chance(30) ? 4_000 : 300)))
    default: takeOver()
    }
  }

  /// A lead comes and goes to whom both say.
  private mutating func handOut(_ place: String) {
    let routes = rules.routes.indices.filter { _ in random.chance(70) }
    let holds = Set(conditions.filter { _ in random.chance(50) })
    var lead = PlainLoad.Lead(routes: routes, holds: holds, work: random.pick(RoutingWorld.works))
    if rules.countsHours == false { lead.work = 0 }
    let reps = rules.teams.flatMap(\.reps).map(\.id)
    if random.chance(40) { lead.keepers.lead = random.pick(reps + ["left"]) }
    if random.chance(40) { lead.keepers.account = [random.pick(reps), random.pick(reps)] }
    asked += 1
    let key = key(lead)
    let found = load.assignment(for: key, keeping: lead.keepers, now: now)
    let wanted = plain.choose(lead, now: now)
    #expect(
      found.map {
        PlainLoad.Choice(rep: $0.rep, team: $0.team, route: $0.route, isKept: $0.isKept)
      } == wanted, "\(place)")
    check(load.candidates(for: key, keeping: lead.keepers, now: now), lead, wanted, place)
    guard let found, let wanted else { return }
    load.take(found, now: now)
    plain.take(wanted, lead, now: now)
    open.append(found.rep)
    given += 1
    #expect(load.teams.map(\.cursor) == plain.cursors, "\(place)")
    #expect(
      load.teams.map { $0.reps.map(\.handicap) } == plain.loads.map { $0.map(\.handicap) },
      "\(place)")
  }

  private mutating func takeOver() {
    let rep = random.pick(rules.teams.flatMap(\.reps))
    load.book(rep.id, work: 60_000, now: now)
    for team in rules.teams.indices {
      for index in rules.teams[team].reps.indices
      where rules.teams[team].reps[index].id == rep.id {
        plain.loads[team][index].take(at: now, by: rep, work: 60_000)
      }
    }
    open.append(rep.id)
  }

  private func key(_ lead: PlainLoad.Lead) -> RoutingKey {
    var key = RoutingKey(routes: lead.routes)
    key.work = lead.work
    for (index, takes) in rules.sections.roster.takes.enumerated()
    where !lead.holds.contains(takes.condition) {
      if key.refused.isEmpty { key.refused = [0] }
      key.refused[0] |= 1 << UInt64(index)
    }
    return key
  }

  /// All of a small team with their reasons; of a large one the next in turn and how many others.
  private func check(
    _ candidates: [Candidate], _ lead: PlainLoad.Lead, _ choice: PlainLoad.Choice?,
    _ place: String
  ) {
    var counts: [Candidate.Reason: Int] = [:]
    for candidate in candidates where candidate.rep == nil {
      counts[candidate.reason, default: 0] += candidate.count ?? 0
    }
    var namedTeams: Set<Int> = []
    for candidate in candidates {
      guard let rep = candidate.rep else { continue }
      guard let at = rules.sections.roster.places[rep] else {
        #expect(candidate.reason == .gone, "\(place)")
        continue
      }
      namedTeams.insert(at.team)
      let wanted = plain.reason(
        rules.teams[at.team].reps[at.rep], plain.loads[at.team][at.rep], lead, now: now)
      let isChosen = rep == choice?.rep
      #expect(
        candidate.reason
          == (isChosen ? choice!.isKept ? .keptOwner : .taken : wanted ?? .notInTurn),
        "\(place)")
    }
    #expect(candidates.count(where: \.isTaken) == (choice == nil ? 0 : 1), "\(place)")
    #expect(Set(candidates.compactMap(\.rep)).count == candidates.count { $0.rep != nil })
    guard rules.teams.count == 1, rules.teams[0].reps.count > 50, !candidates.isEmpty else {
      return
    }
    checkTurn(candidates, counts, lead, choice, place)
  }

  private func checkTurn(
    _ candidates: [Candidate], _ counts: [Candidate.Reason: Int], _ lead: PlainLoad.Lead,
    _ choice: PlainLoad.Choice?, _ place: String
  ) {
    let reps = rules.teams[0].reps
    guard counts.values.reduce(0, +) > 0 else { return }
    var left = plain.eligible(0, lead, now: now)
    var turn: [String] = []
    if let choice {
      turn.append(choice.rep)
      left.removeAll { reps[$0].id == choice.rep }
    }
    // The first route that was asked decides the order.
    let by = rules.routes[lead.routes[0]].choice
    while turn.count < 50, let next = plain.next(left, 0, by) {
      turn.append(reps[next].id)
      left.removeAll { $0 == next }
    }
    let named = candidates.compactMap(\.rep).prefix(turn.count)
    #expect(Array(named) == turn, "\(place)")
    #expect(counts[.notInTurn] ?? 0 == left.count, "\(place)")
  }
}
