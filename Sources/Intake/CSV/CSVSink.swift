import LeadCore

/// The row at hand and those before it, on their way to the tape. All of it lives in registers
/// while the scanner runs; `close` writes it back.
struct CSVSink {
  private let base: UnsafePointer<UInt8>
  private let cells: UnsafeMutablePointer<Cell>
  private let raw: UnsafeMutablePointer<Cell>
  private let lines: UnsafeMutablePointer<Int32>
  private let escaped: UnsafeMutablePointer<Int32>
  private let columns: Int
  private(set) var cell: Int
  private(set) var row: Int
  private(set) var rowStart: Int
  private(set) var rowLine: Int
  /// Whether the row at hand may hold doubled quotes.
  var escapes = false
  private var escapedCount: Int
  private var rowFirst: Int
  private var fieldStart: Int
  private var rowIsOdd = false

  @inline(__always)
  init(_ base: UnsafePointer<UInt8>, _ tape: CSVTape, columns: Int, position: Int, line: Int) {
    self.base = base
    self.columns = columns
    cells = tape.cells
    raw = tape.raw
    lines = tape.lines
    escaped = tape.escaped
    cell = tape.cellCount
    row = tape.rowCount
    escapedCount = tape.escapedCount
    rowFirst = tape.cellCount
    rowStart = position
    fieldStart = position
    rowLine = line
  }

  /// Ends a field at every bit of `ends`.
  @inline(__always)
  mutating func fields(_ ends: UInt64, at: Int) {
    var ends = ends
    while ends != 0 {
      field(to: at &+ ends.trailingZeroBitCount)
      ends &= ends &- 1
    }
  }

  @inline(__always)
  private mutating func field(to end: Int) {
    if base[fieldStart] == 0x22 {
      let closed = end &- fieldStart >= 2 && base[end &- 1] == 0x22
      if !closed { rowIsOdd = true }
      if escapes {
        escaped[escapedCount] = Int32(truncatingIfNeeded: cell)
        escapedCount &+= 1
      }
      cells[cell] = Cell(from: fieldStart &+ 1, to: closed ? end &- 1 : end)
    } else {
      cells[cell] = Cell(from: fieldStart, to: end)
    }
    cell &+= 1
    fieldStart = end &+ 1
  }

  /// Ends the row and its last field; false where it is not clean and must be read another way.
  @inline(__always)
  mutating func endRow(at end: Int) -> Bool {
    field(to: end)
    if cell &- rowFirst != columns || rowIsOdd || end &- rowStart > Limits.row { return false }
    raw[row] = Cell(from: rowStart, to: end)
    lines[row] = Int32(truncatingIfNeeded: rowLine)
    row &+= 1
    return true
  }

  @inline(__always)
  mutating func beginRow(at start: Int, line: Int, escapes: Bool) {
    rowFirst = cell
    rowStart = start
    fieldStart = start
    rowLine = line
    self.escapes = escapes
  }

  /// Leaves the whole rows on the tape and drops the one at hand.
  @inline(__always)
  mutating func close(_ tape: CSVTape) {
    while escapedCount > 0, escaped[escapedCount &- 1] >= rowFirst { escapedCount &-= 1 }
    tape.escapedCount = escapedCount
    tape.cellCount = rowFirst
    tape.rowCount = row
  }
}
