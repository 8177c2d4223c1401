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
    let last = state.isWaiting && !state.isReleased ? nil : state.handoff?.qualifiedAt
    return last ?? state.waitingSince ?? now
  }

  /// A handoff begins now, in the cycle the lead is in; the plan is frozen.
  mutating func begin(_ assignment: Assignment, _ rep: Rep, qualifiedAt: Instant) {
    situation.score()
    let plan = rules.plans.first { situation.holds($0.when) }
    var handoff = Handoff(
      rep: rep.id, team: assignment.team, route: assignment.route, plan: plan?.name,
      terms: plan?.terms ?? .none, cycle: state.cycle, at: now, zone: rep.zone)
    handoff.candidates = assignment.candidates
    handoff.qualifiedAt = qualifiedAt
    switch handoff.terms.begins {
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
    guard var handoff = state.handoff else { return }
    guard attempt.at.isAtOrAfter(handoff.at) else { return takeForEarlier(attempt) }
    guard handoff.isOpen else {
      take(attempt, late: &handoff)
      state.handoff = handoff
      return
    }
    handoff.insert(attempt)
    state.handoff = handoff
    followAttempts()
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
      let destination = Destination(handoff.terms.unreached)
    else { return }
    send(
      to: destination, ending: .recycled, at: at,
      why: "\(handoff.countedAttempts.count) attempts, nobody reached")
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

  /// A report of an ended handoff: history, and a word to both sides if the lead was reached
  /// after all.
  private mutating func take(_ attempt: Attempt, late handoff: inout Handoff) {
    guard let endedAt = handoff.endedAt else { return }
    if attempt.at.instant <= endedAt {
      let wasReached = handoff.reachedAt != nil
      handoff.insert(attempt)
      withdrawBreaches(of: &handoff)
      guard attempt.outcome.isReached, !wasReached else { return }
    } else {
      guard attempt.outcome.isReached else { return }
    }
    guard handoff.ended == .recycled else { return }
    alert(
      .reachedAfterAll, "was reached after it was taken back from \(handoff.rep)", rep: handoff.rep,
      tell: bothSides(of: handoff))
  }

  /// A report of the time before the latest handoff.
  private mutating func takeForEarlier(_ attempt: Attempt) {
    let place = state.earlierHandoffs.lastIndex { attempt.at.isAtOrAfter($0.at) }
    guard let place else { return }
    var handoff = state.earlierHandoffs[place]
    take(attempt, late: &handoff)
    state.earlierHandoffs[place] = handoff
  }

  /// Whom both sides have to be told by: the rep, the manager, and the parties' contacts.
  private func bothSides(of handoff: Handoff) -> [String] {
    names(["rep", "manager"] + rules.contacts, of: handoff)
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
