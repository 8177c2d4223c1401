/// A rep and what the rulebook's limits say.
struct Seller {
  var id: String
  var alias: String
  var weight = 1
  var open: Int?
  var perDay: Int?
  var perWeek: Int?
  var perMonth: Int?
  var takesInboundOnly = false
  var away: ClosedRange<Day>?

  var begun: [Day] = []
  var openNow = 0
  /// What counts as open beside that, in thousandths; nil while away.
  var handicap: Int?
  var turn = 0
  var lastAt = Int.min
}

extension Seller {
  /// Open leads in thousandths, with the handicap.
  var counted: Int { openNow * 1_000 + (handicap ?? 0) }
}

/// One handoff, as it should have been.
struct Given {
  var person: Int
  var rep: String
  var team: String
  var route: String
  var plan: String
  var cycle: Int
  var at: Int
  var attempts: [Int] = []
  var acceptedAt: Int?
  var firstAt: Int?
  var reachedAt: Int?
  var endedAt: Int?
  var ended: String?
}

/// `teams:` and `routing:` of `sales.yaml`.
struct SalesFloor {
  var teams: [String: [Seller]] = [
    "majors": [
      Seller(id: "ann", alias: "rep_000001", open: 10, perDay: 1),
      Seller(id: "bob", alias: "rep_000002", open: 6, perDay: 1),
      Seller(
        id: "cem", alias: "rep_000003", open: 10, perDay: 1, perWeek: 4,
        away: Day("2024-01-15")...Day("2024-01-18")),
    ],
    "field": [
      Seller(id: "dan", alias: "rep_000004", open: 25, perDay: 3),
      Seller(id: "eve", alias: "rep_000005", open: 25, perDay: 3, takesInboundOnly: true),
      Seller(id: "fay", alias: "rep_000006", open: 25, perDay: 3, perMonth: 40),
      Seller(id: "gus", alias: "rep_000007", open: 25, perDay: 3, perWeek: 6),
    ],
    "desk": [
      Seller(id: "hal", alias: "rep_000008", weight: 2),
      Seller(id: "ida", alias: "rep_000009"), Seller(id: "jon", alias: "rep_000010"),
    ],
  ]
  /// The place after the last one who had the turn.
  private var cursor = 0

  func rep(known alias: String) -> String? {
    teams.values.joined().first { $0.alias == alias }?.id
  }

  private func eligible(_ team: String, _ person: Person, _ today: Day) -> [Int] {
    let sellers = teams[team] ?? []
    return sellers.indices.filter { index in
      let seller = sellers[index]
      func fits(_ limit: Int?, _ counts: (Day) -> Bool) -> Bool {
        limit.map { seller.begun.count(where: counts) < $0 } ?? true
      }
      return !(seller.away?.contains(today) ?? false)
        && (!seller.takesInboundOnly || person.source == "inbound_marketing")
        && (seller.open.map { seller.openNow < $0 } ?? true)
        && fits(seller.perDay) { $0 == today }
        && fits(seller.perWeek) { $0.monday == today.monday }
        && fits(seller.perMonth) { iso($0.run).prefix(7) == iso(today.run).prefix(7) }
    }
  }

  /// Who gets the person now: the route's name, its team and the place in it; nil
  /// where the lead waits.
  mutating func choose(_ person: Person, _ today: Day) -> (route: String, team: String, Int)? {
    if ["c_suite", "vp"].contains(person.fields["seniority"]) {
      let free = eligible("majors", person, today)
      return leastLoaded(free, teams["majors"] ?? []).map { ("Majors", "majors", $0) }
    }
    let free = eligible("field", person, today)
    if person.source == "inbound_marketing", !free.isEmpty {
      return ("Inbound", "field", roundRobin(free))
    }
    if person.source == "sdr_outbound" {
      return free.isEmpty ? nil : ("Outbound", "field", roundRobin(free))
    }
    return ("Everyone else", "desk", weighted())
  }

  /// A day begins: who of the majors is back is as loaded as the least loaded of the others.
  mutating func open(_ day: Day) {
    let before = teams["majors"] ?? []
    let there = before.filter { $0.handicap != nil }
    for index in before.indices {
      let seller = before[index]
      if seller.away?.contains(day) ?? false {
        teams["majors"]?[index].handicap = nil
      } else if seller.handicap == nil {
        // The exact share, rounded down to thousandths of a lead.
        let levels = there.map { $0.counted * (seller.open ?? 0) / ($0.open ?? 1) }
        teams["majors"]?[index].handicap = max(0, (levels.min() ?? 0) - seller.counted)
      }
    }
  }

  private func leastLoaded(_ free: [Int], _ sellers: [Seller]) -> Int? {
    free.min { first, second in
      let (a, b) = (sellers[first], sellers[second])
      let (left, right) = (a.counted * (b.open ?? 0), b.counted * (a.open ?? 0))
      return (left, a.lastAt, a.id) < (right, b.lastAt, b.id)
    }
  }

  private mutating func roundRobin(_ free: [Int]) -> Int {
    let next = free.first { $0 >= cursor } ?? free[0]
    cursor = next + 1
    return next
  }

  /// Everybody gains the own weight, the richest is taken and pays the sum.
  private mutating func weighted() -> Int {
    var sellers = teams["desk"] ?? []
    for index in sellers.indices { sellers[index].turn += sellers[index].weight }
    let most = sellers.map(\.turn).max() ?? 0
    let taken = sellers.firstIndex { $0.turn == most } ?? 0
    sellers[taken].turn -= sellers.reduce(0) { $0 + $1.weight }
    teams["desk"] = sellers
    return taken
  }

  /// Notes that a handoff began.
  mutating func begin(_ team: String, _ index: Int, _ today: Day) -> String {
    teams[team]?[index].openNow += 1
    teams[team]?[index].begun.append(today)
    teams[team]?[index].lastAt = today.run
    return teams[team]?[index].id ?? ""
  }

  /// Notes that a handoff ended.
  mutating func end(_ rep: String, _ team: String) {
    guard let index = teams[team]?.firstIndex(where: { $0.id == rep }) else { return }
    let open = teams[team]?.reduce(0) { $0 + $1.openNow } ?? 0
    for other in teams[team]?.indices ?? 0..<0 where other != index {
      guard let seller = teams[team]?[other], let handicap = seller.handicap else { continue }
      let others = max(1, open - seller.openNow)
      teams[team]?[other].handicap = handicap - (handicap + others - 1) / others
    }
    teams[team]?[index].openNow -= 1
  }
}
