import LeadCore

/// One row read byte by byte, forgiving what exports do to quotes.
///
/// A quote that does not begin a field is text. Behind the closing quote of a field, other text
/// belongs to the field, and quotes in it are text too; such a row is *untidy*.
struct CSVRow {
  enum Field {
    case slice(Cell)
    /// Had doubled quotes, or text behind its quotes.
    case rewritten([UInt8])
  }

  var fields: [Field] = []
  /// Where its text ends and where the next row begins.
  var end = 0
  var next = 0
  /// Line ends in it, its own included.
  var breaks = 0
  /// False where the bytes ran out before the row did.
  var isWhole = false
  /// Where a quoted field began that did not end as it should.
  var strayQuote: Int?
  var hasNul = false
  var hasQuotedField = false

  init(_ base: UnsafePointer<UInt8>, from start: Int, to limit: Int, separator: UInt8) {
    var i = start
    while true {
      i = readField(base, from: i, to: limit, separator: separator)
      guard i < limit else { break }
      if base[i] == separator {
        i += 1
        // A separator as the very last byte still has an empty field behind it.
        if i == limit { fields.append(.slice(Cell(from: i, to: i))) }
        continue
      }
      isWhole = true
      breaks += 1
      end = i
      next = i + 1
      if base[i] == 0x0D, next < limit, base[next] == 0x0A { next += 1 }
      return
    }
    end = limit
    next = limit
  }

  /// Reads a field and returns where it ends: at a separator, a line end or the limit.
  private mutating func readField(
    _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int, separator: UInt8
  ) -> Int {
    guard start < limit, base[start] == 0x22 else {
      let end = plainEnd(base, from: start, to: limit, separator: separator)
      fields.append(.slice(Cell(from: start, to: end)))
      return end
    }
    hasQuotedField = true
    var text: [UInt8] = []
    var from = start + 1
    var i = from
    while true {
      while i < limit, base[i] != 0x22 {
        count(base, at: i, limit: limit)
        i += 1
      }
      if i >= limit {
        strayQuote = start
        return limit
      }
      guard i + 1 < limit, base[i + 1] == 0x22 else { break }
      text.append(contentsOf: UnsafeBufferPointer(start: base + from, count: i + 1 - from))
      i += 2
      from = i
    }
    let closed = i
    let end = plainEnd(base, from: i + 1, to: limit, separator: separator)
    if end > closed + 1 { strayQuote = start }
    if text.isEmpty && end == closed + 1 {
      fields.append(.slice(Cell(from: from, to: closed)))
      return end
    }
    text.append(contentsOf: UnsafeBufferPointer(start: base + from, count: closed - from))
    text.append(contentsOf: UnsafeBufferPointer(start: base + closed + 1, count: end - closed - 1))
    fields.append(.rewritten(text))
    return end
  }

  private mutating func plainEnd(
    _ base: UnsafePointer<UInt8>, from start: Int, to limit: Int, separator: UInt8
  ) -> Int {
    var i = start
    while i < limit, base[i] != separator, base[i] != 0x0A, base[i] != 0x0D {
      if base[i] == 0 { hasNul = true }
      i += 1
    }
    return i
  }

  /// Notes a byte inside quotes.
  private mutating func count(_ base: UnsafePointer<UInt8>, at i: Int, limit: Int) {
    switch base[i] {
    case 0: hasNul = true
    case 0x0A: breaks += 1
    case 0x0D: if i + 1 >= limit || base[i + 1] != 0x0A { breaks += 1 }
    default: break
    }
  }

  /// The fields as text for a reject.
  func texts(_ base: UnsafePointer<UInt8>) -> [String] { fields.map { $0.text(base) } }
}

extension CSVRow.Field {
  func text(_ base: UnsafePointer<UInt8>) -> String {
    withBytes(base) { String(decoding: $0, as: UTF8.self) }
  }

  func withBytes<T>(
    _ base: UnsafePointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> T
  ) -> T {
    switch self {
    case .slice(let cell):
      body(UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count)))
    case .rewritten(let bytes): bytes.withUnsafeBufferPointer(body)
    }
  }

  func isBlank(_ base: UnsafePointer<UInt8>) -> Bool {
    withBytes(base) { bytes in bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
  }

  var isEmpty: Bool {
    switch self {
    case .slice(let cell): cell.isMissing
    case .rewritten(let bytes): bytes.isEmpty
    }
  }
}
