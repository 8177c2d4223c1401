@testable import LeadCore

/// The meaning of `Load` in plain words, for comparison: everybody is asked, every time.
struct PlainLoad {
  let rules: Rulebook
  var loads: [[RepLoad]]
  var cursors: [Int]

  init(_ rules: Rulebook) {
    self.rules = rules
    loads = rules.teams.map { team in team.reps.map { RepLoad(id: $0.id) } }
    cursors = rules.teams.map { _ in 0 }
  }

  /// Who is there; whoever comes to a team that hands out by load is as loaded as the least loaded
  /// of those who were there, take leads at all and, if there are any, take the same.
  mutating func settle(now: Instant) {
    for team in rules.teams.indices where isChosen(rules.teams[team].id, by: .leastLoaded) {
      let before = loads[team]
      for (place, rep) in rules.teams[team].reps.enumerated() {
        if rep.isPaused || rep.isAway(on: rep.zone.day(of: now)) {
          loads[team][place].handicap = nil
        } else if before[place].handicap == nil {
          let there = rules.teams[team].reps.indices.filter {
            let other = rules.teams[team].reps[$0]
            return before[$0].handicap != nil && !other.isPaused && other.bandwidth.isAny
              && !other.isAway(on: other.zone.day(of: now))
          }
          let alike = there.filter {
            rules.teams[team].reps[$0].takes?.condition == rep.takes?.condition
          }
          let least = (alike.isEmpty ? there : alike).min {
            counted(before[$0]) * limit(team, $1) < counted(before[$1]) * limit(team, $0)
          }
          let level = least.map {
            counted(before[$0]) * limit(team, place) / limit(team, $0)
          }
          let most = there.map { counted(before[$0]) }.max() ?? 0
          loads[team][place].handicap = max(0, min(level ?? 0, most) - 1_000 * before[place].open)
        }
      }
    }
  }

  private func isChosen(_ team: String, by choice: Route.Choice) -> Bool {
    rules.routes.contains { $0.choice == choice && ($0.team == team || $0.ifFull == .team(team)) }
  }

  private func limit(_ team: Int, _ rep: Int) -> Int {
    max(rules.teams[team].reps[rep].bandwidth.open ?? 1_000_000, 1)
  }

  private func counted(_ load: RepLoad) -> Int { load.open * 1_000 + (load.handicap ?? 0) }

  /// A lead: its routes, the conditions that hold for it, and what its plan takes.
  struct Lead {
    var routes: [Int]
    var holds: Set<Condition>
    var work: Int64
    var keepers = Keepers()
  }

  struct Choice: Equatable {
    var rep: String
    var team: String
    var route: String
    var isKept: Bool
  }

  /// Why a rep takes no lead at all now.
  func absence(_ rep: Rep, _ load: RepLoad, now: Instant) -> Candidate.Reason? {
    let today = rep.zone.day(of: now)
    if rep.isPaused { return .paused }
    if rep.isAway(on: today) { return .away }
    let limits = rep.bandwidth
    let week = today.startOfWeek(rep.weekStarts)
    for (most, used, reason) in [
      (limits.open, load.open, Candidate.Reason.fullOpen),
      (limits.perDay, load.day.begins == today ? load.day.count : 0, .fullDay),
      (limits.perWeek, load.week.begins == week ? load.week.count : 0, .fullWeek),
      (
        limits.perMonth, load.month.begins == today.startOfMonth ? load.month.count : 0,
        .fullMonth
      ),
    ] {
      if let most, used >= most { return reason }
    }
    return nil
  }

  func reason(_ rep: Rep, _ load: RepLoad, _ lead: Lead, now: Instant) -> Candidate.Reason? {
    let absence = absence(rep, load, now: now)
    if absence == .paused || absence == .away { return absence }
    if let takes = rep.takes, !lead.holds.contains(takes.condition) { return .outsideTakes }
    if let absence { return absence }
    guard let most = rep.bandwidth.workPerDay, lead.work > 0 else { return nil }
    let today = rep.zone.day(of: now)
    let used = load.day.begins == today ? load.day.work : 0
    return used + lead.work > most ? .fullHours : nil
  }

