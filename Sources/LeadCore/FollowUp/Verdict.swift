extension Deciding {
  /// A verdict moves the lead as the stage table says; one it does not allow is refused. One that
  /// says again what is so already changes no stage: facts of an open handoff may come in any
  /// order.
  mutating func take(_ feedback: Feedback) {
    let at = feedback.at.instant
    switch feedback.verdict {
    case .won: return win(feedback)
    case .nurture: return putOnTrack(feedback)
    case .accepted, .sql:
      if takeLate(feedback) { return }
    case .rejected, .recycle, .lost: break
    }
    guard let handoff = state.openHandoff else {
      refusal =
        "verdict '\(feedback.verdict.rawValue)' needs a lead that a rep has; "
        + "this one is \(state.stage.rawValue)" + (state.isWaiting ? ", waiting for a rep" : "")
      return
    }
    guard feedback.at.isAtOrAfter(handoff.at) else {
      refusal =
        "verdict '\(feedback.verdict.rawValue)' of \(at.iso) is older than "
        + "the handoff of \(handoff.at.iso)"
      return
    }
    switch feedback.verdict {
    case .accepted: accept(feedback, handoff)
    case .sql: becomeSQL(feedback)
    case .rejected, .recycle: giveBack(feedback, handoff)
    case .lost: lose(feedback)
    case .won, .nurture: break
    }
  }

  /// What is said late of a handoff that has ended: it was accepted, or led to an opportunity.
  ///
  /// - Returns: whether it was that.
  private mutating func takeLate(_ feedback: Feedback) -> Bool {
    let isReached = feedback.verdict == .sql
    // An opportunity is whoever's the lead is, whoever says so.
    guard let place = handoff(of: feedback.at, by: isReached ? nil : feedback.rep) else {
      return false
    }
    let handoff = state.handoffs[place]
    guard let endedAt = handoff.endedAt, feedback.at.instant <= endedAt else { return false }
    guard isReached ? hasWhatSQLNeeds(feedback) : isOwners(feedback, handoff) else { return true }
    noteLate(place, isReached: isReached) { handoff in
      handoff.accept(feedback.at)
      if isReached { handoff.reach(feedback.at) }
    }
    return true
  }

  /// Whether who accepts is who has the lead; of somebody whom no team has, the word counts.
  private mutating func isOwners(_ feedback: Feedback, _ handoff: Handoff) -> Bool {
    guard let rep = feedback.rep, rep != handoff.rep, rules.rep(rep) != nil else { return true }
    refusal = "verdict 'accepted' is \(rep)'s, but the lead was \(handoff.rep)'s then"
    return false
  }

  private mutating func accept(_ feedback: Feedback, _ handoff: Handoff) {
    guard isOwners(feedback, handoff) else { return }
    accept(feedback.at)
  }

  private mutating func accept(_ at: FactTime) {
    state.handoff?.accept(at)
    withdrawBreaches()
    settleAcceptance(why: "accepted")
  }

  private mutating func hasWhatSQLNeeds(_ feedback: Feedback) -> Bool {
    let missing = rules.qualification.sqlRequires.filter { field in
      switch field {
      case "amount" where feedback.amount != nil: false
      case "reason" where feedback.reason != nil: false
      default: !situation.isKnown(field)
      }
    }
    guard !missing.isEmpty else { return true }
    refusal =
      "verdict 'sql' needs \(missing.joined(separator: ", ")), see qualification.sql.requires"
    return false
  }

  private mutating func becomeSQL(_ feedback: Feedback) {
    guard hasWhatSQLNeeds(feedback) else { return }
    accept(feedback.at)
    noteReached(feedback.at)
    if state.stage != .sql { move(to: .sql, at: feedback.at.instant, why: "sales qualified") }
  }

  /// Verdicts `sql` and `won` mean that the lead was reached.
  private mutating func noteReached(_ at: FactTime) {
    guard state.openHandoff != nil else { return }
    state.handoff?.reach(at)
    withdrawBreaches()
  }

  private mutating func giveBack(_ feedback: Feedback, _ handoff: Handoff) {
    guard state.stage == .mql || state.stage == .sal else {
      refusal =
        "verdict '\(feedback.verdict.rawValue)' is not for a lead that is \(state.stage.rawValue)"
      return
    }
    let destination: Destination?
    let why: String
    if feedback.verdict == .recycle {
      destination = feedback.track.map { .nurture($0) } ?? Destination(handoff.terms.unreached)
      why = "recycled by \(feedback.rep ?? handoff.rep)"
    } else {
      destination = rules.rejections.destination(for: feedback.reason)
      why = "rejected" + (feedback.reason.map { ": \($0)" } ?? "")
    }
    if feedback.verdict == .recycle, destination == .stay || destination == nil {
      refusal = "verdict 'recycle' needs a track: the plan names none"
      return
    }
    guard isKnown(destination) else {
      refusal = "no such track: '\(feedback.track ?? "")'"
      return
    }
    guard let destination else {
      refusal = "rejections say nothing for reason '\(feedback.reason ?? "")' and have no 'else'"
      return
    }
    send(
      to: destination, ending: feedback.verdict == .recycle ? .recycled : .rejected,
      at: feedback.at.instant, why: why)
  }

  private mutating func lose(_ feedback: Feedback) {
    let fallback: Destination = rules.track("lost") == nil ? .disqualified : .nurture("lost")
    send(
      to: rules.rejections.destination(for: feedback.reason) ?? fallback, ending: .lost,
      at: feedback.at.instant, why: "lost" + (feedback.reason.map { ": \($0)" } ?? ""))
  }

  private mutating func win(_ feedback: Feedback) {
    guard state.stage != .customer else { return }
    noteReached(feedback.at)
    endHandoff(.won, at: feedback.at.instant)
    state.waitingSince = nil
    state.enrolment = nil
    state.disqualification = nil
    move(to: .customer, at: feedback.at.instant, why: "won")
  }

  /// Sales puts a lead on a track without giving it back.
  private mutating func putOnTrack(_ feedback: Feedback) {
    guard let track = feedback.track, rules.track(track) != nil else {
      refusal = "verdict 'nurture' needs a track; '\(feedback.track ?? "")' is none"
      return
    }
    guard state.openHandoff != nil else {
      refusal = "verdict 'nurture' needs a lead that a rep has; this one is \(state.stage.rawValue)"
      return
    }
    let enrolment = Enrolment(track: track, since: feedback.at.instant, restsUntil: nil)
    state.enrolment = enrolment
    effects.append(.enrolled(enrolment))
  }

  private func isKnown(_ destination: Destination?) -> Bool {
    if case .nurture(let track) = destination { rules.track(track) != nil } else { true }
  }
}

extension Situation {
  /// Whether the lead has a value in a field that `qualification.sql.requires` names.
  func isKnown(_ field: String) -> Bool {
    rules.program.lead.index(ofKnown: field).map { look.atom($0) } ?? false
  }
}

extension AtomTable {
  /// The atom that tells whether a field has a value.
  func index(ofKnown field: String) -> Int32? {
    atoms.firstIndex { $0.test == .known && $0.derivation == nil && fields[$0.slot] == field }
      .map(Int32.init)
  }
}
