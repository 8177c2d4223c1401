import LeadCore
import Store

extension Engine {
  /// Leads worked on in one transaction.
  static let leadsAtOnce = 2_000

  /// Works on stored leads, so many in one transaction, and serves the queue in each.
  func work(on leads: [Int64], _ body: (Work, inout Batch) throws -> Void) throws {
    store.beginReading()
    defer { store.endReading() }
    for start in stride(from: 0, to: leads.count, by: Engine.leadsAtOnce) {
      var batch = Batch(now: clock())
      for id in leads[start..<min(leads.count, start + Engine.leadsAtOnce)] {
        try body(try open(id, &batch), &batch)
      }
      try drain(&batch)
      try commit(batch)
    }
  }

  /// A lead to work on: from this batch, or from the store with its activities.
  func open(_ id: Int64, _ batch: inout Batch) throws -> Work {
    if let known = batch[id] { return known }
    if let work = try batch.takeBack(id, kinds: { try store.kind($0) }) { return work }
    let facts = try store.facts(of: id)
    let work = Work(stored: try book.completed(try stored(id), facts: facts))
    work.factKeys = Set(facts.map(\.key))
    work.factCount = facts.last { $0.lead == id }?.number ?? 0
    batch.add(work)
    return work
  }

  /// A lead as it lies in the store.
  func stored(_ id: Int64) throws -> StoredLead {
    guard let lead = try store.lead(id) else {
      preconditionFailure("lead \(id) is indexed but not stored")
    }
    return lead
  }

  /// Reads the handoffs before the latest of a lead, if something is told of their time, or their
  /// deadlines are still to be judged.
  ///
  /// - Parameter at: when it happened that is told; nil: time has passed.
  func openEarlier(_ work: Work, at: FactTime? = nil, _ batch: Batch) throws {
    guard let latest = work.lead.state.handoff, work.lead.state.earlierHandoffs.isEmpty,
      at.map({ $0.instant < latest.at }) ?? (latest.earlierDeadline != nil)
    else { return }
    var handoffs: [Int64: Handoff] = [:]
    for handoff in try store.handoffs(of: work.id) { handoffs[handoff.id] = handoff }
    for (handoff, lead) in batch.handoffs.values where lead == work.id {
      handoffs[handoff.id] = handoff
    }
    handoffs[latest.id] = nil
    work.lead.state.earlierHandoffs = handoffs.keys.sorted().map { book.zoned(handoffs[$0]!) }
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
    let look = book.look(at: work.lead, now: now)
    work.look = look
    return look
  }
}
