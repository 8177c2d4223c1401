import CTables
import LeadCore

/// Finds the rows of clean CSV 64 bytes at a time.
///
/// Compares make bit masks of quotes, separators and line ends; a prefix XOR over the quotes tells which of
/// the others stand inside a quoted field (Langdale and Lemire, "Parsing Gigabytes of JSON per Second",
/// section 3.1.1). That is only right where quotes begin and end whole fields. A row with a quote elsewhere,
/// a NUL byte or another number of columns than the header is left to `CSVRow`, which goes byte by byte.
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

  /// Takes rows from `position` on. 64 bytes behind `end` must be readable; the last byte at the end of the
  /// file must be a line feed.
  mutating func scan(
    _ base: UnsafePointer<UInt8>, to end: Int, rows wanted: Int, tape: CSVTape
  ) -> Stop {
    let separator = separator
    let columns = columns
    let cells = tape.cells
    let raw = tape.raw
    let lines = tape.lines
    let escaped = tape.escaped
    let cellLimit = tape.cellCapacity - 65
    let rowLimit = min(tape.rowCapacity, tape.rowCount + wanted)
    var cell = tape.cellCount
    var row = tape.rowCount
    var rowFirst = cell
    var escapedCount = tape.escapedCount
    var rowStart = position
    var rowLine = line
    var fieldStart = position
    var rowIsOdd = false
    var escapes = false
    var at = position
    var lineBase = line
    // What the block before says about the first bit of this one.
    var inside: UInt64 = 0
    var afterEnder: UInt64 = 1
    var afterQuote: UInt64 = 0
    var afterCarriage: UInt64 = 0

    @inline(__always) func field(to end: Int) {
      if base[fieldStart] == 0x22 {
        let closed = end - fieldStart >= 2 && base[end - 1] == 0x22
        if !closed { rowIsOdd = true }
        if escapes {
          escaped[escapedCount] = Int32(truncatingIfNeeded: cell)
          escapedCount &+= 1
        }
        cells[cell] = Cell(from: fieldStart + 1, to: closed ? end - 1 : end)
      } else {
        cells[cell] = Cell(from: fieldStart, to: end)
      }
      cell &+= 1
      fieldStart = end &+ 1
    }

    @inline(__always) func leave(_ stop: Stop) -> Stop {
      tape.cellCount = rowFirst
      tape.rowCount = row
      while escapedCount > 0, escaped[escapedCount - 1] >= rowFirst { escapedCount -= 1 }
      tape.escapedCount = escapedCount
      position = rowStart
      line = rowLine
      return stop
    }

    while at < end {
      if cell > cellLimit { return leave(row > 0 ? .full : .special) }
      let masks = lr_masks64(base + at, separator)
      let left = end &- at
      let valid: UInt64 = left >= 64 ? ~0 : (1 &<< UInt64(left)) &- 1
      let quotes = masks.quote & valid
      let carriage = masks.carriage & valid
      let breaks = (carriage | masks.feed & ~(carriage &<< 1 | afterCarriage)) & valid
      let inner = prefixXor(quotes) ^ inside
      let opens = quotes & inner
      let enders = (masks.separator | carriage | masks.feed | quotes) & valid
      let bad = opens & ~(enders &<< 1 | afterEnder) | masks.nul & valid
      let doubled = opens & (quotes &<< 1 | afterQuote)
      var ends = masks.separator & valid & ~inner
      var rowEnds = breaks & ~inner
      if doubled != 0 { escapes = true }
      if bad != 0 {
        let below = (bad & (0 &- bad)) &- 1
        ends &= below
        rowEnds &= below
      }

      while rowEnds != 0 {
        let bit = rowEnds & (0 &- rowEnds)
        var mine = ends & (bit &- 1)
        ends ^= mine
        while mine != 0 {
          field(to: at &+ mine.trailingZeroBitCount)
          mine &= mine &- 1
        }
        let rowEnd = at &+ bit.trailingZeroBitCount
        var next = rowEnd &+ 1
        if base[rowEnd] == 0x0D {
          if next == end { return leave(.needsMore) }
          if base[next] == 0x0A { next &+= 1 }
        }
        if rowEnd > rowStart {
          field(to: rowEnd)
          if cell &- rowFirst != columns || rowIsOdd || rowEnd &- rowStart > Limits.row {
            return leave(.special)
          }
          raw[row] = Cell(from: rowStart, to: rowEnd)
          lines[row] = Int32(truncatingIfNeeded: rowLine)
          row &+= 1
        }
        rowFirst = cell
        rowStart = next
        fieldStart = next
        rowLine = lineBase &+ (breaks & (bit | (bit &- 1))).nonzeroBitCount
        escapes = doubled != 0
        if row == rowLimit { return leave(.full) }
        rowEnds &= rowEnds &- 1
      }
      if bad != 0 { return leave(.special) }
      while ends != 0 {
        field(to: at &+ ends.trailingZeroBitCount)
        ends &= ends &- 1
      }
      inside = 0 &- (inner &>> 63)
      afterEnder = enders &>> 63
      afterQuote = quotes &>> 63
      afterCarriage = carriage &>> 63
      lineBase &+= breaks.nonzeroBitCount
      at &+= 64
    }
    return leave(.needsMore)
  }
}

/// Bit i of the result is the parity of the bits 0…i.
@inline(__always)
private func prefixXor(_ bits: UInt64) -> UInt64 {
  var x = bits
  x ^= x &<< 1
  x ^= x &<< 2
  x ^= x &<< 4
  x ^= x &<< 8
  x ^= x &<< 16
  x ^= x &<< 32
  return x
}

extension Cell {
  /// Unchecked, and put together here because `Cell.init` is out of line in another module.
  @inline(__always)
  init(from: Int, to end: Int) {
    let parts = (UInt32(truncatingIfNeeded: from), UInt32(truncatingIfNeeded: end &- from))
    self = unsafeBitCast(parts, to: Cell.self)
  }
}
