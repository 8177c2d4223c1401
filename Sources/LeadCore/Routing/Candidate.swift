/// A rep a lead could have gone to, and why it did or did not.
public struct Candidate: Equatable, Sendable {
  /// Why a rep took the lead, or did not.
  public enum Reason: String, CaseIterable, Sendable {
    case taken
    case keptOwner = "kept_owner"
    case fullOpen = "full_open"
    case fullDay = "full_day"
    case fullWeek = "full_week"
    case fullMonth = "full_month"
    case fullHours = "full_hours"
    case away, paused, gone
    case outsideTakes = "outside_takes"
    case notInTurn = "not_in_turn"
  }
  public var rep: String
  public var reason: Reason
  /// How many more leads the rep could have taken; nil: any number.
  public var free: Int?

  public var isTaken: Bool { reason == .taken || reason == .keptOwner }

  public init(rep: String, reason: Reason, free: Int?) {
    self.rep = rep
    self.reason = reason
    self.free = free
  }
}

/// Which reps a lead could go to, bandwidth apart. Leads with equal keys are served in the same
/// way.
public struct RoutingKey: Hashable, Sendable {
  /// The routes whose `when` holds, in order.
  public var routes: [Int]
  /// The reps of all teams, in order, who do not take it.
  public var refusedBy: [String]
}

/// A lead's way to a rep: who takes it, by which route, and who else was asked.
public struct Assignment: Equatable, Sendable {
  public var rep: String
  public var team: String
  public var route: String
  public var candidates: [Candidate]
}

extension Situation {
  /// Which reps this lead could go to.
  func routingKey() -> RoutingKey {
    RoutingKey(
      routes: rules.routes.indices.filter { holds(rules.routes[$0].when) },
      refusedBy: rules.teams.flatMap(\.reps).filter { $0.takes.map { !holds($0) } ?? false }
        .map(\.id))
  }
}

/// Which reps a stored lead could go to, see `RoutingKey`.
public func routingKey(
  _ state: LeadState, _ look: Look, _ rules: Rulebook, now: Instant
) -> RoutingKey {
  Situation(rules, look, state, now: now).routingKey()
}
