import Intake
import LeadCore
import Store

extension Engine {
  static let noIdentity = "no identity: an e-mail address or an id that the file's source names"

  /// Fields that keep their first value.
  static let firstTouch = ["source", "created_at", "campaign"]

  /// The field that tells how old a lead's newest row is, see `as_of` of sources.
  static let asOf = "as_of"

  /// Takes the rows of a block in: each is a fact about a lead. All that follows is written in one
  /// transaction, together with how far the file has been read.
  ///
  /// - Parameters:
  ///   - block: the rows as they stand in the file, for the file of rejects.
  ///   - file: as it was before; returned as it is now.
  func take(
    _ mapped: MappedBlock, _ block: RowBlock, kind: RecordKind, of file: FileEntry,
    moreFollows: Bool
  ) throws -> FileEntry {
    store.beginReading()
    defer { store.endReading() }
    var batch = Batch(now: clock())
    var taking = try Taking(mapped, block, kind, file: file, engine: self)
    switch kind {
    case .lead: try takeLeads(&taking, &batch)
    case .activity, .attempt, .feedback: try takeFacts(kind, &taking, &batch)
    case .account: try takeAccounts(&taking, &batch)
    case .deal: try takeDeals(&taking, &batch)
    case .optout: try takeOptouts(&taking, &batch)
    case .numbers: try takeFigures(&taking, &batch)
    case .act: try takeActs(&taking, &batch)
    }
    warnings += taking.warnings
    taking.finish(isLast: !moreFollows, now: batch.now)
    batch.changes.rejects = taking.rejects
    batch.changes.file = taking.file
    if kind == .attempt { try noteLog(taking.file, &batch.changes, times: { taking.timesTaken }) }
    let dueAccounts = batch.changes.dueAccounts
    let repsChanged = !batch.changes.repStates.isEmpty
    try commit(batch, isAwaited: !moreFollows)
    // Leads whose account changed are due now.
    if !dueAccounts.isEmpty { try runDue(.time) }
    if repsChanged { try use(toldRules) }
    return taking.file
  }

  /// Makes sure that every name a block can bring has a number.
  func prepare(_ mapped: MappedBlock) throws {
    var told = mapped.fieldNames + mapped.identityKinds + Special.allCases.map(\.name)
    for activity in mapped.told { told += activity.fields.map(\.name) }
    told.append(Engine.asOf)
    guard told.contains(where: { names[$0] == nil }) else { return }
    try book.add(Set(told).union(Engine.firstTouch).sorted())
  }

  /// Whose a row is; a lead nobody knew yet is made, and leads that it shows to be one are merged.
  /// Nil where the row has no identity.
  func lead(of row: Int, _ taking: inout Taking, _ batch: inout Batch) throws -> (
    Work, isNew: Bool
  )? {
    taking.addedIdentity = false
    guard let known = taking.identities.firstKnown(of: row) else {
      let identities = taking.identities.giveUnknown(of: row, to: lastLead + 1)
      return identities.isEmpty ? nil : (create(identities, &batch), true)
    }
    var work = try open(known, &batch)
    for other in taking.identities.othersKnown(of: row, besides: known) {
      work = try tie(work, to: try open(other, &batch), by: row, &taking, &batch)
    }
    let added = taking.identities.giveUnknown(of: row, to: work.id)
    taking.addedIdentity = taking.addedIdentity || !added.isEmpty
    if !added.isEmpty { work.isChanged = true }
    work.lead.identities += added
    for identity in added { batch.changes.newIdentities.append((identity, lead: work.id)) }
    return (work, false)
  }

  /// Writes a fact to the ledger.
  func note(
    _ kind: FactKind, of work: Work, at: FactTime?, key: UInt64, properties: FieldRecord,
    _ line: Int, _ taking: Taking, _ batch: inout Batch
  ) {
    work.factCount += 1
    batch.changes.facts.append(
      StoredFact(
        lead: work.id, number: work.factCount, kind: kind, at: at, key: key,
        file: taking.file.id, line: line, properties: properties))
  }

  private func takeFacts(
    _ kind: RecordKind, _ taking: inout Taking, _ batch: inout Batch
  ) throws {
    for row in 0..<taking.mapped.rows where !taking.mapped.isRejected[row] {
      guard let at = taking.mapped.times[row] else {
        taking.reject(row, "no `at`: when did it happen?")
        continue
      }
      guard at.instant <= batch.now else {
        taking.reject(row, "at \(at.instant.iso) is later than now")
        continue
      }
      do {
        let fact = try readFact(kind, row, at, taking)
        try take(fact, kind, row, at, &taking, &batch)
      } catch let problem as RowProblem {
        taking.reject(row, problem.reason)
      }
      // A lead that is heard of by a row that cannot be may wait for a rep all the same.
      try drain(&batch)
    }
  }

  private func take(
    _ fact: Fact, _ kind: RecordKind, _ row: Int, _ at: FactTime, _ taking: inout Taking,
    _ batch: inout Batch
  ) throws {
    guard let (work, isNew) = try lead(of: row, &taking, &batch) else {
      throw RowProblem(Engine.noIdentity)
    }
    let properties = taking.fields.properties(row, of: taking.mapped)
    let key = factKey(kind, id: taking.mapped.text(.id, row), at, properties)
    guard work.factKeys.insert(key).inserted else {
      taking.file.duplicates += 1
      return
    }
    let line = Int(taking.mapped.lines[row])
    if isNew { try begin(work, from: taking.origin(line), &batch) }
    switch fact {
    case .attempt, .feedback: try openEarlier(work, at: at, batch)
    default: break
    }
    if let refusal = take(fact, of: work, from: taking.origin(line), &batch) {
      work.factKeys.remove(key)
      throw RowProblem(refusal)
    }
    let stored: FactKind =
      switch kind {
      case .attempt: .attempt
      case .feedback: .feedback
      default: .activity
      }
    note(stored, of: work, at: at, key: key, properties: properties, line, taking, &batch)
    taking.file.taken += 1
  }

  /// A lead that is first heard of by what it did, or by what was done: its e-mail address is a
  /// field too.
  func begin(_ work: Work, from origin: Origin, _ batch: inout Batch) throws {
    if let email = work.lead.identities.first(where: { $0.kind == "email" }) {
      work.lead.record.append(names["email"]!, email.value)
    }
    try settleAccount(of: work, before: nil, &batch)
    _ = take(.fields, of: work, from: origin, &batch)
  }
}
