/// Finds out which byte separates the columns of a CSV file.
enum SeparatorSniffer {
  private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
  private static let sample = 20

  /// The candidate that cuts most of the first rows into as many columns as the header.
  static func separator(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, hint: UInt8?
  ) -> UInt8 {
    var best = hint ?? candidates[0]
    var bestScore = 0
    let order = hint.map { first in [first] + candidates.filter { $0 != first } } ?? candidates
    for candidate in order {
      let (columns, agreeing) = shape(base, from: start, to: end, separator: candidate)
      guard columns > 1 else { continue }
      // A tab is hardly ever part of a name: where the file's ending speaks of tabs, one is enough.
      let score = agreeing * 1000 + min(columns, 999) + (candidate == hint ? 1_000_000 : 0)
      if score > bestScore {
        best = candidate
        bestScore = score
      }
    }
    return bestScore > 0 ? best : wrappedSeparator(base, from: start, to: end) ?? best
  }

  private static func shape(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, separator: UInt8
  ) -> (columns: Int, agreeing: Int) {
    let header = CSVRow(base, from: start, to: end, separator: separator)
    guard header.isWhole else { return (0, 0) }
    var at = header.next
    var agreeing = 0
    for _ in 0..<sample where at < end {
      let row = CSVRow(base, from: at, to: end, separator: separator)
      if row.isWhole, row.fields.count == header.fields.count { agreeing += 1 }
      at = row.next
    }
    return (header.fields.count, agreeing)
  }

  /// How many columns most of the first rows have, by whatever separator it is more than one; empty
  /// ones at the end do not count.
  static func width(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int? {
    for candidate in candidates {
      var widths: [Int: Int] = [:]
      var at = start
      while at < end, widths.values.reduce(0, +) < sample {
        let row = CSVRow(base, from: at, to: end, separator: candidate)
        if !row.isWhole { break }
        let filled = row.fields.lastIndex { !$0.isEmpty } ?? -1
        if filled >= 0 { widths[filled + 1, default: 0] += 1 }
        at = row.next
      }
      let rows = widths.values.reduce(0, +)
      if let found = widths.first(where: { $0.key > 1 && $0.value > 1 && $0.value * 2 > rows }) {
        return found.key
      }
    }
    return nil
  }

  /// The separator inside a header that is quoted as a whole.
  private static func wrappedSeparator(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> UInt8? {
    let header = CSVRow(base, from: start, to: end, separator: candidates[0])
    guard header.isWhole, header.hasQuotedField, header.fields.count == 1 else { return nil }
    return header.fields[0].withBytes(base) { text in
      candidates.first { separator in text.contains(separator) }
    }
  }

  /// The names in a header that is quoted as a whole.
  static func unwrapped(
    _ field: CSVRow.Field, _ base: UnsafePointer<UInt8>, separator: UInt8
  ) -> [String]? {
    field.withBytes(base) { text in
      guard let start = text.baseAddress, text.contains(separator) else { return nil }
      let row = CSVRow(start, from: 0, to: text.count, separator: separator)
      return row.strayQuote == nil && !row.isWhole ? row.texts(start) : nil
    }
  }
}
