extension Deciding {
  /// A verdict moves the lead as the stage table says; one it does not allow is refused. One that
  /// says again what is so already changes no stage: facts of an open handoff may come in any
  /// order.
  mutating func take(_ feedback: Feedback) {
    if takeLate(feedback) { return }
    switch feedback.verdict {
    case .won: return win(feedback)
    case .nurture: return putOnTrack(feedback)
    case .accepted, .sql, .rejected, .recycle, .lost: break
    }
    guard let handoff = state.openHandoff else {
      refusal =
        "verdict '\(feedback.verdict.rawValue)' needs a lead that a rep has; "
        + "this one is \(state.stage.rawValue)" + (state.isWaiting ? ", waiting for a rep" : "")
      return
    }
    guard feedback.at.isAtOrAfter(handoff.at) else { return refuseOlder(feedback, handoff) }
    switch feedback.verdict {
    case .accepted: if isOwners(feedback, handoff) { accept(feedback.at) }
    case .sql: becomeSQL(feedback, handoff)
    case .rejected, .recycle: giveBack(feedback, handoff)
    case .lost: lose(feedback)
    case .won, .nurture: break
    }
  }

  /// Notes what is said late of a handoff that has ended, for that one alone.
  ///
  /// - Returns: whether that is all there is to it.
  private mutating func takeLate(_ feedback: Feedback) -> Bool {
    // An opportunity is of whoever has the lead, whoever says so.
    let rep = feedback.verdict == .accepted ? feedback.rep : nil
    guard let place = handoff(of: feedback.at, by: rep) else { return false }
    let handoff = state.handoffs[place]
    guard let endedAt = handoff.endedAt, feedback.at.instant <= endedAt else { return false }
    switch feedback.verdict {
    case .accepted:
      guard isOwners(feedback, handoff) else { return true }
      noteLate(place, isReached: false) { $0.accept(feedback.at) }
    case .sql:
      guard hasWhatSQLNeeds(feedback) else { return true }
      noteLate(place, isReached: true) {
        $0.accept(feedback.at)
        $0.reach(feedback.at)
      }
    case .won:
      guard state.stage != .customer else { return true }
      noteLate(place, isReached: true) { $0.reach(feedback.at) }
      return false
    case .rejected, .recycle, .lost:
      // Whoever has it since keeps it.
      guard place < state.earlierHandoffs.count else { return false }
      noteLate(place, isReached: false) { $0.endedAt = max($0.at, feedback.at.instant) }
    case .nurture: return false
    }
    return true
  }

  /// Whether who accepts is who has the lead; of somebody whom no team has, the word counts.
  private mutating func isOwners(_ feedback: Feedback, _ handoff: Handoff) -> Bool {
    guard let rep = feedback.rep, rep != handoff.rep else { return true }
    guard rules.rep(rep) != nil else {
      alert(.unknownRep, "a verdict names '\(rep)', whom no team has")
      return true
    }
    refusal = "verdict 'accepted' is \(rep)'s, but the lead was \(handoff.rep)'s then"
    return false
  }

  private mutating func refuseOlder(_ feedback: Feedback, _ handoff: Handoff) {
    refusal =
      "verdict '\(feedback.verdict.rawValue)' of \(feedback.at.instant.iso) is older than "
      + "the handoff of \(handoff.at.iso)"
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

  private mutating func becomeSQL(_ feedback: Feedback, _ handoff: Handoff) {
    guard hasWhatSQLNeeds(feedback) else { return }
    accept(feedback.at)
    noteReached(feedback.at)
    let at = max(feedback.at.instant, handoff.at)
    if state.stage == .sql {
      state.since = min(state.since, at)
    } else {
      move(to: .sql, at: at, why: "sales qualified")
    }
  }

  /// Verdicts `sql` and `won` mean that the lead was reached.
  private mutating func noteReached(_ at: FactTime) {
    guard let handoff = state.openHandoff, at.isAtOrAfter(handoff.at) else { return }
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
    guard let handoff = state.openHandoff else {
      refusal = "verdict 'nurture' needs a lead that a rep has; this one is \(state.stage.rawValue)"
      return
    }
    guard feedback.at.isAtOrAfter(handoff.at) else { return refuseOlder(feedback, handoff) }
    guard state.enrolment?.track != track else { return }
    let rounds = state.rounds[track] ?? 0
    if let most = rules.track(track)?.rounds, rounds >= most {
      refusal = "the lead was on track '\(track)' as often as its `rounds` allow: \(most)"
      return
    }
    state.rounds[track] = rounds + 1
    // What was said later holds, whatever came first.
    guard (state.enrolment?.since ?? feedback.at.instant) <= feedback.at.instant else { return }
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
