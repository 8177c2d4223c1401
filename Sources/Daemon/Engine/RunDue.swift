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
        case .deadlines: try store.lateLeads(upTo: allIn(batch.now), limit: Engine.batchLimit)
        }
      var isDifferent = false
      for id in leads {
        let lead = try open(id, &batch)
        if work == .deadlines { try openEarlier(lead, batch) }
        let before = lead.lead.state
        let fact = work == .time ? Fact.due : .deadline(asOf: allIn(batch.now))
        let refusal = take(fact, of: lead, from: .none, &batch)
        precondition(refusal == nil, "time is never refused")
        if lead.lead.state != before { isDifferent = true }
      }
      // Handoffs begin now, when all that came due is done: nobody is served by a score of
      // yesterday.
      if leads.count < Engine.batchLimit { try drain(&batch) }
      try commit(batch)
      done += leads.count
      // A lead that waited too long is late as soon as somebody has it.
      let goesOn = work == .time ? leads.count == Engine.batchLimit : isDifferent
      guard goesOn else { break }
    }
    switch work {
    case .time:
      done += try settleLeaves()
      try settleClocks()
    case .deadlines: try tellMissingLogs()
    }
    return done
  }

  /// Up to when all reports of what sales did are in.
  private func allIn(_ now: Instant) -> Instant { min(logs?.allIn ?? now, now) }

  private static let missingLog = "missing log"

  /// Says once that a log of attempts does not come, while a deadline waits for it.
  private func tellMissingLogs() throws {
    let now = clock()
    guard let late = try lateLog(), late.at <= now else { return }
    var batch = Batch(now: now)
    for source in late.sources {
      tell(
        Alert(
          kind: .missingLog,
          text: "no log of '\(source)' has come for \(late.day); its deadlines are not judged"),
        &batch)
    }
    batch.changes.notes.append((Engine.missingLog, late.key))
    try commit(batch)
  }

  /// The logs for which the next deadline waits and of which nobody was told, and when they are
  /// late.
  private func lateLog() throws -> (at: Instant, sources: [String], day: String, key: String)? {
    guard let logs, let allIn = logs.allIn, let next = try store.nextDeadline(), next > allIn
    else { return nil }
    let key = String(allIn.milliseconds)
    guard try store.note(Engine.missingLog) != key else { return nil }
    let day = rules.calendar.zone.day(of: next).iso
    return (logs.isLate(for: next), logs.missing(for: next), day, key)
  }

  /// When something comes due next: in the store, or because a rep's day begins while leads wait,
  /// or an absence does.
  public func nextDue() throws -> Instant? {
    let now = clock()
    var next = [try store.nextDue()].compactMap { $0 }
    // A deadline that waits for a log comes with the log.
    if let deadline = try store.nextDeadline(), logs?.allIn.map({ deadline <= $0 }) ?? true {
      next.append(deadline)
    } else if let late = try lateLog() {
      next.append(late.at)
    }
    if queue.count > 0 {
      next += rules.zonesOfReps.map { $0.nextMidnight(after: now) }
    }
    next += [rules.leaves.first { $0 > now }].compactMap { $0 }
    if !areLeavesSettled { next.append(now) }
    return next.min()
  }
}
