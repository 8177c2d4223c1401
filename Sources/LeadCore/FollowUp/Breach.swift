/// A follow-up deadline that passed.
public struct Breach: Hashable, Sendable {
  /// Which deadline it was.
  public var kind: Deadline.Kind
  /// The deadline.
  public var dueAt: Instant
  /// Of `next_attempt`, the attempt that it follows.
  public var after: Instant?
  /// How many steps of the plan's ladder were taken.
  public var steps = 0
  /// When it was taken back: a late report showed that it was none.
  public var withdrawnAt: Instant?
  /// When somebody else is looked for again, as a step asked: there was nobody yet.
  public var triesAgainAt: Instant?

  public init(
    kind: Deadline.Kind, dueAt: Instant, after: Instant? = nil, steps: Int = 0,
    withdrawnAt: Instant? = nil
  ) {
    self.kind = kind
    self.dueAt = dueAt
    self.after = after
    self.steps = steps
    self.withdrawnAt = withdrawnAt
  }

  func isOf(_ deadline: Deadline) -> Bool { kind == deadline.kind && after == deadline.after }

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
  /// Judges the deadlines of the handoffs for the days that are `reported`: what is missed by now,
  /// and what follows from it.
  mutating func judgeDeadlines() {
    withdrawBreaches()
    guard let reported else { return }
    // What ended before a deadline has missed nothing.
    goUnreached(reported)
    var handoffs = state.handoffs
    for place in handoffs.indices { judge(&handoffs[place], reported) }
    state.handoffs = handoffs
    settleEarlier()
  }

  /// Notes when deadlines of the handoffs before the latest are to be judged.
  mutating func settleEarlier() {
    let pending = state.earlierHandoffs.flatMap { $0.pending(rules.clock(of: $0)) }
    let earliest = pending.map { look(at: $0) }.min()
    state.handoff?.earlierDeadline = earliest
  }

  /// When something is to be looked at that is still to be judged: if its time is past and the log
  /// of its day has not come, later.
  mutating func look(at pending: Handoff.Pending) -> Instant {
    guard let reported, pending.judgedAt <= now, !reported.covers(pending.at) else {
      return pending.judgedAt
    }
    awaits.append(pending.at)
    return reported.lookAgain(for: pending.at, now: now)
  }

  private mutating func judge(_ handoff: inout Handoff, _ reported: ReportedDays) {
    let known = handoff.breaches.count
    let isRepeated = handoff.breaches.contains { $0.triesAgainAt != nil }
    let clock = rules.clock(of: handoff)
    var found: [Effect] = []
    var passesOn: Effect?
    func isJudged(_ at: Instant) -> Bool {
      handoff.judgedAt(at) <= now && reported.covers(at)
    }
    for deadline in handoff.missed(by: now, clock) where isJudged(deadline.by) {
      let place = handoff.note(deadline)
      let isNew = place >= known
      var told: [String] = []
      var goesOn = handoff.triesAgainAt(deadline).map { $0 <= now } ?? false
      while let (step, at) = handoff.nextStep(of: deadline, clock), isJudged(at) {
        handoff.breaches[place].steps += 1
        told += names(step.alert, of: handoff).filter { !told.contains($0) }
        // Nobody is passed on who has not had a moment for it, or has done it by now.
        let begin = clock.running(.time(.zero), after: handoff.at, for: deadline.kind)
        if step.reassigns, at > begin, deadline.metAt == nil, handoff.mayBeReassigned {
          goesOn = true
        }
      }
      if goesOn {
        // Only where nobody else can take it, it stays.
        handoff.breaches[place].triesAgainAt = now + Breach.triesAgainAfter
        passesOn = .passedOn(
          why: "\(deadline.kind.rawValue) was due \(deadline.by.iso)", isRepeated: isRepeated)
      }
      if isNew {
        found.append(.breached(handoff.breaches[place], of: handoff, tell: told))
      } else if !told.isEmpty {
        found.append(.escalated(handoff.breaches[place], of: handoff, tell: told))
      }
    }
    effects += found
    if let passesOn { effects.append(passesOn) }
  }

  /// Takes back breaches of the latest handoff that turn out to be none.
  mutating func withdrawBreaches() {
    guard var handoff = state.handoff, !handoff.breaches.isEmpty else { return }
    withdrawBreaches(of: &handoff)
    state.handoff = handoff
  }

  mutating func withdrawBreaches(of handoff: inout Handoff) {
    let clock = rules.clock(of: handoff)
    let deadlines = handoff.deadlines(clock)
    for place in handoff.breaches.indices where handoff.breaches[place].withdrawnAt == nil {
      var breach = handoff.breaches[place]
      let deadline = deadlines.first { breach.isOf($0) } ?? handoff.moved(breach, to: deadlines)
      if let deadline, handoff.isMissed(deadline, as: breach, by: now) {
        handoff.breaches[place].after = deadline.after
        continue
      }
      breach.withdrawnAt = now
      handoff.breaches[place] = breach
      let taken = handoff.ladder(after: breach.dueAt, for: breach.kind, clock).prefix(breach.steps)
      // The manager was told that nobody else could take it.
      let told = taken.flatMap(\.step.alert) + (breach.triesAgainAt == nil ? [] : ["manager"])
      effects.append(.withdrawn(breach, of: handoff, tell: names(told, of: handoff)))
    }
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

extension Breach {
  /// After how long somebody else is looked for again.
  fileprivate static let triesAgainAfter = Interval.hours(1)
}

extension Handoff {
  /// Whether its plan lets it go to yet another rep for a missed deadline.
  var mayBeReassigned: Bool { isOpen && reassignments < terms.reassignments ?? .max }

  /// The deadline that a breach is of since an earlier report moved the attempt that it follows;
  /// nil where there is none.
  fileprivate func moved(_ breach: Breach, to deadlines: [Deadline]) -> Deadline? {
    guard let after = breach.after else { return nil }
    return deadlines.last { deadline in
      deadline.kind == breach.kind && deadline.after.map { $0 <= after } ?? false
        && self.breach(of: deadline) == nil
    }
  }

  /// Notes a missed deadline; returns the place of its breach.
  fileprivate mutating func note(_ deadline: Deadline) -> Int {
    let known = breaches.firstIndex { $0.withdrawnAt == nil && $0.isOf(deadline) }
    if let known {
      // A report of something earlier may have moved it.
      breaches[known].dueAt = deadline.by
      return known
    }
    breaches.append(Breach(kind: deadline.kind, dueAt: deadline.by, after: deadline.after))
    return breaches.count - 1
  }
}
