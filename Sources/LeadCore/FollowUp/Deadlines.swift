/// Something that must have happened by a certain time while a handoff is open.
public struct Deadline: Hashable, Sendable {
  /// What must have happened.
  public enum Kind: String, CaseIterable, Sendable {
    /// The owner has begun, or said so.
    case accept
    /// Somebody has tried to reach the lead.
    case firstAttempt = "first_attempt"
    /// Somebody has tried again.
    case nextAttempt = "next_attempt"
    /// Sales has said what came of it.
    case verdict
  }
  public var kind: Kind
  public var by: Instant
  /// When it happened, in time or not.
  public var metAt: Instant?

  public var isMet: Bool { metAt.map { $0 <= by } ?? false }
}

extension Handoff {
  /// All deadlines there are so far, in order of kind and time.
  public func deadlines(_ clock: FollowUpClock) -> [Deadline] {
    var deadlines: [Deadline] = []
    func add(_ kind: Deadline.Kind, _ allowance: Allowance?, from: Instant, met: Instant?) {
      guard let allowance else { return }
      let by = clock.instant(allowance, after: from, for: kind)
      deadlines.append(Deadline(kind: kind, by: by, metAt: met))
    }
    add(.accept, terms.accept, from: from, met: acceptedAt)
    add(.firstAttempt, terms.firstAttempt, from: from, met: firstAttemptAt)
    if terms.nextAttempt != nil {
      for (last, next) in attemptsToFollow {
        add(
          .nextAttempt, terms.nextAttempt, from: last,
          met: [next, reachedAt].compactMap { $0 }.min())
      }
    }
    if let reachedAt {
      add(.verdict, terms.verdict, from: reachedAt, met: reachedByVerdict?.instant)
    }
    return deadlines
  }

  /// After which attempts another one is due, and when it came. Automatic messages stop no clock,
  /// and so begin none.
  private var attemptsToFollow: [(last: Instant, next: Instant?)] {
    let tried = counted(attempts.filter { $0.outcome != .sent }).map(\.at.instant)
    let last = terms.attempts.flatMap { most in
      let counted = countedAttempts
      return counted.count >= most ? counted[most - 1].at.instant : nil
    }
    return tried.indices.compactMap { place in
      if let last, tried[place] >= last { return nil }
      if let reachedAt, tried[place] >= reachedAt { return nil }
      return (tried[place], place + 1 < tried.count ? tried[place + 1] : nil)
    }
  }

  /// Those that were missed by `now`; a deadline after the handoff's end counts no more.
  func missed(by now: Instant, _ clock: FollowUpClock) -> [Deadline] {
    deadlines(clock).filter { counts($0.by) && !$0.isMet && $0.by < now }
  }

  private func counts(_ instant: Instant) -> Bool { endedAt.map { $0 > instant } ?? true }

  /// One millisecond past an instant and the lag of reports: what happens at it is in time.
  func judgedAt(_ instant: Instant) -> Instant {
    instant + Interval(milliseconds: terms.reportingLag + 1)
  }

  /// When a step of the ladder is taken; nil where it is not, for what was asked for had happened
  /// by then.
  func stepAt(_ step: BreachStep, of deadline: Deadline, _ clock: FollowUpClock) -> Instant? {
    let at = clock.instant(step.after, after: deadline.by, for: deadline.kind)
    guard counts(at), deadline.metAt.map({ $0 > at }) ?? true else { return nil }
    return judgedAt(at)
  }

  /// When the lead counts as unreached: at its last attempt, or when the time for a call back is
  /// over.
  func unreachedAt(_ clock: FollowUpClock) -> Instant? {
    let counted = countedAttempts
    guard let most = terms.attempts, counted.count >= most, reachedAt == nil else { return nil }
    let last = counted[most - 1].at.instant
    return terms.grace.map { clock.instant($0, after: last, for: .nextAttempt) } ?? last
  }

  /// When something is to be judged next: a deadline that is not met so far, a step of the ladder,
  /// or that nobody calls back.
  public func nextDeadline(_ clock: FollowUpClock) -> Instant? {
    var times: [Instant] = []
    for deadline in deadlines(clock) where counts(deadline.by) && !deadline.isMet {
      guard let breach = breach(of: deadline) else {
        times.append(judgedAt(deadline.by))
        continue
      }
      let steps = terms.ladder.dropFirst(breach.steps)
      if let step = steps.first, let at = stepAt(step, of: deadline, clock) { times.append(at) }
    }
    if isOpen, terms.grace != nil, terms.recycles, let at = unreachedAt(clock) { times.append(at) }
    return times.min()
  }

  /// The breach, not taken back, that a missed deadline is. Only of `next_attempt` there are
  /// several.
  func breach(of deadline: Deadline) -> Breach? {
    breaches.first { $0.withdrawnAt == nil && $0.isOf(deadline) }
  }

  /// Whether its rep has reached the lead and not said in time what came of it: it uses no
  /// bandwidth any more.
  public var isOverdue: Bool {
    breaches.contains { $0.kind == .verdict && $0.withdrawnAt == nil }
  }
}
