public import LeadCore
public import Reports
import Store

/// What reps and teams have taken, for people.
extension BookReader {
  /// Every rep and every team, in the order of the rulebook.
  public func standings(now: Instant) throws -> (reps: [RepStanding], teams: [TeamStanding]) {
    let load = try load(now: now)
    var (speeds, teams) = try handed(since: now - .days(Int64(TeamStanding.days)))
    let byHand = Dictionary(grouping: statesByHand, by: \.rep)
    var reps: [RepStanding] = []
    for (team, teamLoad) in zip(rules.teams, load.teams) {
      var room: Int? = 0
      var isFull = true
      for (rep, repLoad) in zip(team.reps, teamLoad.reps) {
        var standing = RepStanding(
          rep, team: team.id, load: repLoad, leastWork: rules.leastWork, now: now)
        let day = rep.zone.day(of: now)
        standing.byHand = (byHand[rep.id] ?? []).filter { $0.until.map { $0 >= day } ?? true }
        standing.meanSpeed = speeds[rep.id]?.mean
        standing.strikes = speeds[rep.id]?.strikes ?? 0
        reps.append(standing)
        if standing.free != 0 { isFull = false }
        if standing.isAway || standing.isPaused { continue }
        let free = standing.open.limit.map { max(0, $0 - standing.open.used) }
        room = room.flatMap { sum in free.map { sum + $0 } }
      }
      teams[team.id, default: TeamStanding(id: team.id)].room = room
      teams[team.id]?.isFull = isFull
    }
    try addWaiting(to: &teams, now: now)
    return (reps, rules.teams.compactMap { teams[$0.id] })
  }

  /// How fast a rep was, and how often too slow.
  private struct Speed {
    var sum: Int64 = 0
    var count: Int64 = 0
    var strikes = 0
    var mean: Interval? { count == 0 ? nil : Interval(milliseconds: sum / count) }
  }

  private func handed(
    since: Instant
  ) throws -> (speeds: [String: Speed], teams: [String: TeamStanding]) {
    var speeds: [String: Speed] = [:]
    var teams: [String: TeamStanding] = [:]
    try store.forEachHandoff { handoff, _ in
      if let first = handoff.attempts.first(where: { $0.outcome != .sent })?.at, !first.isWholeDay {
        var speed = speeds[handoff.rep] ?? Speed()
        speed.sum += max(0, (first.instant - handoff.at).milliseconds)
        speed.count += 1
        speeds[handoff.rep] = speed
      }
      let strikes = handoff.breaches.count {
        $0.withdrawnAt == nil && $0.dueAt >= since && !$0.isOfQueue(handoff)
      }
      if strikes > 0 { speeds[handoff.rep, default: Speed()].strikes += strikes }
      var team = teams[handoff.team] ?? TeamStanding(id: handoff.team)
      team.strikes += strikes
      team.since = [team.since, handoff.at].compactMap { $0 }.min()
      if handoff.at >= since { team.begun += 1 }
      if let ended = handoff.endedAt, ended >= since { team.ended += 1 }
      teams[handoff.team] = team
    }
    return (speeds, teams)
  }

  private func addWaiting(to teams: inout [String: TeamStanding], now: Instant) throws {
    store.beginReading()
    defer { store.endReading() }
    for id in try store.waitingLeads() {
      guard let lead = try lead(id) else { continue }
      let key = routingKey(lead.state, look(at: lead, now: now), rules, now: now)
      guard let route = key.routes.first else { continue }
      let name = rules.routes[route].team
      var team = teams[name] ?? TeamStanding(id: name)
      team.waiting += 1
      team.waitingSince = [team.waitingSince, lead.state.hasWaitedSince].compactMap { $0 }.min()
      team.since = [team.since, lead.state.hasWaitedSince].compactMap { $0 }.min()
      teams[name] = team
    }
  }
}
