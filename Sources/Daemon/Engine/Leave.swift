import LeadCore
import Store

/// What becomes of the open leads of reps who are away, paused or gone, see `on_leave`.
extension Engine {
  /// Takes open leads from those who are not there, as their team says. What is done once is done:
  /// it is looked at again when a day begins for somebody, and under another rulebook.
  ///
  /// - Returns: how many leads were taken from their reps.
  @discardableResult
  func settleLeaves() throws -> Int {
    guard !areLeavesSettled else { return 0 }
    load.settle(clock())
    var done = 0
    let left = try store.openLeads().filter { open in
      let team = load.team(of: open.rep)
      return !load.isPresent(open.rep) && team.map { rules.teams[$0].onLeave != .keep } ?? true
    }
    try work(on: left.map(\.lead)) { if takeBack($0, &$1) { done += 1 } }
    areLeavesSettled = true
    return done
  }

  /// Whether it was taken from its rep.
  private func takeBack(_ work: Work, _ batch: inout Batch) -> Bool {
    guard let handoff = work.lead.state.openHandoff, let absence = load.absence(of: handoff.rep)
    else { return false }
    // Of a rep who is gone, the team is that of the handoff; if that is gone too, nobody else would
    // ever look after the lead.
    let team = load.team(of: handoff.rep).map { rules.teams[$0] } ?? rules.team(handoff.team)
    let why = "\(handoff.rep) is \(absence.rawValue)"
    switch team?.onLeave ?? .queue {
    case .keep: return false
    case .queue: release(work, why: why, &batch)
    case .reassign: reassign(work, why: why, &batch)
    }
    return true
  }

  private func release(_ work: Work, why: String, _ batch: inout Batch) {
    let refusal = take(.released(why: why), of: work, from: .none, &batch)
    precondition(refusal == nil, "an open handoff can be released")
  }

  /// Gives a lead to the next eligible rep, or, while there is none, to the queue.
  private func reassign(_ work: Work, why: String, _ batch: inout Batch) {
    if !reassign(work, why: why, afterBreach: false, &batch) { release(work, why: why, &batch) }
  }

  /// Gives a lead to the next eligible rep because a deadline was missed. While there is none, it
  /// stays where it is, which is said once.
  func passOn(_ work: Work, why: String, isRepeated: Bool, _ batch: inout Batch) {
    guard !reassign(work, why: why, afterBreach: true, &batch), !isRepeated else { return }
    let (rep, team) = (work.lead.state.owner, work.lead.state.handoff?.team)
    let manager = team.flatMap { rules.team($0)?.manager }
    note(
      .alert(
        Alert(
          kind: .nobodyElse, text: "\(why); nobody else can take it now", rep: rep,
          tell: [manager].compactMap { $0 })), of: work, trace: nil, from: .none, &batch)
  }

  /// Whether anybody else could take it.
  private func reassign(
    _ work: Work, why: String, afterBreach: Bool, _ batch: inout Batch
  ) -> Bool {
    guard let assignment = nextRep(for: work, now: batch.now) else { return false }
    load.settleTurn(assignment, now: batch.now)
    let refusal = take(
      .reassigned(assignment, why: why, afterBreach: afterBreach), of: work, from: .none, &batch)
    precondition(refusal == nil, "an open handoff can be reassigned")
    return true
  }

  /// The next eligible rep who could take a lead from its owner; nil while there is none.
  func nextRep(for work: Work, now: Instant) -> Assignment? {
    load.assignment(
      for: route(of: work, now: now), exceptFor: work.lead.state.owner, now: now)
  }

  /// The CRM says anew whose lead it is: a rep's id, or a name that no rep goes by. The handoff
  /// uses the rep's bandwidth, and may exceed it.
  func takeOver(_ work: Work, by rep: String, from origin: Origin, _ batch: inout Batch) {
    let isNews = work.lead.state.openHandoff?.rep != rep && load.team(of: rep) != nil
    let candidates =
      isNews
      ? load.candidates(for: route(of: work, now: batch.now), naming: rep, now: batch.now) : []
    let refusal = take(.owned(rep: rep, candidates: candidates), of: work, from: origin, &batch)
    precondition(refusal == nil, "an owner is never refused")
    guard let handoff = work.lead.state.openHandoff else { return }
    if !load.isPresent(handoff.rep) { areLeavesSettled = false }
  }
}
