extension Deciding {
  /// A rep takes the lead: a handoff begins, the plan is frozen.
  mutating func hand(to assignment: Assignment) {
    guard state.isWaiting, let rep = rules.rep(assignment.rep) else {
      preconditionFailure("only a waiting lead is handed to a known rep")
    }
    state.cycle += 1
    state.enrolment = nil
    begin(assignment, rep, qualifiedAt: qualifiedAt)
    effects.append(
      .stage(
        StageChange(
          from: .mql, to: .mql, at: now, why: "handed to \(rep.id) by \(assignment.route)")))
  }

  /// When the lead became MQL, if it is; who gives it back changes nothing of that.
  var qualifiedAt: Instant {
    state.hasWaitedSince ?? state.handoff?.qualifiedAt ?? now
  }

  /// A handoff begins now, in the cycle the lead is in; the plan is frozen.
  ///
  /// - Parameter isReassigned: somebody had the lead before: all of its time is the new rep's.
  mutating func begin(
    _ assignment: Assignment, _ rep: Rep, qualifiedAt: Instant, isReassigned: Bool = false
  ) {
    situation.score()
    let plan = rules.plans.first { situation.holds($0.when) }
    var handoff = Handoff(
      rep: rep.id, team: assignment.team, route: assignment.route, plan: plan?.name,
      terms: plan?.terms ?? .none, cycle: state.cycle, at: now, zone: rep.zone)
    handoff.candidates = assignment.candidates
    handoff.qualifiedAt = qualifiedAt
    switch handoff.terms.begins {
    case _ where isReassigned: break
    case .handed: break
    case .mql: handoff.from = qualifiedAt
    case .created: handoff.from = state.createdAt
    }
    handoff.settle(rules.clock(of: handoff))
    handoff.earlierDeadline = state.handoff.flatMap { last in
      let pending = last.pending(rules.clock(of: last)).map(\.judgedAt)
      return (pending + [last.earlierDeadline].compactMap { $0 }).min()
    }
    state.waitingSince = nil
    state.handoff = handoff
    state.earlierHandoffs = []
    effects.append(.handed(handoff))
  }

  mutating func endHandoff(_ ending: Handoff.Ending, at: Instant) {
    guard var handoff = state.openHandoff else { return }
    handoff.ended = ending
    handoff.endedAt = max(at, handoff.at)
    state.handoff = handoff
    withdrawBreaches()
    if let handoff = state.handoff { effects.append(.handoffEnded(handoff)) }
  }

  mutating func take(_ attempt: Attempt) {
    if let rep = attempt.rep, rules.rep(rep) == nil {
      alert(.unknownRep, "an attempt names '\(rep)', whom no team has")
    }
    guard let place = handoff(of: attempt.at, by: attempt.rep) else { return }
    guard let endedAt = state.handoffs[place].endedAt else {
      state.handoffs[place].insert(attempt)
      return followAttempts()
    }
    noteLate(place, isReached: attempt.outcome.isReached) {
      if attempt.at.instant <= endedAt { $0.insert(attempt) }
    }
  }

  /// The place in `handoffs` of the one that a report is about: the latest that had begun. On the
  /// day when the lead went from one rep to another, a day alone means the one of whom it names.
  func handoff(of time: FactTime, by rep: String?) -> Int? {
    let begun = state.handoffs.indices.filter { time.isAtOrAfter(state.handoffs[$0].at) }
    guard time.isWholeDay, let rep else { return begun.last }
    let named = begun.last { place in
      let handoff = state.handoffs[place]
      return handoff.rep == rep && handoff.endedAt.map { $0 >= time.instant } ?? true
    }
    return named ?? begun.last
  }

  /// What an open handoff's attempts, in order of time, mean for the lead.
  private mutating func followAttempts() {
    withdrawBreaches()
    guard let handoff = state.handoff else { return }
    settleAcceptance(why: "\(handoff.rep) took it")
    // A call back may be among the reports that come next.
    if handoff.terms.grace == nil { goUnreached(.all) }
  }

  /// Takes the lead back if all attempts were made and nobody was reached.
  mutating func goUnreached(_ reported: ReportedDays) {
    guard let handoff = state.openHandoff, state.stage == .mql || state.stage == .sal,
      let at = handoff.unreachedAt(rules.clock(of: handoff)), at <= now, reported.covers(at),
      handoff.terms.recycles, let destination = Destination(handoff.terms.unreached)
    else { return }
    state.handoff?.attempts.removeAll { $0.at.instant > at }
    send(
      to: destination, ending: .recycled, at: at,
      why: "\(handoff.terms.attempts ?? 0) attempts, nobody reached")
    if let last = state.handoff, handoff.reachedAt != nil { tellReached(last) }
  }

  /// The rep took the lead: it is SAL since the earliest report of that.
  mutating func settleAcceptance(why: String) {
    guard let handoff = state.openHandoff, let accepted = handoff.acceptedAt else { return }
    let at = max(accepted, handoff.at)
    if state.stage == .mql {
      move(to: .sal, at: at, why: why)
    } else if state.stage == .sal {
      state.since = min(state.since, at)
    }
  }

  /// Notes what is reported late of a handoff that has ended: history, and a word to both sides if
  /// the lead was reached after all.
  mutating func noteLate(_ place: Int, isReached: Bool, _ note: (inout Handoff) -> Void) {
    var handoff = state.handoffs[place]
    let wasReached = handoff.reachedAt != nil
    note(&handoff)
    withdrawBreaches(of: &handoff)
    state.handoffs[place] = handoff
    if place < state.earlierHandoffs.count { settleEarlier() }
    if isReached, !wasReached { tellReached(handoff) }
  }

  /// Says to both sides that a lead was reached that had been taken from its rep.
  private mutating func tellReached(_ handoff: Handoff) {
    switch handoff.ended {
    case .recycled, .reassigned, .released:
      alert(
        .reachedAfterAll, "was reached after all; it had been taken from \(handoff.rep)",
        rep: handoff.rep, tell: bothSides(of: handoff))
    case .rejected, .won, .lost, .disqualified, nil: break
    }
  }

  /// Who has to know on both sides: the rep, the manager, who has the lead now, and the parties'
  /// contacts.
  private func bothSides(of handoff: Handoff) -> [String] {
    names(["rep", "manager"] + [state.owner].compactMap { $0 } + rules.contacts, of: handoff)
  }

  /// A lead that waited too long for a rep goes where the queue's expiry sends it.
  mutating func expire() {
    // What came due before is done before: a midnight that makes it a lead again, for one.
    guard let waitingSince = state.waitingSince, let expires = rules.qualification.waiting.expires,
      waitingSince + expires <= min(state.due ?? now, now),
      let then = rules.qualification.waiting.then
    else { return }
    send(to: then, ending: nil, at: waitingSince + expires, why: "waited too long for a rep")
  }
}
