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
  /// Of `next_attempt`, the attempt that it follows: there may be several.
  public var after: Instant?
  /// When it happened, in time or not.
  public var metAt: Instant?

  public var isMet: Bool { metAt.map { $0 <= by } ?? false }
}

extension Handoff {
  /// All deadlines there are so far, in order of kind and time.
  public func deadlines(_ clock: FollowUpClock) -> [Deadline] {
    var deadlines: [Deadline] = []
    func add(
      _ kind: Deadline.Kind, _ allowance: Allowance?, from: Instant, after: Instant? = nil,
      met: Instant?
    ) {
      guard let allowance else { return }
      let by = clock.instant(allowance, after: from, for: kind)
      deadlines.append(Deadline(kind: kind, by: by, after: after, metAt: met))
    }
    let reached = reached
    add(.accept, terms.accept, from: from, met: acceptedAt)
    add(.firstAttempt, terms.firstAttempt, from: from, met: firstAttemptAt)
    if terms.nextAttempt != nil {
      for (last, next) in attemptsToFollow {
        add(
          .nextAttempt, terms.nextAttempt, from: beginning(after: last), after: last.instant,
          met: [next, reached?.instant].compactMap { $0 }.min())
      }
    }
    if let reached {
      add(
        .verdict, terms.verdict, from: beginning(after: reached), met: reachedByVerdict?.instant)
    }
    return deadlines
  }

  /// When a clock begins that something starts: of a whole day, at its end, so that nobody is late
  /// for what may have been in the evening.
  private func beginning(after time: FactTime) -> Instant {
    max(at, time.end)
  }

  /// After which attempts another one is due, and when it came. Automatic messages stop no clock,
  /// and so begin none.
  private var attemptsToFollow: [(last: FactTime, next: Instant?)] {
    let tried = counted(attempts.filter { $0.outcome != .sent }).map(\.at)
    let reachedAt = reachedAt
    let last = terms.attempts.flatMap { most in
      let counted = countedAttempts
      return counted.count >= most ? counted[most - 1].at.instant : nil
    }
    return tried.indices.compactMap { place in
      if let last, tried[place].instant >= last { return nil }
      if let reachedAt, tried[place].instant >= reachedAt { return nil }
      return (tried[place], place + 1 < tried.count ? tried[place + 1].instant : nil)
    }
  }

  /// Those that were missed by `now`; a deadline after the handoff's end counts no more.
  func missed(by now: Instant, _ clock: FollowUpClock) -> [Deadline] {
    deadlines(clock).filter { counts($0.by) && !$0.isMet && $0.by < now }
  }

  /// Whether a breach is one still. Of an ended handoff, the clock of its time counts.
  func isMissed(_ deadline: Deadline, as breach: Breach, by now: Instant) -> Bool {
    let by = isOpen ? deadline.by : max(breach.dueAt, deadline.by)
    return counts(breach.dueAt) && by < now && !(deadline.metAt.map { $0 <= by } ?? false)
  }

  private func counts(_ instant: Instant) -> Bool { endedAt.map { $0 > instant } ?? true }

  /// One millisecond past an instant and the lag of reports: what happens at it is in time.
  func judgedAt(_ instant: Instant) -> Instant {
    instant + Interval(milliseconds: terms.reportingLag + 1)
  }

  /// The steps of the ladder for a deadline and when each is taken, in that order: on a business
  /// clock a day may be shorter than twenty hours. Where the time was up before the rep had the
  /// lead, they begin with the handoff.
  func ladder(
    after by: Instant, for kind: Deadline.Kind, _ clock: FollowUpClock
  ) -> [(step: BreachStep, at: Instant)] {
    let begin = max(by, at)
    let steps = terms.ladder.map { ($0, at: clock.running($0.after, after: begin, for: kind)) }
    let order = steps.indices.sorted { (steps[$0].at, $0) < (steps[$1].at, $1) }
    return order.map { steps[$0] }
  }

  /// The next step of the ladder for a missed deadline, and when it is taken; nil where what was
  /// asked for had happened by then.
  func nextStep(
    of deadline: Deadline, _ clock: FollowUpClock
  ) -> (step: BreachStep, at: Instant)? {
    guard let done = breach(of: deadline)?.steps, done < terms.ladder.count else { return nil }
    let next = ladder(after: deadline.by, for: deadline.kind, clock)[done]
    guard counts(next.at), deadline.metAt.map({ $0 > next.at }) ?? true else { return nil }
    return next
  }

  /// When somebody else is looked for again who takes the lead for a missed deadline; nil where
  /// nobody is.
  func triesAgainAt(_ deadline: Deadline) -> Instant? {
    guard mayBeReassigned, deadline.metAt == nil else { return nil }
    return breach(of: deadline)?.triesAgainAt
  }

  /// When the lead counts as unreached: at its last attempt, or when the time for a call back is
  /// over.
  func unreachedAt(_ clock: FollowUpClock) -> Instant? {
    let counted = countedAttempts
    guard let most = terms.attempts, counted.count >= most else { return nil }
    let last = counted[most - 1].at
    let end =
      terms.grace.map { clock.running($0, after: beginning(after: last), for: .nextAttempt) }
      ?? last.instant
    // Who was reached later was not reached then, whichever was reported first.
    return reachedAt.map { $0 > end } ?? true ? end : nil
  }

  /// Something that is still to be judged.
  struct Pending {
    /// When it was to happen.
    var at: Instant
    /// When it is judged: late reports had their time.
    var judgedAt: Instant
  }

  /// What is still to be judged: a deadline that is not met so far, the next step of the ladder, or
  /// that nobody calls back.
  ///
  /// - Parameter mayGo: whether the lead goes where the plan says if nobody calls back.
  func pending(_ clock: FollowUpClock, mayGo: Bool = false) -> [Pending] {
    var pending: [Pending] = []
    for deadline in deadlines(clock) where counts(deadline.by) && !deadline.isMet {
      if breach(of: deadline) == nil {
        pending.append(Pending(at: deadline.by, judgedAt: judgedAt(deadline.by)))
        continue
      }
      if let (_, at) = nextStep(of: deadline, clock) {
        pending.append(Pending(at: at, judgedAt: judgedAt(at)))
      }
      if let again = triesAgainAt(deadline) {
        pending.append(Pending(at: deadline.by, judgedAt: again))
      }
    }
    if isOpen, mayGo, terms.grace != nil, terms.recycles, let at = unreachedAt(clock) {
      pending.append(Pending(at: at, judgedAt: at))
    }
    return pending
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
