/// Who comes before everybody else where a route keeps owners.
public struct Keepers: Equatable, Sendable {
  /// The rep of the lead's last handoff.
  public var lead: String?
  /// The reps of open handoffs of its account, the oldest handoff first.
  public var account: [String]

  public init(lead: String? = nil, account: [String] = []) {
    self.lead = lead
    self.account = account
  }

  func reps(_ kept: Route.KeepOwner) -> [String] {
    switch kept {
    case .lead: lead.map { [$0] } ?? []
    case .account: account
    case .none: []
    }
  }
}

extension Load {
  /// Chooses a rep for a lead; nil while nobody can take it. Same rulebook, key and load: same
  /// choice.
  ///
  /// Nothing is taken by this; `take` notes it.
  /// - Parameter other: a rep who is not asked: the lead is taken from them.
  public mutating func assignment(
    for key: RoutingKey, keeping keepers: Keepers = Keepers(), exceptFor other: String? = nil,
    now: Instant
  ) -> Assignment? {
    settle(now)
    guard let other, let place = place(of: other) else { return search(key, keepers).found }
    var (found, asked) = without(place) { $0.search(key, keepers) }
    // Nobody counts who is on no shelf for the moment.
    if asked.contains(where: { $0.team == place.team }),
      benches[place.team].reps.count > Load.mostNamed, benches[place.team].isSeated(place.rep)
    {
      found?.candidates.count(1, candidate(other, wanted(key)).reason)
    }
    return found
  }

  /// Everybody a lead could go to now, each with the reason to take it or not: the candidates of
  /// its assignment, or all who were asked in vain.
  public mutating func candidates(
    for key: RoutingKey, keeping keepers: Keepers = Keepers(), now: Instant
  ) -> [Candidate] {
    settle(now)
    let (found, asked) = search(key, keepers)
    return found?.candidates
      ?? candidates(of: asked, chosen: nil, isKept: false, key, keepers)
  }

  /// The candidates of a lead that goes to a rep who is named, whoever's turn it is: all who would
  /// have been asked, and the one who takes it.
  public mutating func candidates(
    for key: RoutingKey, naming rep: String, now: Instant
  ) -> [Candidate] {
    settle(now)
    let asked = search(key, Keepers()).asked
    var found = candidates(of: asked, chosen: rep, isKept: false, key, Keepers())
    if !found.contains(where: \.isTaken) {
      var named = candidate(rep, wanted(key))
      let isCounted = asked.contains { $0.team == place(of: rep)?.team }
      if isCounted { found.count(-1, named.reason) }
      named.reason = .taken
      found.append(named)
    }
    return found
  }

  /// One rep as a candidate for a lead.
  public mutating func candidate(_ rep: String, for key: RoutingKey, now: Instant) -> Candidate {
    settle(now)
    return candidate(rep, wanted(key))
  }

  private mutating func without<Result>(
    _ place: Roster.Place, _ body: (inout Load) -> Result
  ) -> Result {
    let lifted = benches[place.team].lift(forNow: place.rep)
    let result = body(&self)
    benches[place.team].putBack(place.rep, lifted)
    return result
  }

  /// A team that was asked, and how its turn goes.
  struct Asked {
    var team: Int
    var choice: Route.Choice
  }

  private mutating func search(
    _ key: RoutingKey, _ keepers: Keepers
  ) -> (found: Assignment?, asked: [Asked]) {
    let wanted = wanted(key)
    var asked: [Asked] = []
    for index in key.routes {
      let (way, choice) = (rules.sections.roster.ways[index], rules.routes[index].choice)
      let keep = rules.routes[index].keepOwner
      if keep != .none, let owner = keepers.reps(keep).first(where: { isEligible($0, wanted) }) {
        if let team = way.team { note(team, choice, &asked) }
        return (assignment(owner, index, asked, isKept: true, key, keepers), asked)
      }
      for team in [way.team, way.other].compactMap({ $0 }) {
        note(team, choice, &asked)
        if let rep = benches[team].next(by: choice, for: wanted) {
          let id = benches[team].reps[rep].id
          return (assignment(id, index, asked, isKept: false, key, keepers), asked)
        }
      }
      guard case .next = rules.routes[index].ifFull else { break }
    }
    return (nil, asked)
  }

  private func note(_ team: Int, _ choice: Route.Choice, _ asked: inout [Asked]) {
    if !asked.contains(where: { $0.team == team }) {
      asked.append(Asked(team: team, choice: choice))
    }
  }

  private func isEligible(_ rep: String, _ lead: Wanted) -> Bool {
    place(of: rep).map { place in
      benches[place.team].isSeated(place.rep)
        && benches[place.team].reason(place.rep, against: lead) == nil
    } ?? false
  }

  private mutating func assignment(
    _ rep: String, _ route: Int, _ asked: [Asked], isKept: Bool, _ key: RoutingKey,
    _ keepers: Keepers
  ) -> Assignment? {
    guard let place = place(of: rep) else { return nil }
    var assignment = Assignment(
      rep: rep, team: rules.teams[place.team].id, route: rules.routes[route].name,
      candidates: candidates(of: asked, chosen: rep, isKept: isKept, key, keepers))
    assignment.isKept = isKept
    assignment.key = key
    return assignment
  }
}
