import LeadCore
import Store

extension Engine {
  /// A lead to work on: from this batch, or from the store with its activities.
  func open(_ id: Int64, _ batch: inout Batch) throws -> Work {
    if let known = batch[id] { return known }
    guard var lead = try store.lead(id) else {
      preconditionFailure("lead \(id) is indexed but not stored")
    }
    let work = Work(stored: lead)
    if let rep = lead.state.handoff?.rep {
      lead.state.handoff?.zone = rules.rep(rep)?.zone ?? rules.calendar.zone
    }
    for fact in try store.facts(of: id) {
      work.factKeys.insert(fact.key)
      work.factCount = max(work.factCount, fact.number)
      if fact.kind == .activity, let at = fact.at {
        let mark = mark(fact.properties, at: at.instant)
        if !mark.matches.isEmpty { lead.state.activities.append(mark) }
      }
    }
    lead.state.activities.sort { $0.at < $1.at }
    work.lead = lead
    batch.add(work)
    return work
  }

  /// A new lead, known by these identities.
  func create(_ identities: [Identity], _ batch: inout Batch) -> Work {
    lastLead += 1
    let state = LeadState(id: lastLead, since: batch.now, createdAt: batch.now)
    let work = Work(new: StoredLead(identities: identities, record: FieldRecord(), state: state))
    for identity in identities { batch.changes.newIdentities.append((identity, lead: lastLead)) }
    batch.add(work)
    return work
  }

  /// What the rules see in a lead's fields.
  func look(at work: Work, now: Instant) -> Look {
    if let known = work.look { return known }
    let slots = rules.program.lead.fields.count
    let rows = work.lead.record.row(slotOfField: slotOfField, slots: slots)
    let look = scorer.look(at: rows, now: now)[0]
    work.look = look
    return look
  }

  /// What rules see in an activity's stored properties.
  func mark(_ properties: FieldRecord, at: Instant) -> ActivityMark {
    let numbers = names.numbers(of: reader.properties)
    let values = properties.entries
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let kept = numbers.map { values[$0] ?? [] }
    // The closure's pointers are used before the arrays can go away: `kept` outlives the call.
    return withExtendedLifetime(kept) {
      let arena = ByteArena(capacity: 256)
      let cells = kept.map { arena.append($0) }
      return reader.mark(at: at) { cells[$0].isMissing ? none : arena.bytes(cells[$0]) }
    }
  }
}
