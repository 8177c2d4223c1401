extension Load {
  /// Chooses a rep for a lead; nil while nobody can take it. Same rulebook, key and load: same
  /// choice.
  ///
  /// Nothing is taken by this; `take` notes it.
  public func assignment(for key: RoutingKey, rules: Rulebook, now: Instant) -> Assignment? {
    search(for: key, rules: rules, now: now).assignment
  }

  /// Everybody a lead could go to now, each with the reason to take it or not: the candidates of
  /// its assignment, or all who were asked in vain.
  public func candidates(
    for key: RoutingKey, rules: Rulebook, now: Instant
  ) -> [Candidate] {
    let (assignment, asked) = search(for: key, rules: rules, now: now)
    return assignment?.candidates ?? asked
  }

  private func search(
    for key: RoutingKey, rules: Rulebook, now: Instant
  ) -> (assignment: Assignment?, asked: [Candidate]) {
    var candidates: [Candidate] = []
    var asked: Set<Int> = []
    for index in key.routes {
      let route = rules.routes[index]
      var teamID = route.team
      while let team = rules.teams.firstIndex(where: { $0.id == teamID }) {
        let bench = self.bench(of: team, for: key, rules: rules, now: now)
        if let chosen = choose(from: bench, of: team, by: route.choice, rules: rules) {
          candidates += bench.filter { _ in !asked.contains(team) }.map { seat in
            var seat = seat.candidate
            if seat.rep == chosen { seat.reason = .taken }
            return seat
          }
          let assignment = Assignment(
            rep: chosen, team: teamID, route: route.name, candidates: candidates)
          return (assignment, candidates)
        }
        if asked.insert(team).inserted { candidates += bench.map(\.candidate) }
        guard case .team(let other) = route.ifFull, other != teamID,
          team != teamIndex(other, rules),
          !asked.contains(teamIndex(other, rules) ?? -1)
        else { break }
        teamID = other
      }
      if case .next = route.ifFull { continue }
      break
    }
    return (nil, candidates)
  }

  private func teamIndex(_ id: String, _ rules: Rulebook) -> Int? {
    rules.teams.firstIndex { $0.id == id }
  }

  private struct Seat {
    var index: Int
    var candidate: Candidate
    var isEligible: Bool { candidate.reason == .notInTurn }
  }

  /// Every rep of a team, with the reason not to take a lead where there is one.
  private func bench(of team: Int, for key: RoutingKey, rules: Rulebook, now: Instant) -> [Seat] {
    rules.teams[team].reps.enumerated().map { index, rep in
      let today = rep.zone.day(of: now)
      let room = rep.room(
        teams[team].reps[index], today: today, weekStarts: rules.calendar.weekStarts)
      let reason: Candidate.Reason =
        if rep.isPaused {
          .paused
        } else if rep.isAway(on: today) {
          .away
        } else if key.refusedBy.contains(rep.id) {
          .outsideTakes
        } else {
          room.full ?? .notInTurn
        }
      return Seat(index: index, candidate: Candidate(rep: rep.id, reason: reason, free: room.free))
    }
  }

  private func choose(
    from bench: [Seat], of team: Int, by choice: Route.Choice, rules: Rulebook
  ) -> String? {
    let eligible = bench.filter(\.isEligible)
    guard !eligible.isEmpty else { return nil }
    let loads = teams[team].reps
    switch choice {
    case .roundRobin:
      let cursor = teams[team].cursor
      return (eligible.first { $0.index >= cursor } ?? eligible[0]).candidate.rep
    case .weighted:
      // Ties go to the rep who stands first in the file.
      let reps = rules.teams[team].reps
      return eligible.max { left, right in
        let (a, b) = (
          (loads[left.index].credit ?? 0) + reps[left.index].weight,
          (loads[right.index].credit ?? 0) + reps[right.index].weight
        )
        return a < b || (a == b && left.index > right.index)
      }?.candidate.rep
    case .leastLoaded:
      let reps = rules.teams[team].reps
      return eligible.min { left, right in
        Load.isLessLoaded(
          (reps[left.index], loads[left.index]), (reps[right.index], loads[right.index]))
      }?.candidate.rep
    }
  }

  /// Lowest open ÷ limit (a rep without a limit counts as having a limit of one million), then
  /// longest since the last handoff, then id.
  private static func isLessLoaded(_ left: (Rep, RepLoad), _ right: (Rep, RepLoad)) -> Bool {
    let unlimited = 1_000_000
    let a = left.1.open * max(right.0.bandwidth.open ?? unlimited, 1)
    let b = right.1.open * max(left.0.bandwidth.open ?? unlimited, 1)
    if a != b { return a < b }
    let never = Instant(milliseconds: .min)
    let (since, other) = (left.1.lastHandoff ?? never, right.1.lastHandoff ?? never)
    if since != other { return since < other }
    return left.0.id < right.0.id
  }

  /// Notes that a rep took a lead: bandwidth, turn and credit.
  public mutating func take(_ assignment: Assignment, rules: Rulebook, now: Instant) {
    guard let team = teamIndex(assignment.team, rules),
      let rep = rules.teams[team].reps.firstIndex(where: { $0.id == assignment.rep })
    else { return }
    let zone = rules.teams[team].reps[rep].zone
    teams[team].reps[rep].take(at: now, zone: zone, weekStarts: rules.calendar.weekStarts)
    teams[team].cursor = rep + 1
    settleCredit(team: team, taken: rep, assignment.candidates, rules)
  }

  /// Smooth weighted round-robin: everybody in turn is owed their weight, who takes pays the
  /// whole. Who was absent or full starts level when back; who merely does not take this lead
  /// keeps what is owed.
  private mutating func settleCredit(
    team: Int, taken: Int, _ candidates: [Candidate], _ rules: Rulebook
  ) {
    let reasons = Dictionary(
      candidates.map { ($0.rep, $0.reason) }, uniquingKeysWith: { first, _ in first })
    var whole = 0
    for (index, rep) in rules.teams[team].reps.enumerated() {
      switch reasons[rep.id] {
      case .notInTurn, .taken, .keptOwner:
        teams[team].reps[index].credit = (teams[team].reps[index].credit ?? 0) + rep.weight
        whole += rep.weight
      case .outsideTakes: break
      default: teams[team].reps[index].credit = nil
      }
    }
    teams[team].reps[taken].credit = (teams[team].reps[taken].credit ?? 0) - whole
  }

  /// Notes that a handoff ended.
  public mutating func release(rep: String) {
    for team in teams.indices {
      for index in teams[team].reps.indices where teams[team].reps[index].id == rep {
        teams[team].reps[index].open = max(0, teams[team].reps[index].open - 1)
      }
    }
  }
}
