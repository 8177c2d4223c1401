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

  /// Does what has come due, in the order of its times, and hands over what can be handed over.
  /// Returns how many leads were looked at.
  @discardableResult
  public func runDue(_ work: DueWork) throws -> Int {
    switch work {
    case .time:
      try settleRoutes()
      let done = try passTime() + settleLeaves()
      try settleClocks()
      return done
    case .deadlines:
      let done = try judgeDeadlines()
      try tellMissingLogs()
      return done
    }
  }

  private func passTime() throws -> Int {
    store.beginReading()
    defer { store.endReading() }
    var done = 0
    while true {
      var batch = Batch(now: clock())
      let leads = try store.dueLeads(upTo: batch.now, limit: Engine.leadsAtOnce)
      for id in leads { passTime(.due, of: try open(id, &batch), &batch) }
      // Handoffs begin now, when all that came due is done: nobody is served by a score of
      // yesterday.
      if leads.count < Engine.leadsAtOnce { try drain(&batch) }
      try commit(batch)
      done += leads.count
      guard leads.count == Engine.leadsAtOnce else { return done }
    }
  }

  private func judgeDeadlines() throws -> Int {
    var done = 0
    // What waits for a log is looked at again two days later at most, see
    // `ReportedDays.lookAgain`, but once when a log comes.
    var ahead = isLogNew ? Interval.days(2) : .zero
    while true {
      let late = try store.lateLeads(upTo: clock() + ahead)
      ahead = .zero
      var isDifferent = false
      try work(on: late) { work, batch in
        try openEarlier(work, batch)
        let before = work.lead.state
        passTime(.deadline(logs?.reported ?? .all), of: work, &batch)
        if work.lead.state != before { isDifferent = true }
      }
      done += late.count
      // A lead that waited too long is late as soon as somebody has it.
      guard isDifferent else { break }
    }
    isLogNew = false
    return done
  }

  private func passTime(_ fact: Fact, of work: Work, _ batch: inout Batch) {
    let refusal = take(fact, of: work, from: .none, &batch)
    precondition(refusal == nil, "time is never refused")
  }

  /// Says, once for each day, that a log of attempts does not come for which a deadline waits.
  private func tellMissingLogs() throws {
    defer { awaited = [] }
    guard let reported = logs?.reported, !awaited.isEmpty else { return }
    var batch = Batch(now: clock())
    for at in awaited.sorted() where reported.isLate(for: at) <= batch.now {
      for (source, day) in reported.missing(for: at) {
        let note = "missing log \(day.iso) \(source)"
        guard try store.note(note) == nil, !batch.changes.notes.contains(where: { $0.key == note })
        else { continue }
        batch.changes.notes.append((note, "told"))
        tell(
          Alert(
            kind: .missingLog,
            text: "no log of '\(source)' has come for \(day.iso); its deadlines are not judged"),
          &batch)
      }
    }
    try commit(batch)
  }

  /// When something comes due next: in the store, or because a rep's day begins while leads wait,
  /// or an absence does.
  public func nextDue() throws -> Instant? {
    let now = clock()
    var next = [try store.nextDue(), try store.nextDeadline()].compactMap { $0 }
    if queue.count > 0 {
      next += rules.zonesOfReps.map { $0.nextMidnight(after: servedAt) }
    }
    next += [rules.leaves.first { $0 > servedAt }].compactMap { $0 }
    if !areLeavesSettled || isLogNew { next.append(now) }
    return next.min()
  }
}
