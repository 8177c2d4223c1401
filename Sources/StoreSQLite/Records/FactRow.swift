internal import LeadCore
internal import Store

extension StoredFact {
  /// Those of one lead, in order.
  static let ofLead = """
    SELECT lead, number, kind, at, whole_day, key, file, line, properties FROM facts
    WHERE lead = ? ORDER BY number
    """

  func write(to rows: inout RowWriter) throws {
    rows.int(lead)
    rows.int(number)
    rows.int(kind.rawValue)
    rows.instant(at?.instant)
    rows.int(at?.dayCode ?? 0)
    rows.int(Int64(bitPattern: key))
    rows.int(file)
    rows.int(line)
    rows.bytes(properties.bytes)
    try rows.endRow()
  }

  init(_ row: inout Columns) throws {
    let (lead, number) = (row.int64(), row.int())
    guard let kind = FactKind(rawValue: row.int()) else { throw SQLiteFailure.damaged("a fact") }
    let at = row.optionalInstant()
    let dayCode = row.int()
    self.init(
      lead: lead, number: number, kind: kind,
      at: at.map { FactTime(instant: $0, dayCode: dayCode) },
      key: UInt64(bitPattern: row.int64()), file: row.int64(), line: row.int(),
      properties: FieldRecord(bytes: row.bytes()))
  }
}

extension FactTime {
  /// What `whole_day` holds: 0 for a moment, 1 for a day of 24 hours, of other days their minutes.
  var dayCode: Int { length == .days(1) ? 1 : Int(length.milliseconds / 60_000) }

  init(instant: Instant, dayCode: Int) {
    self.init(instant: instant, length: dayCode == 1 ? .days(1) : .minutes(Int64(dayCode)))
  }
}
