/// A follow-up deadline that passed.
public struct Breach: Hashable, Sendable {
  /// Which deadline it was.
  public var kind: Deadline.Kind
  /// The deadline.
  public var dueAt: Instant
  /// How many steps of the plan's ladder were taken.
  public var steps = 0
  /// When it was taken back: a late report showed that it was none.
  public var withdrawnAt: Instant?

  public init(
    kind: Deadline.Kind, dueAt: Instant, steps: Int = 0, withdrawnAt: Instant? = nil
  ) {
    self.kind = kind
    self.dueAt = dueAt
    self.steps = steps
    self.withdrawnAt = withdrawnAt
  }

  func isOf(_ deadline: Deadline) -> Bool {
    kind == deadline.kind && (kind != .nextAttempt || dueAt == deadline.by)
  }

  /// Whether the time was up before the rep had the lead: it waited too long for one.
  public func isOfQueue(_ handoff: Handoff) -> Bool { dueAt < handoff.at }
}

/// A step of a plan's ladder: what follows a missed deadline.
public struct BreachStep: Hashable, Codable, Sendable {
  /// How long after the deadline, on the plan's clock.
  public var after: Allowance
  /// Who is told: `rep`, `manager`, a rep's id or an e-mail address.
  public var alert: [String]
  /// Whether the lead goes to the next eligible rep.
  public var reassigns: Bool

  public init(after: Allowance, alert: [String] = [], reassigns: Bool = false) {
    self.after = after
    self.alert = alert
    self.reassigns = reassigns
  }
}

extension Deciding {
  /// Judges the deadlines of the latest handoff: what is missed by now, and what follows from it.
  ///
  /// - Parameter now: up to when all reports are in.
  mutating func judgeDeadlines(asOf now: Instant) {
    withdrawBreaches()
    guard let handoff = state.handoff else { return }
    judge(handoff, asOf: now)
    goUnreached(asOf: now)
  }

  private mutating func judge(_ old: Handoff, asOf now: Instant) {
    var handoff = old
    let clock = rules.clock(of: handoff)
    var found: [Effect] = []
    var passesOn: String?
    for deadline in handoff.missed(by: now, clock) where handoff.judgedAt(deadline.by) <= now {
      let place = handoff.note(deadline)
      let isNew = handoff.breaches.count > old.breaches.count && place >= old.breaches.count
      var told: [String] = []
      while let step = handoff.terms.ladder.dropFirst(handoff.breaches[place].steps).first,
        let at = handoff.stepAt(step, of: deadline, clock), at <= now
      {
        handoff.breaches[place].steps += 1
        told += names(step.alert, of: handoff).filter { !told.contains($0) }
        if step.reassigns, handoff.isOpen, handoff.mayBeReassigned {
          passesOn = "\(deadline.kind.rawValue) was due \(deadline.by.iso)"
        }
      }
      if isNew {
        found.append(.breached(handoff.breaches[place], tell: told))
      } else if !told.isEmpty {
        found.append(.escalated(handoff.breaches[place], tell: told))
      }
    }
    state.handoff = handoff
    effects += found
    if let passesOn { effects.append(.passedOn(why: passesOn)) }
  }

  /// Takes back breaches that turn out to be none.
  mutating func withdrawBreaches() {
    guard var handoff = state.handoff, !handoff.breaches.isEmpty else { return }
    let missed = handoff.missed(by: now, rules.clock(of: handoff))
    for place in handoff.breaches.indices where handoff.breaches[place].withdrawnAt == nil {
      guard !missed.contains(where: { handoff.breaches[place].isOf($0) }) else { continue }
      handoff.breaches[place].withdrawnAt = now
      let breach = handoff.breaches[place]
      let told = handoff.terms.ladder.prefix(breach.steps).flatMap(\.alert)
      effects.append(.withdrawn(breach, tell: names(told, of: handoff)))
    }
    state.handoff = handoff
  }

  /// Whom words of a ladder mean, each once: reps by id, others by address.
  func names(_ words: some Sequence<String>, of handoff: Handoff) -> [String] {
    var names: [String] = []
    for word in words {
      let name: String? =
        switch word {
        case "rep": handoff.rep
        case "manager": rules.manager(of: handoff)
        default: word
        }
      if let name, !names.contains(name) { names.append(name) }
    }
    return names
  }
}

extension RulebookSections {
  /// The address of the manager of the team that a handoff went to.
  func manager(of handoff: Handoff) -> String? {
    roster.teams[handoff.team].flatMap { teams[$0].manager }
  }
}

extension Handoff {
  /// Whether its plan lets it go to yet another rep for a missed deadline.
  fileprivate var mayBeReassigned: Bool { reassignments < terms.reassignments ?? .max }

  /// Notes a missed deadline; returns the place of its breach.
  fileprivate mutating func note(_ deadline: Deadline) -> Int {
    let known = breaches.firstIndex { $0.withdrawnAt == nil && $0.isOf(deadline) }
    if let known {
      // A report of something earlier may have moved it.
      breaches[known].dueAt = deadline.by
      return known
    }
    breaches.append(Breach(kind: deadline.kind, dueAt: deadline.by))
    return breaches.count - 1
  }
}
