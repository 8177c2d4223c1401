import Intake
import LeadCore
import Store

extension Engine {
  func takeLeads(_ taking: inout Taking, _ batch: inout Batch) throws {
    let mapped = taking.mapped
    let stride = max(mapped.fieldNames.count, 1)
    let looks =
      mapped.fieldNames.isEmpty
      ? nil
      : book.scorer.look(
        at: Rows(
          arena: mapped.arena, cells: mapped.fields, stride: stride,
          columnOfSlot: taking.fields.columnOfSlot), now: batch.now)
    let tellsMore = mapped.tellsMore
    let plain = tellsMore || book.readsAccounts ? nil : looks
    let kinds = try store.kindNumbers(mapped.identityKinds)
    batch.changes.plain.file = taking.file.id
    batch.changes.plain.since = batch.now
    var isServed = false
    for row in 0..<mapped.rows where !mapped.isRejected[row] {
      if let plain, takePlain(row, plain, kinds, &taking, &batch) {
        // Nothing of it frees or fills anybody; time may have.
        if !isServed { try drain(&batch) }
        isServed = true
        continue
      }
      guard let (work, isNew) = try lead(of: row, &taking, &batch) else {
        taking.reject(row, Engine.noIdentity)
        continue
      }
      let before = work.lead.record
      var isNews = isNew || taking.addedIdentity
      if isNew {
        work.lead.record = taking.fields.record(row, of: mapped)
        work.look = looks?[row]
        work.lead.state.createdAt = taking.createdAt(row, now: batch.now)
      } else {
        isNews = lay(taking.fields.record(row, of: mapped), over: work) || isNews
      }
      let isOld = tellsMore && !isNewest(row, work, isNew: isNew, mapped)
      if isOld { isNews = layUnder(before, work) || taking.addedIdentity }
      if isNews {
        try settleAccount(of: work, before: isNew ? nil : before, &batch)
        let line = Int(mapped.lines[row])
        note(.lead, of: work, at: nil, key: 0, properties: FieldRecord(), line, taking, &batch)
        let refusal = take(.fields, of: work, from: taking.origin(line), &batch)
        precondition(refusal == nil, "fields are never refused")
      }
      if tellsMore {
        isNews =
          try tellMore(row, of: work, before: isOld ? nil : before, &taking, &batch) || isNews
      }
      if isNews { taking.file.taken += 1 } else { taking.file.duplicates += 1 }
      try drain(&batch)
    }
  }

  /// Takes in a row of a lead that nobody knew and of which there is nothing to say but its scores,
  /// as of most rows of an export. False where it is none.
  @inline(__always)
  private func takePlain(
    _ row: Int, _ looks: Looks, _ kinds: [Int], _ taking: inout Taking, _ batch: inout Batch
  ) -> Bool {
    guard taking.identities.isUnknown(row) else { return false }
    let createdAt = taking.createdAt(row, now: batch.now)
    guard let scores = newcomers.scores(looks, row: row, createdAt: createdAt, now: batch.now)
    else { return false }
    lastLead += 1
    let offset = batch.changes.plain.bytes.count
    taking.fields.append(row, of: taking.mapped, to: &batch.changes.plain.bytes)
    let end = batch.changes.plain.bytes.count
    taking.identities.giveAllUnknown(
      of: row, to: lastLead, numbers: kinds, &batch.changes.plain)
    batch.changes.plain.leads.append(
      PlainLeads.Lead(
        id: lastLead, createdAt: createdAt, scores: scores, line: taking.mapped.lines[row],
        offset: offset, recordCount: end - offset,
        identitiesCount: batch.changes.plain.bytes.count - end))
    taking.file.taken += 1
    return true
  }

  /// Lays new values over those that are known; nothing never replaces something. Whether that
  /// changed anything.
  func lay(_ record: FieldRecord, over work: Work) -> Bool {
    let merged = work.lead.record.overlaid(with: record, keeping: names.firstTouch)
    guard merged != work.lead.record else { return false }
    work.lead.record = merged
    work.look = nil
    work.isChanged = true
    return true
  }

  /// An older row never overwrites a newer one: of what it told only that stays which was unknown.
  private func layUnder(_ before: FieldRecord, _ work: Work) -> Bool {
    work.lead.record = work.lead.record.overlaid(with: before, keeping: [])
    work.look = nil
    return work.lead.record != before
  }

  /// Whether a row is no older than the newest that was told of its lead; the lead keeps how old
  /// that one is.
  private func isNewest(_ row: Int, _ work: Work, isNew: Bool, _ mapped: MappedBlock) -> Bool {
    guard !mapped.asOf.isEmpty, let asOf = mapped.asOf[row]?.instant else { return true }
    let number = names[Engine.asOf]!
    let known = isNew ? nil : work.lead.record.value(of: number).flatMap { instant(iso: $0) }
    if let known, known > asOf { return false }
    guard known != asOf else { return true }
    var record = FieldRecord()
    record.append(number, asOf.iso)
    work.lead.record = work.lead.record.overlaid(with: record, keeping: [])
    return true
  }

  private func instant(iso text: String) -> Instant? {
    var text = text
    return text.withUTF8 { LeadCore.instant(iso: $0, zone: rules.calendar.zone) }
  }
}
