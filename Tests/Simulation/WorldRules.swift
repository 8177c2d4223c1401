import TestSupport

/// A rulebook made by chance, and its changes: reps join, leave, pause.
struct WorldRules {
  private struct Rep {
    var id: String
    var isPaused = false
    /// `key: value` pairs that never change.
    var rest: String
  }

  private struct Team {
    var id: String
    var head: String
    var reps: [Rep]
  }

  private var teams: [Team] = []
  private let routes: String
  private let plans: String
  private var exclusions: [String] = []
  private let waiting: String
  private var joined = 0

  init(_ random: inout SplitMix64) {
    let ids = Array(["x", "y"].prefix(1 + random.below(2)))
    for id in ids {
      var head = "on_leave: { open_leads: \(random.pick(["keep", "queue", "reassign"])) }"
      if random.chance(50) { head += ", bandwidth: \(WorldRules.bandwidth(&random))" }
      if random.chance(50) { head += ", time_zone: \(WorldRules.zone(&random))" }
      if random.chance(30) { head += ", week_starts: sat, hours: { mon-fri: \"09:00-17:00\" }" }
      teams.append(Team(id: id, head: head, reps: []))
    }
    var routes: [String] = []
    for index in 0..<(1 + random.below(3)) {
      var route = "name: Route \(index), to: \(random.pick(ids))"
      route += ", by: \(random.pick(["round_robin", "weighted", "least_loaded"]))"
      route += ", keep_owner: \(random.pick(["none", "none", "lead", "account"]))"
      if random.chance(60) { route += ", if_full: \(random.pick(["next", "wait"] + ids))" }
      if random.chance(50) { route += ", when: { country: \(random.pick(["TR", "DE"])) }" }
      routes.append("  - { \(route) }")
    }
    self.routes = routes.joined(separator: "\n")
    plans = """
        - { name: Long, when: { country: DE }, attempts: 3, apart: 1h, channels: [phone, email],
            minutes: { phone: 20 }, unreached: nurture/rest, accept: 4h,
            \(WorldRules.promises(&random)) }
        - { name: Short, attempts: 2, apart: 1h, channels: [email], minutes: { email: 0 },
            unreached: nurture/rest, \(WorldRules.promises(&random)) }
      """
    let order = random.pick(["grade, oldest", "newest", "fit", "interest, oldest"])
    waiting =
      "{ order: [\(order)], expires: \(random.pick(["2d", "40d"])), then: nurture/rest }"
    for team in teams.indices {
      for _ in 0..<(1 + random.below(4)) { join(team, &random) }
    }
  }

  /// Deadlines, and what follows where they are missed.
  private static func promises(_ random: inout SplitMix64) -> String {
    var promises = ["first_attempt: \(random.pick(["30m", "6h", "1d"]))"]
    if random.chance(60) { promises.append("clock: business") }
    if random.chance(40) { promises.append("from: \(random.pick(["mql", "created"]))") }
    if random.chance(60) { promises.append("next_attempt: \(random.pick(["2h", "1d"]))") }
    if random.chance(60) { promises.append("verdict: \(random.pick(["1h", "2d"]))") }
    if random.chance(30) { promises.append("grace: \(random.pick(["3h", "1d"]))") }
    if random.chance(40) { promises.append("reporting_lag: 20m") }
    if random.chance(60) {
      promises.append("breach: [{ after: 0m, alert: rep }, { after: 1h, reassign: true }]")
      if random.chance(60) { promises.append("reassignments: \(random.below(3))") }
    }
    return promises.joined(separator: ", ")
  }

  private static func zone(_ random: inout SplitMix64) -> String {
    random.pick(["Europe/Istanbul", "America/New_York", "Europe/Berlin", "Asia/Tehran", "UTC"])
  }

  private static func bandwidth(_ random: inout SplitMix64) -> String {
    var limits: [String] = []
    if random.chance(60) { limits.append("open: \(random.below(5))") }
    if random.chance(50) { limits.append("per_day: \(1 + random.below(3))") }
    if random.chance(20) { limits.append("per_week: \(1 + random.below(5))") }
    if random.chance(20) { limits.append("per_month: \(2 + random.below(8))") }
    if random.chance(30) { limits.append("hours_per_day: \(1 + random.below(2)), share: 50%") }
    return "{ \(limits.isEmpty ? "open: 9" : limits.joined(separator: ", ")) }"
  }

  private mutating func join(_ team: Int, _ random: inout SplitMix64) {
    joined += 1
    var rest = ""
    if random.chance(50) { rest += ", weight: \(1 + random.below(4))" }
    if random.chance(60) { rest += ", bandwidth: \(WorldRules.bandwidth(&random))" }
    if random.chance(30) { rest += ", takes: { country: \(random.pick(["TR", "DE", "PL"])) }" }
    if random.chance(30) { rest += ", time_zone: \(WorldRules.zone(&random))" }
    if random.chance(40) {
      let day = 24 + random.below(8)
      rest += ", away: [2026-10-\(day)/2026-11-0\(1 + random.below(9))]"
    }
    teams[team].reps.insert(
      Rep(id: "\(teams[team].id)\(joined)", rest: rest),
      at: random.below(teams[team].reps.count + 1))
  }

  /// Somebody joins, leaves, pauses or comes back, or a storm is told of.
  mutating func change(_ random: inout SplitMix64) {
    let team = random.below(teams.count)
    let count = teams[team].reps.count
    switch random.below(4) {
    case 3:
      let day = 20 + random.below(10)
      let instead = random.chance(30) ? ", instead: { first_attempt: 2d }" : ""
      exclusions.append("{ from: 2026-10-\(day), to: 2026-10-\(day + 1)\(instead) }")
    case 0: join(team, &random)
    case 1 where count > 1: teams[team].reps.remove(at: random.below(count))
    default: teams[team].reps[random.below(count)].isPaused.toggle()
    }
  }

  var reps: [String] { teams.flatMap { $0.reps.map(\.id) } }

  var text: String {
    var text = """
      calendar: { time_zone: Europe/Berlin }
      fit:
        rules:
          - { name: Known, when: { email: { known: true } }, points: 50 }
          - { name: Large, when: { employees: { at_least: 100 } }, points: 30 }
          - { name: Bad, when: { country: ZZ }, points: -50 }
      interest:
        rules: [{ name: Read, did: page_viewed, points: 40, half_life: 3d }]
      qualification:
        mql: [{ name: Known, fit: { at_least: 50 } }]
        waiting: \(waiting)
      routing:
      \(routes)
      follow_up:
      \(plans)
      exclusions: [\(exclusions.joined(separator: ", "))]
      rejections: { not_a_fit: disqualified, else: nurture/rest }
      nurture: { rest: { rest: 1d, rounds: 4, then: stay } }
      teams:

      """
    for team in teams {
      text += "  \(team.id): { \(team.head), reps: [\n"
      for rep in team.reps {
        text += "    { id: \(rep.id)\(rep.rest)\(rep.isPaused ? ", paused: true" : "") },\n"
      }
      text += "  ] }\n"
    }
    return text
  }
}
