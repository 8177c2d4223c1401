import CTables
import LeadCore

/// Finds the rows of clean CSV 64 bytes at a time.
///
/// Compares make bit masks of quotes, separators and line ends; a prefix XOR over the quotes
/// tells which of the others stand inside a quoted field (Langdale and Lemire, "Parsing Gigabytes
/// of JSON per Second", section 3.1.1). That is only right where quotes begin and end whole
/// fields. A row with a quote elsewhere, a NUL byte or another number of columns than the header
/// is left to `CSVRow`, which goes byte by byte.
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
    let separator = separator
    let cellLimit = tape.cellCapacity - 65
    let rowLimit = min(tape.rowCapacity, tape.rowCount + wanted)
    var sink = CSVSink(base, tape, columns: columns, position: position, line: line)
    var lineBase = line
    var at = position
    var carry = CSVMasks.Carry()
    var stop = Stop.needsMore

    scan: while at < end {
      if sink.cell > cellLimit {
        stop = sink.row > 0 ? .full : .special
        break
      }
      var masks = CSVMasks(base + at, count: end &- at, separator: separator, &carry)
      if masks.doubled != 0 { sink.escapes = true }
      while masks.rowEnds != 0 {
        let bit = masks.rowEnds & (0 &- masks.rowEnds)
        sink.fields(masks.ends & (bit &- 1), at: at)
        masks.ends &= ~(bit &- 1)
        let rowEnd = at &+ bit.trailingZeroBitCount
        var next = rowEnd &+ 1
        if base[rowEnd] == 0x0D {
          // Whether a line feed belongs to it is not known yet.
          if next == end { break scan }
          if base[next] == 0x0A { next &+= 1 }
        }
        if rowEnd > sink.rowStart, !sink.endRow(at: rowEnd) {
          stop = .special
          break scan
        }
        let lineEnds = (masks.breaks & (bit | (bit &- 1))).nonzeroBitCount
        sink.beginRow(at: next, line: lineBase &+ lineEnds, escapes: masks.doubled != 0)
        if sink.row == rowLimit {
          stop = .full
          break scan
        }
        masks.rowEnds &= masks.rowEnds &- 1
      }
      if masks.bad != 0 {
        stop = .special
        break
      }
      sink.fields(masks.ends, at: at)
      lineBase &+= masks.breaks.nonzeroBitCount
      at &+= 64
    }
    sink.close(tape)
    position = sink.rowStart
    line = sink.rowLine
    return stop
  }
}

/// What 64 bytes hold, a bit for each.
struct CSVMasks {
  /// What the 64 bytes before say about these.
  struct Carry {
    var inside: UInt64 = 0
    var afterEnder: UInt64 = 1
    var afterQuote: UInt64 = 0
    var afterCarriage: UInt64 = 0
  }

  /// Line ends, quoted or not: LF, CR, and the CR of CR LF.
  let breaks: UInt64
  /// Quotes that are the second of two inside a quoted field.
  let doubled: UInt64
  /// Quotes that begin no field, and NUL bytes: nothing from the first of them on is certain.
  let bad: UInt64
  /// Separators and line ends outside quotes, as far as they are certain.
  var ends: UInt64
  var rowEnds: UInt64

  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>, count: Int, separator: UInt8, _ carry: inout Carry) {
    let masks = lr_masks64(bytes, separator)
    let valid: UInt64 = count >= 64 ? ~0 : (1 &<< UInt64(count)) &- 1
    let quotes = masks.quote & valid
    let carriage = masks.carriage & valid
    breaks = (carriage | masks.feed & ~(carriage &<< 1 | carry.afterCarriage)) & valid
    let inner = prefixXor(quotes) ^ carry.inside
    let opens = quotes & inner
    let enders = (masks.separator | carriage | masks.feed | quotes) & valid
    bad = opens & ~(enders &<< 1 | carry.afterEnder) | masks.nul & valid
    doubled = opens & (quotes &<< 1 | carry.afterQuote)
    let certain = ~inner & (bad == 0 ? ~0 : (bad & (0 &- bad)) &- 1)
    ends = masks.separator & valid & certain
    rowEnds = breaks & certain
    carry.inside = 0 &- (inner &>> 63)
    carry.afterEnder = enders &>> 63
    carry.afterQuote = quotes &>> 63
    carry.afterCarriage = carriage &>> 63
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
