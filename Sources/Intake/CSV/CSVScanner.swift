import CTables
import LeadCore

/// Takes the rows of clean CSV, which `lr_csv_rows` finds 64 bytes at a time.
///
/// A row with a quote that neither begins nor ends a field, with a NUL byte or with another number
/// of columns than the header is left to `CSVRow`, which goes byte by byte.
struct CSVScanner {
  enum Stop {
    /// The row at `position` does not end in these bytes.
    case needsMore
    /// The row at `position` is not clean.
    case special
    /// The tape is full, or as many rows as wanted were found.
    case full
  }

  let separator: UInt8
  let columns: Int
  /// Where the first row that was not taken begins, and on which line.
  var position: Int
  var line: Int

  /// Takes rows from `position` on. 64 bytes behind `end` must be readable; the last byte at the
  /// end of the file must be a line feed.
  mutating func scan(
    _ base: UnsafePointer<UInt8>, to end: Int, rows wanted: Int, tape: CSVTape
  ) -> Stop {
    while position < end {
      let room = min(wanted - tape.rowCount, tape.room)
      if room <= 0 { return .full }
      let to = min(end, position + tape.span)
      let found = lr_csv_rows(
        base, position, to, LRScanWish(separator: separator, columns: columns, rows: room),
        tape.cells + tape.cellCount, tape.found)
      let isUneven = found.stop == LRScanUneven
      if !take(found.rows - (isUneven ? 1 : 0), base, tape) { return special(tape) }
      switch found.stop {
      case LRScanFull: return .full
      case LRScanBad: return special(tape)
      case LRScanUneven:
        let row = tape.found[found.rows - 1]
        if Int(row.end) > position { return special(tape) }
        // A blank line.
        position = behind(row, base)
        line += 1
      default:
        if to == end { return .needsMore }
        if found.rows == 0, tape.span == CSVTape.longestSpan { return .special }
        tape.span = min(tape.span * 4, CSVTape.longestSpan)
      }
    }
    return .needsMore
  }

  /// What was looked at behind a row that is not clean will be looked at again: look less far.
  private func special(_ tape: CSVTape) -> Stop {
    tape.span = CSVTape.shortestSpan
    return .special
  }

  /// Keeps rows that have as many cells as they should; false at one whose quotes are not in order.
  private mutating func take(_ count: Int, _ base: UnsafePointer<UInt8>, _ tape: CSVTape) -> Bool {
    let first = line
    var kept = tape.rowCount
    var cell = tape.cellCount
    defer {
      tape.rowCount = kept
      tape.cellCount = cell
    }
    for i in 0..<count {
      let row = tape.found[i]
      if row.has_quotes, !unquote(cell, base, tape, escapes: row.has_doubled) { return false }
      tape.raw[kept] = Cell(from: position, to: Int(row.end))
      tape.lines[kept] = Int32(truncatingIfNeeded: line)
      kept &+= 1
      cell &+= columns
      position = behind(row, base)
      line = first &+ Int(row.breaks) &+ 1
    }
    return true
  }

  private func behind(_ row: LRRow, _ base: UnsafePointer<UInt8>) -> Int {
    let end = Int(row.end)
    return base[end] == 0x0D && base[end &+ 1] == 0x0A ? end &+ 2 : end &+ 1
  }

  /// Takes the quotes off the cells of a row; false where one does not end as it begins.
  private func unquote(
    _ first: Int, _ base: UnsafePointer<UInt8>, _ tape: CSVTape, escapes: Bool
  ) -> Bool {
    for i in first..<(first &+ columns) {
      let cell = tape.cells[i]
      let start = Int(cell.offset)
      if base[start] != 0x22 { continue }
      if cell.count < 2 || base[start &+ Int(cell.count) &- 1] != 0x22 { return false }
      tape.cells[i] = LRCell(offset: cell.offset &+ 1, count: cell.count &- 2)
      if escapes { tape.addEscaped(i) }
    }
    return true
  }
}

extension Cell {
  /// Unchecked, and put together here because `Cell.init` is out of line in another module.
  @inline(__always)
  init(from: Int, to end: Int) {
    let parts = (UInt32(truncatingIfNeeded: from), UInt32(truncatingIfNeeded: end &- from))
    self = unsafeBitCast(parts, to: Cell.self)
  }
}
