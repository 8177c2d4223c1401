public import LeadCore
import Store

extension Engine {
  /// Which of the things that time brings are done.
  public enum DueWork: Sendable {
    /// Rests, the queue's expiry, what fades.
    case time
    /// Follow-up deadlines.
    case deadlines
  }

  private static let batchLimit = 2_000

  /// Does what has come due, in the order of its times, and hands over what can be handed over.
  /// Returns how many leads were looked at.
  @discardableResult
  public func runDue(_ work: DueWork) throws -> Int {
    var done = 0
    while true {
      var batch = Batch(now: clock())
      let leads =
        switch work {
        case .time: try store.dueLeads(upTo: batch.now, limit: Engine.batchLimit)
        case .deadlines: try store.lateLeads(upTo: batch.now, limit: Engine.batchLimit)
        }
      for id in leads {
        let lead = try open(id, &batch)
        let refusal = take(work == .time ? .due : .deadline, of: lead, from: .none, &batch)
        precondition(refusal == nil, "time is never refused")
      }
      // Handoffs begin now, when all that came due is done: nobody is served by a score of
      // yesterday.
      if leads.count < Engine.batchLimit { try drain(&batch) }
      try commit(batch)
      done += leads.count
      guard leads.count == Engine.batchLimit else { break }
    }
    if work == .time { done += try settleLeaves() }
    return done
  }

  /// When something comes due next: in the store, or because a rep's day begins while leads wait,
  /// or an absence does.
  public func nextDue() throws -> Instant? {
    let now = clock()
    var next = [try store.nextDue()].compactMap { $0 }
    if queue.count > 0 {
      next += rules.zonesOfReps.map { $0.nextMidnight(after: now) }
    }
    next += [rules.leaves.first { $0 > now }].compactMap { $0 }
    if !areLeavesSettled { next.append(now) }
    return next.min()
  }
}
