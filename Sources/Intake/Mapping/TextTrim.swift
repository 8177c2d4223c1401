import LeadCore

/// White space at the ends of cells: ASCII's, the no-break space and the wide spaces exports
/// bring along.
enum TextTrim {
  /// The cell without white space at its ends.
  @inline(__always)
  static func trimmed(_ cell: Cell, _ base: UnsafePointer<UInt8>) -> Cell {
    if cell.count == 0 { return cell }
    let first = base[Int(cell.offset)]
    let last = base[Int(cell.offset) &+ Int(cell.count) &- 1]
    // Anything else than plain ASCII at an end takes the slow way.
    if first &- 0x21 < 0x5E && last &- 0x21 < 0x5E { return cell }
    return slowlyTrimmed(cell, base)
  }

  @inline(never)
  private static func slowlyTrimmed(_ cell: Cell, _ base: UnsafePointer<UInt8>) -> Cell {
    var from = Int(cell.offset)
    var end = from + Int(cell.count)
    while from < end, case let width = leading(base + from, end - from), width > 0 { from += width }
    while end > from, case let width = trailing(base + end, end - from), width > 0 { end -= width }
    return Cell(from: from, to: end)
  }

  static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return "" }
      let cell = slowlyTrimmed(Cell(from: 0, to: $0.count), base)
      return String(
        decoding: UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count)),
        as: UTF8.self)
    }
  }

  /// How many bytes of white space begin here.
  private static func leading(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if isBlank(p[0]) { return 1 }
    if count >= 2, p[0] == 0xC2, p[1] == 0xA0 { return 2 }
    return count >= 3 && isWide(p[0], p[1], p[2]) ? 3 : 0
  }

  /// How many bytes of white space end here.
  private static func trailing(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if isBlank(p[-1]) { return 1 }
    if count >= 2, p[-2] == 0xC2, p[-1] == 0xA0 { return 2 }
    return count >= 3 && isWide(p[-3], p[-2], p[-1]) ? 3 : 0
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

  /// U+2000…U+200B, U+200E, U+200F, U+202F, U+205F, U+3000 and U+FEFF.
  private static func isWide(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
    switch (a, b) {
    case (0xE2, 0x80): (0x80...0x8B).contains(c) || c == 0x8E || c == 0x8F || c == 0xAF
    case (0xE2, 0x81): c == 0x9F
    case (0xE3, 0x80): c == 0x80
    case (0xEF, 0xBB): c == 0xBF
    default: false
    }
  }
}
