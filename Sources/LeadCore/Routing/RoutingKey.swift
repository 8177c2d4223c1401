/// Which reps a lead could go to, bandwidth apart. Leads with equal keys are served in the same
/// way.
public struct RoutingKey: Hashable, Sendable {
  /// The routes whose `when` holds, in order.
  public var routes: [Int]
  /// Of the different `takes` of the reps it may come to, a bit for each that refuses it; no
  /// words of zero at the end.
  public var refused: [UInt64] = []
  /// What its plan takes of a rep's hours, in milliseconds; zero where no rep counts hours.
  public var work: Int64 = 0

  public init(routes: [Int] = [], refused: [UInt64] = [], work: Int64 = 0) {
    (self.routes, self.refused, self.work) = (routes, refused, work)
  }
}

/// A lead's way to a rep: who takes it, by which route, and who else was asked.
public struct Assignment: Equatable, Sendable {
  public var rep: String
  public var team: String
  public var route: String
  public var candidates: [Candidate]
  /// Whether it stays with its owner, or the owner of its account, out of turn.
  public var isKept = false
  public var key = RoutingKey()

  public init(rep: String, team: String, route: String, candidates: [Candidate]) {
    self.rep = rep
    self.team = team
    self.route = route
    self.candidates = candidates
  }
}

extension Situation {
  /// Which reps this lead could go to.
  ///
  /// - Parameter asksAll: whether reps are asked too to whom no route leads.
  func routingKey(asksAll: Bool = false) -> RoutingKey {
    var key = RoutingKey(routes: rules.routes.indices.filter { holds(rules.routes[$0].when) })
    let asked = asksAll ? Array(rules.roster.takes.indices) : Array(takesOnTheWay(key.routes))
    for takes in asked where !holds(rules.roster.takes[takes]) {
      while key.refused.count <= takes >> 6 { key.refused.append(0) }
      key.refused[takes >> 6] |= 1 << UInt64(takes & 63)
    }
    if rules.roster.works.count > 1 { key.work = workAfterHandoff() }
    return key
  }

  /// What the plan takes that would be frozen now, of the lead as a handoff finds it.
  private func workAfterHandoff() -> Int64 {
    var begun = self
    if state.isWaiting {
      begun.state.cycle += 1
      begun.state.enrolment = nil
    }
    begun.state.handoff = nil
    return rules.plans.first { begun.holds($0.when) }?.terms.work ?? 0
  }

  /// What the reps take to whom these routes may lead, as places in `Roster.takes`.
  private func takesOnTheWay(_ routes: [Int]) -> some Sequence<Int> {
    let roster = rules.roster
    guard !roster.takes.isEmpty else { return [Int]() }
    // An owner who is kept may be of any team.
    if routes.contains(where: { rules.routes[$0].keepOwner != .none }) {
      return Array(roster.takes.indices)
    }
    let teams = Set(
      routes.flatMap { [roster.ways[$0].team, roster.ways[$0].other].compactMap { $0 } })
    if teams.count == 1, let team = teams.first { return roster.takesOfTeams[team] }
    return Set(teams.flatMap { roster.takesOfTeams[$0] }).sorted()
  }
}

/// Which reps a stored lead could go to, scored as it is now, see `RoutingKey`.
///
/// - Parameter asksAll: whether reps are asked too to whom no route leads.
public func routingKey(
  _ state: LeadState, _ look: Look, _ rules: Rulebook, now: Instant, asksAll: Bool = false
) -> RoutingKey {
  var situation = Situation(rules, look, state, now: now)
  situation.score()
  return situation.routingKey(asksAll: asksAll)
}
