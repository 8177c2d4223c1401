internal import LeadCore
internal import Store

extension HistoryEntry {
  static let select = """
    SELECT lead, at, decided_at, kind, text, trace, file, line FROM history
    """

  func write(to rows: inout RowWriter) throws {
    rows.int(lead)
    rows.instant(at)
    rows.instant(decidedAt)
    rows.text(kind)
    rows.text(text)
    rows.text(trace)
    rows.int(file)
    rows.int(line)
    try rows.endRow()
  }

  init(_ row: inout Columns) {
    self.init(
      lead: row.int64(), at: row.instant(), decidedAt: row.instant(), kind: row.text(),
      text: row.text(), trace: row.optionalText(), file: row.int64(), line: row.int())
  }
}
