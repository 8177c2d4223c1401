import Intake
import LeadCore
import Store

extension Engine {
  /// Fields that keep their first value.
  static let firstTouch = ["source", "created_at", "campaign"]

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
    var batch = Batch(now: clock())
    var taking = try Taking(mapped, block, file: file, engine: self)
    switch kind {
    case .lead: try takeLeads(&taking, &batch)
    case .activity, .attempt, .feedback: try takeFacts(kind, &taking, &batch)
    case .account, .deal, .optout, .numbers:
      for row in 0..<mapped.rows where !mapped.isRejected[row] {
        taking.reject(row, "records of kind '\(kind.rawValue)' are not taken in yet")
      }
    }
    taking.finish()
    batch.changes.rejects = taking.rejects
    batch.changes.file = taking.file
    try commit(batch, isAwaited: !moreFollows)
    return taking.file
  }

  /// Makes sure that every name a block can bring has a number.
  func prepare(_ mapped: MappedBlock) throws {
    let told = Set(mapped.fieldNames + mapped.identityKinds + Special.allCases.map(\.name))
    guard !told.isSubset(of: names.numbers.keys) else { return }
    try book.add((told.union(Engine.firstTouch)).sorted())
  }

  private func takeLeads(_ taking: inout Taking, _ batch: inout Batch) throws {
    let mapped = taking.mapped
    let stride = max(mapped.fieldNames.count, 1)
    let looks =
      mapped.fieldNames.isEmpty
      ? nil
      : book.scorer.look(
        at: Rows(
          arena: mapped.arena, cells: mapped.fields, stride: stride,
          columnOfSlot: taking.fields.columnOfSlot), now: batch.now)
    for row in 0..<mapped.rows where !mapped.isRejected[row] {
      guard let (work, isNew) = try lead(of: row, &taking, &batch) else {
        taking.reject(row, "no identity: an e-mail address or an id that the file's source names")
        continue
      }
      let record = taking.fields.record(row, of: mapped)
      let owner = record.value(of: names[Source.ownerField])
      let isNewOwner = owner != nil && owner != book.value(Source.ownerField, of: work.lead)
      if isNew {
        work.lead.record = record
        work.look = looks?[row]
        work.lead.state.createdAt = taking.createdAt(row, now: batch.now)
      } else {
        let kept = Set(Engine.firstTouch.compactMap { names[$0] })
        let merged = work.lead.record.overlaid(with: record, keeping: kept)
        guard merged != work.lead.record || taking.addedIdentity else {
          taking.file.duplicates += 1
          continue
        }
        work.lead.record = merged
        work.look = nil
        work.isChanged = true
      }
      let line = Int(mapped.lines[row])
      note(.lead, of: work, at: nil, key: 0, properties: FieldRecord(), line, taking, &batch)
      let refusal = take(.fields, of: work, from: taking.origin(line), &batch)
      precondition(refusal == nil, "fields are never refused")
      if let owner, isNewOwner {
        takeOver(work, by: rules.rep(called: owner) ?? owner, from: taking.origin(line), &batch)
      }
      taking.file.taken += 1
      try drain(&batch)
    }
  }

  /// Whose a row is; a lead nobody knew yet is made. Nil where the row has no identity.
  private func lead(
    of row: Int, _ taking: inout Taking, _ batch: inout Batch
  ) throws -> (Work, isNew: Bool)? {
    taking.addedIdentity = false
    guard let known = taking.identities.firstKnown(of: row) else {
      let identities = taking.identities.giveUnknown(of: row, to: lastLead + 1)
      return identities.isEmpty ? nil : (create(identities, &batch), true)
    }
    let work = try open(known, &batch)
    let added = taking.identities.giveUnknown(of: row, to: known)
    taking.addedIdentity = !added.isEmpty
    if taking.addedIdentity { work.isChanged = true }
    work.lead.identities += added
    for identity in added { batch.changes.newIdentities.append((identity, lead: known)) }
    return (work, false)
  }

  /// Writes a fact to the ledger.
  private func note(
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
      throw RowProblem("no identity: an e-mail address or an id that the file's source names")
    }
    let properties = taking.fields.properties(row, of: taking.mapped)
    let key = factKey(kind, row, at, properties, taking.mapped)
    guard work.factKeys.insert(key).inserted else {
      taking.file.duplicates += 1
      return
    }
    let line = Int(taking.mapped.lines[row])
    if isNew { try begin(work, from: taking.origin(line), &batch) }
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
  private func begin(_ work: Work, from origin: Origin, _ batch: inout Batch) throws {
    if let email = work.lead.identities.first(where: { $0.kind == "email" }) {
      work.lead.record.append(names["email"]!, email.value)
    }
    _ = take(.fields, of: work, from: origin, &batch)
  }
}
