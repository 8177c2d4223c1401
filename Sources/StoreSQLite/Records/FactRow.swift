internal import LeadCore
internal import Store

extension StoredFact {
  static let select = """
    SELECT lead, number, kind, at, whole_day, key, file, line, properties FROM facts
    """

  func write(to rows: inout RowWriter) throws {
    rows.int(lead)
    rows.int(number)
    rows.int(kind.rawValue)
    rows.instant(at?.instant)
    rows.int(at?.isWholeDay == true ? 1 : 0)
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
    let isWholeDay = row.bool()
    self.init(
      lead: lead, number: number, kind: kind,
      at: at.map { FactTime(instant: $0, isWholeDay: isWholeDay) },
      key: UInt64(bitPattern: row.int64()), file: row.int64(), line: row.int(),
      properties: FieldRecord(bytes: row.bytes()))
  }
}
