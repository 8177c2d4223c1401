import Intake
import LeadCore
import Store

/// What a row of a lead tells beside its fields: activities, a verdict, an owner.
extension Engine {
  /// Takes it in. Whether any of it was news.
  ///
  /// - Parameter before: the lead's fields before the row; nil where an older row tells nothing of
  ///   how things stand.
  func tellMore(
    _ row: Int, of work: Work, before: FieldRecord?, _ taking: inout Taking, _ batch: inout Batch
  ) throws -> Bool {
    var isNews = false
    for told in taking.mapped.told {
      isNews = tell(told, row, of: work, &taking, &batch) || isNews
    }
    guard let before else { return isNews }
    let mapped = taking.mapped
    if let field = mapped.verdictField, let verdict = mapped.verdicts[row],
      hasChanged(field, work, since: before)
    {
      let at = min(
        mapped.asOf.isEmpty ? batch.now : mapped.asOf[row]?.instant ?? batch.now, batch.now)
      isNews = true
      try tell(verdict, at: FactTime(instant: at), row, of: work, &taking, &batch)
    }
    if let field = mapped.ownerField, !mapped.owners[row].isMissing,
      hasChanged(field, work, since: before)
    {
      isNews = true
      let name = mapped.arena.text(mapped.owners[row])
      takeOver(
        work, by: rules.rep(called: name) ?? name, from: taking.origin(Int(mapped.lines[row])),
        &batch)
    }
    return isNews
  }

  private func hasChanged(_ field: String, _ work: Work, since before: FieldRecord) -> Bool {
    work.lead.record.value(of: names[field]) != before.value(of: names[field])
  }

  /// An activity that columns tell of. Whether it was not known yet.
  private func tell(
    _ told: ToldActivities, _ row: Int, of work: Work, _ taking: inout Taking,
    _ batch: inout Batch
  ) -> Bool {
    guard let at = told.times[row] else { return false }
    guard at.instant <= batch.now else {
      taking.warn(row, "\(told.activity) at \(at.instant.iso) is later than now")
      return false
    }
    let arena = taking.mapped.arena
    var values: [Int: [UInt8]] = [:]
    for field in told.fields { values[names[field.name]!] = Array(arena.bytes(field.cells[row])) }
    values[names[Special.activity.name]!] = Array(told.activity.utf8)
    let properties = FieldRecord(values)
    let key = factKey(.activity, id: nil, at, properties)
    guard work.factKeys.insert(key).inserted else { return false }
    let line = Int(taking.mapped.lines[row])
    let refusal = take(
      .activity(book.mark(properties, at: at.instant)), of: work, from: taking.origin(line), &batch)
    precondition(refusal == nil, "activities are never refused")
    note(.activity, of: work, at: at, key: key, properties: properties, line, taking, &batch)
    return true
  }

  /// What the change of a column says of a lead. A verdict that cannot be stands in its history.
  private func tell(
    _ verdict: Feedback.Verdict, at: FactTime, _ row: Int, of work: Work, _ taking: inout Taking,
    _ batch: inout Batch
  ) throws {
    var properties = FieldRecord()
    properties.append(names[Special.verdict.name]!, verdict.rawValue)
    let key = factKey(.feedback, id: nil, at, properties)
    guard work.factKeys.insert(key).inserted else { return }
    let line = Int(taking.mapped.lines[row])
    let feedback = Feedback(at: at, verdict: verdict)
    try openEarlier(work, at: at, batch)
    guard let refusal = take(.feedback(feedback), of: work, from: taking.origin(line), &batch)
    else {
      return note(
        .feedback, of: work, at: at, key: key, properties: properties, line, taking, &batch)
    }
    work.factKeys.remove(key)
    history("refused", refusal, of: work, from: taking.origin(line), &batch)
    taking.warn(row, refusal)
  }
}

extension MappedBlock {
  /// Whether its rows tell more of leads than fields.
  var tellsMore: Bool {
    !asOf.isEmpty || !told.isEmpty || verdictField != nil || ownerField != nil
  }
}
