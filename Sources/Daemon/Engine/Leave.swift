import LeadCore
import Store

/// What becomes of the open leads of reps who are away, paused or gone, see `on_leave`.
extension Engine {
  private static let leadsAtOnce = 2_000

  /// Takes open leads from those who are not there, as their team says. What is done once is done:
  /// it is looked at again when a day begins for somebody, and under another rulebook.
  ///
  /// - Returns: how many leads were taken from their reps.
  @discardableResult
  func settleLeaves() throws -> Int {
    guard !areLeavesSettled else { return 0 }
    load.settle(clock())
    var done = 0
    if rules.teams.contains(where: { $0.onLeave != .keep }) {
      let left = try store.openLeads().filter { !load.isPresent($0.rep) }.map(\.lead)
      for start in stride(from: 0, to: left.count, by: Engine.leadsAtOnce) {
        done += try takeBack(left[start..<min(left.count, start + Engine.leadsAtOnce)])
      }
    }
    areLeavesSettled = true
    return done
  }

  private func takeBack(_ leads: ArraySlice<Int64>) throws -> Int {
    var batch = Batch(now: clock())
    var done = 0
    for id in leads {
      let work = try open(id, &batch)
      guard let handoff = work.lead.state.openHandoff, !load.isPresent(handoff.rep) else {
        continue
      }
      // Of a rep who is gone, the team is that of the handoff.
      let team = load.team(of: handoff.rep).map { rules.teams[$0] } ?? rules.team(handoff.team)
      let why = "\(handoff.rep) is \(absence(of: handoff.rep))"
      switch team?.onLeave ?? .keep {
      case .keep: continue
      case .queue: release(work, why: why, &batch)
      case .reassign: reassign(work, why: why, &batch)
      }
      done += 1
    }
    try drain(&batch)
    try commit(batch)
    return done
  }

  private func absence(of rep: String) -> String {
    rules.rep(rep).map { $0.isPaused ? "paused" : "away" } ?? "gone"
  }

  private func release(_ work: Work, why: String, _ batch: inout Batch) {
    let refusal = take(.released(why: why), of: work, from: .none, &batch)
    precondition(refusal == nil, "an open handoff can be released")
  }

  /// Gives a lead to the next eligible rep, or, while there is none, to the queue.
  private func reassign(_ work: Work, why: String, _ batch: inout Batch) {
    let key = routingKey(
      work.lead.state, look(at: work, now: batch.now), rules, now: batch.now)
    guard
      let assignment = load.assignment(
        for: key, exceptFor: work.lead.state.owner, now: batch.now)
    else { return release(work, why: why, &batch) }
    load.take(assignment, now: batch.now)
    let refusal = take(.reassigned(assignment, why: why), of: work, from: .none, &batch)
    precondition(refusal == nil, "an open handoff can be reassigned")
  }

  /// The CRM says anew whose lead it is: a rep's id, or a name that no rep goes by. The handoff
  /// uses the rep's bandwidth, and may exceed it.
  func takeOver(_ work: Work, by rep: String, from origin: Origin, _ batch: inout Batch) {
    let before = work.lead.state.handoff?.id
    let refusal = take(.owned(rep: rep), of: work, from: origin, &batch)
    precondition(refusal == nil, "an owner is never refused")
    guard let handoff = work.lead.state.openHandoff, handoff.id != before else { return }
    load.book(handoff.rep, work: handoff.terms.work ?? 0, now: batch.now)
    if !load.isPresent(handoff.rep) { areLeavesSettled = false }
  }
}
