/// How a lead comes from one rep to another, or back into the queue.
extension Deciding {
  /// What a handoff names as its route that the CRM's owner column began.
  static let ownerRoute = "owner"

  /// Takes the lead from its rep: it waits for a rep again, and longer than whoever comes after.
  mutating func release(why: String) {
    guard let handoff = state.openHandoff else {
      refusal = "no rep has this lead; it is \(state.stage.rawValue)"
      return
    }
    endHandoff(.released, at: now)
    state.waitingSince = now
    state.enrolment = nil
    move(to: .mql, at: now, why: "released from \(handoff.rep): \(why)")
    alertWithoutRoute()
  }

  /// Gives the lead to another rep, in the same cycle and at the same stage.
  ///
  /// - Parameter afterBreach: because a deadline was missed.
  mutating func reassign(to assignment: Assignment, why: String, afterBreach: Bool = false) {
    guard let old = state.openHandoff else {
      refusal = "no rep has this lead; it is \(state.stage.rawValue)"
      return
    }
    guard let rep = rules.rep(assignment.rep) else {
      refusal = "no team has the rep '\(assignment.rep)'"
      return
    }
    guard old.rep != rep.id else {
      refusal = "\(rep.id) has this lead already"
      return
    }
    let qualifiedAt = qualifiedAt
    endHandoff(.reassigned, at: now)
    begin(assignment, rep, qualifiedAt: qualifiedAt, isReassigned: true)
    state.handoff?.reassignments = old.reassignments + (afterBreach ? 1 : 0)
    effects.append(
      .stage(
        StageChange(
          from: state.stage, to: state.stage, at: now,
          why: "reassigned from \(old.rep) to \(rep.id): \(why)")))
  }

  /// The CRM says whose lead it is: it becomes theirs, whatever they have already. What is won,
  /// lost for good or kept out stays as it is.
  mutating func own(by id: String, _ candidates: [Candidate]) {
    switch state.stage {
    case .customer, .disqualified: return
    case .lead, .mql, .sal, .sql, .nurture: break
    }
    guard let place = rules.roster.places[id] else {
      // In a CRM there are many owners who take no leads of ours; here somebody else has it.
      if let rep = state.owner {
        alert(.unknownRep, "the CRM names '\(id)' as its owner, whom no team has", rep: rep)
      }
      return
    }
    guard state.openHandoff?.rep != id else { return }
    let (team, rep) = (rules.teams[place.team].id, rules.teams[place.team].reps[place.rep])
    let assignment = Assignment(
      rep: id, team: team, route: Deciding.ownerRoute, candidates: candidates)
    let why = "the CRM names \(id) as its owner"
    if state.openHandoff != nil { return reassign(to: assignment, why: why) }
    let qualifiedAt = state.isWaiting ? qualifiedAt : now
    state.cycle += 1
    state.enrolment = nil
    begin(assignment, rep, qualifiedAt: qualifiedAt)
    move(to: .mql, at: now, why: why)
  }
}