  func eligible(_ team: Int, _ lead: Lead, now: Instant) -> [Int] {
    rules.teams[team].reps.indices.filter {
      reason(rules.teams[team].reps[$0], loads[team][$0], lead, now: now) == nil
    }
  }

  func choose(_ lead: Lead, now: Instant) -> Choice? {
    for index in lead.routes {
      let route = rules.routes[index]
      for owner in lead.keepers.reps(route.keepOwner) {
        for team in rules.teams.indices {
          for rep in eligible(team, lead, now: now) where rules.teams[team].reps[rep].id == owner {
            return Choice(rep: owner, team: rules.teams[team].id, route: route.name, isKept: true)
          }
        }
      }
      var teams = [route.team]
      if case .team(let other) = route.ifFull { teams.append(other) }
      for id in teams {
        guard let team = rules.teams.firstIndex(where: { $0.id == id }) else { continue }
        let eligible = eligible(team, lead, now: now)
        if let rep = next(eligible, team, route.choice) {
          return Choice(
            rep: rules.teams[team].reps[rep].id, team: id, route: route.name, isKept: false)
        }
      }
      guard case .next = route.ifFull else { return nil }
    }
    return nil
  }

  func next(_ eligible: [Int], _ team: Int, _ choice: Route.Choice) -> Int? {
    let (reps, loads) = (rules.teams[team].reps, loads[team])
    switch choice {
    case .roundRobin:
      return eligible.first { $0 >= cursors[team] } ?? eligible.first
    case .weighted:
      return eligible.max { left, right in
        let (a, b) = (
          loads[left].credit + reps[left].weight, loads[right].credit + reps[right].weight
        )
        return a < b || (a == b && left > right)
      }
    case .leastLoaded:
      return eligible.min { left, right in
        let (a, b) = (
          counted(loads[left]) * limit(team, right), counted(loads[right]) * limit(team, left)
        )
        if a != b { return a < b }
        let never = Instant(milliseconds: .min)
        let (since, other) = (
          loads[left].lastHandoff ?? never, loads[right].lastHandoff ?? never
        )
        return (since, reps[left].id) < (other, reps[right].id)
      }
    }
  }

  mutating func take(_ choice: Choice, _ lead: Lead, now: Instant) {
    let team = rules.teams.firstIndex { $0.id == choice.team }!
    let rep = rules.teams[team].reps.firstIndex { $0.id == choice.rep }!
    if !choice.isKept { cursors[team] = rep + 1 }
    if isChosen(choice.team, by: .weighted) { settleCredits(team, rep, lead, now: now) }
    loads[team][rep].take(at: now, by: rules.teams[team].reps[rep], work: lead.work)
  }

  /// Everybody in turn is owed their weight, who takes pays the whole; who was absent starts level
  /// when back; who merely does not take this lead keeps what is owed.
  private mutating func settleCredits(_ team: Int, _ taken: Int, _ lead: Lead, now: Instant) {
    var whole = 0
    for (index, rep) in rules.teams[team].reps.enumerated() {
      if absence(rep, loads[team][index], now: now) != nil {
        loads[team][index].credit = 0
      } else if reason(rep, loads[team][index], lead, now: now) == nil {
        loads[team][index].credit += rep.weight
        whole += rep.weight
      }
    }
    loads[team][taken].credit -= whole
  }

  mutating func release(_ rep: String) {
    for team in loads.indices {
      for index in loads[team].indices where loads[team][index].id == rep {
        let open = loads[team].map(\.open).reduce(0, +)
        for other in loads[team].indices where other != index {
          guard let handicap = loads[team][other].handicap else { continue }
          let part = Double(handicap) / Double(max(1, open - loads[team][other].open))
          loads[team][other].handicap = handicap - Int(part.rounded(.up))
        }
        loads[team][index].open = max(0, loads[team][index].open - 1)
      }
    }
  }
}
