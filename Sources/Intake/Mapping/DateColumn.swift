import LeadCore

/// The dates of one column: which of day and month comes first is found from its values.
struct DateColumn {
  let name: String
  let zone: Zone
  /// What the source says, or what a value with a part over 12 has shown.
  private var order: DateOrder?
  private let isGiven: Bool
  /// The mark of dates that had to be read without knowing.
  private var assumed: UInt8?
  private var isMixed = false
  /// Values that are no dates.
  var unreadable = OddCells()
  private var hasSerials = false

  init(name: String, zone: Zone, order: DateOrder?) {
    self.name = name
    self.zone = zone
    self.order = order
    isGiven = order != nil
  }

  /// Looks for values that tell the order, before any is read. Only the forms that leave it open
  /// cost.
  mutating func learn(_ block: RowBlock, column: Int) {
    if isGiven { return }
    let base = UnsafePointer(block.arena.base)
    let cells = block.cells
    let stride = block.columns
    var seen: DateOrder?
    for row in 0..<block.rows {
      let cell = TextTrim.trimmed(cells[row &* stride &+ column], base)
      guard cell.count >= 6 else { continue }
      let start = base + Int(cell.offset)
      // Four digits first: a year, nothing to learn.
      if start[2] &- 0x30 < 10, start[3] &- 0x30 < 10 { continue }
      var parser = DateParser(UnsafeBufferPointer(start: start, count: Int(cell.count)))
      guard parser.parse(order: .monthFirst) != nil, let evidence = parser.evidence else {
        continue
      }
      switch evidence {
      case .either: continue
      case .dayFirst:
        if seen == .monthFirst { isMixed = true }
        seen = seen ?? .dayFirst
      case .monthFirst:
        if seen == .dayFirst { isMixed = true }
        seen = seen ?? .monthFirst
      }
    }
    if let seen, let order, order != seen { isMixed = true }
    order = order ?? seen
  }

  /// What a text says; nil where it is no date.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> DateText? {
    guard let start = text.baseAddress else { return nil }
    if let canonical = DateText(canonical: start, text.count) { return canonical }
    if let serial = SpreadsheetDay.read(text) {
      hasSerials = true
      return serial
    }
    var parser = DateParser(text)
    if let order { return parser.parse(order: order) }
    guard let asMonthFirst = parser.parse(order: .monthFirst) else { return nil }
    guard case .either(let mark) = parser.evidence else { return asMonthFirst }
    assumed = assumed ?? mark
    return mark == 0x2F ? asMonthFirst : parser.parse(order: .dayFirst)
  }

  /// Whether dates had to be read without knowing what comes first.
  var isAssumed: Bool { assumed != nil && order == nil }

  /// What came first in the dates read so far; nil where nothing depended on it.
  var taken: DateOrder? {
    order ?? assumed.map { $0 == 0x2F ? .monthFirst : .dayFirst }
  }

  var warnings: [String] {
    var warnings: [String] = []
    if let assumed {
      let taken = assumed == 0x2F ? "month first" : "day first"
      warnings.append(
        "\(name): dates could have the day or the month first, read with the \(taken); "
          + "say `dates:` in the source")
    }
    if isMixed {
      warnings.append("\(name): some dates have the day first and some the month; say `dates:`")
    }
    if hasSerials {
      warnings.append("\(name): numbers of five digits are read as days of a spreadsheet")
    }
    if let warning = unreadable.warning(name, "date", "dates") { warnings.append(warning) }
    return warnings
  }
}
