import CTables
import LeadCore

extension CSVRow {
  /// A row that some exporter quoted as a whole: its only field read as a row again, if that
  /// gives as many columns as the header has.
  static func unwrapped(
    _ field: Field, _ base: UnsafePointer<UInt8>, separator: UInt8, columns: Int
  ) -> [Field]? {
    field.withBytes(base) { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let row = CSVRow(start, from: 0, to: bytes.count, separator: separator)
      guard !row.isWhole, row.strayQuote == nil, row.fields.count == columns else { return nil }
      return row.fields.map { field in .rewritten(field.withBytes(start) { Array($0) }) }
    }
  }

  /// Line ends between two offsets: LF, CR LF or CR.
  static func lineBreaks(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var breaks = 0
    for i in start..<end {
      if base[i] == 0x0A || (base[i] == 0x0D && (i + 1 == end || base[i + 1] != 0x0A)) {
        breaks += 1
      }
    }
    return breaks
  }

  /// The cells of a row whose quotes cannot be trusted: cut at every separator.
  static func roughCells(_ text: String, separator: UInt8) -> [String] {
    text.split(separator: Character(Unicode.Scalar(separator)), omittingEmptySubsequences: false)
      .prefix(Limits.columns).map { String($0.prefix(Limits.rejectedCell)) }
  }
}

extension ByteArena {
  /// Appends a cell's text with doubled quotes made single; nil where it has none. 15 bytes behind
  /// it must be readable, and it must not lie here.
  func appendUndoubled(_ text: UnsafePointer<UInt8>, count: Int) -> Cell? {
    let to = reserve(count + 15)
    let written = lr_undouble(text, count, to)
    if written == count { return nil }
    let start = self.count
    commit(written)
    return Cell(from: start, to: start + written)
  }
}
