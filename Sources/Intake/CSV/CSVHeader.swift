import LeadCore

/// The first row of a CSV file, and the separator that reads it best.
struct CSVHeader {
  let separator: UInt8
  let cells: [String]
  /// Where the first data row begins, and its line.
  let next: Int
  let line: Int
  private let ownLine: Int
  /// How many columns most of the rows below have, where it is more than one.
  private let widthBelow: Int?

  static let openQuote = Unreadable(
    "the first row opens a quote that nothing closes: export the file again", line: 1)

  /// Nil where the bytes hold no whole row that is not blank.
  init?(_ base: UnsafePointer<UInt8>, count: Int, hint: UInt8?) {
    var at = CSVHeader.firstText(base, from: 0, to: count)
    var line = 1 + CSVRow.lineBreaks(base, from: 0, to: at)
    var declared: UInt8?
    // Excel writes its separator into a line of its own.
    if count - at >= 6, UnsafeBufferPointer(start: base + at, count: 4).elementsEqual("sep=".utf8),
      base[at + 5] == 0x0A || base[at + 5] == 0x0D
    {
      declared = base[at + 4]
      let begin = at
      at = CSVHeader.firstText(base, from: at + 5, to: count)
      line += CSVRow.lineBreaks(base, from: begin, to: at)
    }
    if at == count { return nil }
    separator =
      declared ?? SeparatorSniffer.separator(base, from: at, to: count, hint: hint)
    let row = CSVRow(base, from: at, to: count, separator: separator)
    guard row.isWhole else { return nil }
    if row.fields.count == 1, row.hasQuotedField,
      let inner = SeparatorSniffer.unwrapped(row.fields[0], base, separator: separator)
    {
      cells = inner
    } else {
      cells = row.texts(base)
    }
    next = row.next
    widthBelow = cells.count > 1 ? nil : SeparatorSniffer.width(base, from: next, to: count)
    ownLine = line
    self.line = line + row.breaks
  }

  /// The column names, trimmed; blank ones are called after their place.
  func names() throws(Unreadable) -> [String] {
    let names = cells.map { TextTrim.trimmed($0) }
    if ["{", "["].contains(names[0]) || names[0].hasPrefix("{\"") || names[0].hasPrefix("[{") {
      throw Unreadable(
        "this is JSON: give it a name that ends in .json, or in .jsonl where an object is a line")
    }
    if cells.count == 1, let width = widthBelow {
      throw Unreadable(
        "the first row has 1 column where those below have \(width): "
          + "take out what stands above the columns' names", line: ownLine)
    }
    if names.count > Limits.columns {
      throw Unreadable("the header has over \(Limits.columns) columns", line: ownLine)
    }
    if names.contains(where: { $0.utf8.contains(0) }) {
      throw Unreadable(
        "the header holds NUL bytes: the file is no text, or is UTF-16 without a byte order mark; "
          + "save it as UTF-8", line: ownLine)
    }
    if let reason = CSVHeader.isData(names) {
      throw Unreadable(
        "the first row is no header (\(reason)): add a row with the columns' names", line: ownLine)
    }
    return names.enumerated().map { $1.isEmpty ? "column_\($0 + 1)" : $1 }
  }

  /// Why a first row must be data already, or nil.
  private static func isData(_ names: [String]) -> String? {
    if names.allSatisfy({ $0.isEmpty }) { return "all its cells are empty" }
    if let address = names.first(where: { EmailText.isAddress(Array($0.utf8)) }) {
      return "it holds the e-mail address \(address)"
    }
    let isNumber: (String) -> Bool = { name in
      name.utf8.contains { (0x30...0x39).contains($0) }
        && name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }
    }
    return names.allSatisfy({ $0.isEmpty || isNumber($0) }) ? "it holds only numbers" : nil
  }

  private static func firstText(_ base: UnsafePointer<UInt8>, from: Int, to end: Int) -> Int {
    var start = from
    var i = from
    while i < end, base[i] == 0x20 || (0x09...0x0D).contains(base[i]) {
      if base[i] == 0x0A || base[i] == 0x0D { start = i + 1 }
      i += 1
    }
    return i == end ? end : start
  }
}
