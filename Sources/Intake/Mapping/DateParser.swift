import LeadCore

/// Reads dates the way exports write them, piece by piece.
struct DateParser {
  /// What a text with day and month as numbers says about which comes first.
  enum Evidence: Equatable {
    case dayFirst, monthFirst
    /// Could be either; the mark between them.
    case either(UInt8)
  }

  private let text: [UInt8]
  private var i = 0
  private(set) var evidence: Evidence?

  /// `2026-03-02 09:00`, `02.03.2026`, `3/2/26 2:30 PM`, `Mar 2, 2026`, `2 March 2026`, seconds or
  /// milliseconds since 1970, each but the last with an optional time and offset.
  init(_ raw: UnsafeBufferPointer<UInt8>) {
    // Folding makes other digits ASCII's, and letters small.
    text = raw.count <= 64 ? fold(raw) : []
  }

  /// - Parameter order: for dates that could be either; those that cannot are read as they must be.
  mutating func parse(order: DateOrder) -> DateText? {
    i = 0
    if let epoch = epoch() { return epoch }
    skipWeekday()
    guard let day = date(order: order) else { return nil }
    if i == text.count { return DateText(day: day) }
    guard separatesTime(), let milliseconds = clock() else { return nil }
    skipBlanks()
    if i == text.count { return DateText(day: day, milliseconds: milliseconds) }
    guard let offset = offset(), i == text.count else { return nil }
    return DateText(day: day, milliseconds: milliseconds, offset: offset)
  }

  private func epoch() -> DateText? {
    guard text.count == 10 || text.count == 13 else { return nil }
    var total: Int64 = 0
    for byte in text {
      guard (0x30...0x39).contains(byte) else { return nil }
      total = total * 10 + Int64(byte - 0x30)
    }
    return DateText(epochMilliseconds: text.count == 10 ? total * 1000 : total)
  }

  private mutating func date(order: DateOrder) -> Day? {
    if let month = monthName() {
      skipBlanks()
      guard let (day, _) = number(atMost: 2), skipOrdinal(), skipComma(),
        let (year, digits) = number(atMost: 4), digits == 4
      else { return nil }
      return Day(year: year, month: month, day: day)
    }
    guard let (first, width) = number(atMost: 4) else { return nil }
    guard width == 4 || width <= 2, skipOrdinal(), i < text.count else { return nil }
    let mark = text[i]
    guard mark == 0x2D || mark == 0x2F || mark == 0x2E || mark == 0x20 else { return nil }
    i += 1
    if mark == 0x2E { skipBlanks() }
    if let month = monthName() { return namedMonth(month, first, width) }
    guard mark != 0x20, let (second, _) = number(atMost: 2), take(mark) else {
      return nil
    }
    if width == 4 {
      guard let (day, _) = number(atMost: 2) else { return nil }
      return Day(year: first, month: second, day: day)
    }
    guard let (year, digits) = number(atMost: 4), digits == 2 || digits == 4 else { return nil }
    return numbered(first, second, DateParser.fullYear(year, digits), mark, order)
  }

  private mutating func namedMonth(_ month: Int, _ first: Int, _ width: Int) -> Day? {
    _ = take(0x2E)
    _ = take(0x2C)
    guard take(0x2D) || take(0x2F) || take(0x20), let (last, digits) = number(atMost: 4) else {
      return nil
    }
    if width == 4 { return Day(year: first, month: month, day: last) }
    guard digits == 4 || digits == 2 else { return nil }
    return Day(year: DateParser.fullYear(last, digits), month: month, day: first)
  }

  private mutating func numbered(
    _ first: Int, _ second: Int, _ year: Int, _ mark: UInt8, _ order: DateOrder
  ) -> Day? {
    let dayFirst: Bool
    if first > 12 {
      evidence = .dayFirst
      dayFirst = true
    } else if second > 12 {
      evidence = .monthFirst
      dayFirst = false
    } else {
      if first != second { evidence = .either(mark) }
      dayFirst = order == .dayFirst
    }
    return dayFirst
      ? Day(year: year, month: second, day: first) : Day(year: year, month: first, day: second)
  }

  /// Two digits: 00…69 are of this century.
  private static func fullYear(_ year: Int, _ digits: Int) -> Int {
    digits == 4 ? year : year < 70 ? 2000 + year : 1900 + year
  }

  private mutating func separatesTime() -> Bool {
    if take(UInt8(ascii: "t")) { return true }
    let comma = take(0x2C)
    let blank = take(0x20)
    if takeWord("at") { skipBlanks() }
    return comma || blank
  }

  /// Milliseconds of the day.
  private mutating func clock() -> Int? {
    guard var (hour, _) = number(atMost: 2), take(0x3A), let (minute, width) = number(atMost: 2),
      width == 2, minute < 60
    else { return nil }
    var second = 0
    var fraction = 0
    if take(0x3A) {
      guard let (value, width) = number(atMost: 2), width == 2, value < 60 else { return nil }
      second = value
      if take(0x2E) || take(0x2C) {
        guard let value = milliseconds() else { return nil }
        fraction = value
      }
    }
    skipBlanks()
    let isMorning = takeWord("am") || takeWord("a.m.")
    if isMorning || takeWord("pm") || takeWord("p.m.") {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isMorning ? 0 : 12)
    }
    guard hour < 24 else { return nil }
    return ((hour * 60 + minute) * 60 + second) * 1000 + fraction
  }

  /// Digits behind the seconds; what is finer than a millisecond is dropped.
  private mutating func milliseconds() -> Int? {
    var value = 0
    var width = 0
    while i < text.count, (0x30...0x39).contains(text[i]) {
      if width < 3 { value = value * 10 + Int(text[i] - 0x30) }
      width += 1
      i += 1
    }
    guard (1...9).contains(width) else { return nil }
    for _ in min(width, 3)..<3 { value *= 10 }
    return value
  }

  /// Seconds east of UTC.
  private mutating func offset() -> Int? {
    let named = takeWord("z") || takeWord("utc") || takeWord("gmt")
    if named && i == text.count { return 0 }
    let west = take(0x2D)
    guard west || take(0x2B), let hours = twoDigits() ?? (named ? number(atMost: 2)?.value : nil)
    else { return nil }
    var minutes = 0
    if take(0x3A) || i < text.count {
      guard let value = twoDigits(), value < 60 else { return nil }
      minutes = value
    }
    guard hours <= 15 else { return nil }
    return (west ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}

extension DateParser {
  private mutating func number(atMost width: Int) -> (value: Int, digits: Int)? {
    var value = 0
    var digits = 0
    while i < text.count, (0x30...0x39).contains(text[i]) {
      value = value * 10 + Int(text[i] - 0x30)
      digits += 1
      i += 1
      if digits > width { return nil }
    }
    return digits == 0 ? nil : (value, digits)
  }

  private mutating func twoDigits() -> Int? {
    guard i + 2 <= text.count, (0x30...0x39).contains(text[i]),
      (0x30...0x39).contains(text[i + 1])
    else { return nil }
    i += 2
    return Int(text[i - 2] - 0x30) * 10 + Int(text[i - 1] - 0x30)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard i < text.count, text[i] == byte else { return false }
    i += 1
    return true
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard i + count <= text.count else { return false }
    for k in 0..<count where text[i + k] != word.utf8Start[k] { return false }
    i += count
    return true
  }

  private mutating func skipBlanks() { while take(0x20) {} }

  private mutating func skipComma() -> Bool {
    let comma = take(0x2C)
    let blank = take(0x20)
    return comma || blank
  }

  /// `2nd`, `3rd`, `21st`, `4th`; true whether there was one or not.
  private mutating func skipOrdinal() -> Bool {
    _ = takeWord("st") || takeWord("nd") || takeWord("rd") || takeWord("th")
    return true
  }

  /// A month's name, see `MonthNames`.
  private mutating func monthName() -> Int? {
    let word = letters(from: i)
    guard word.count >= 3, let month = MonthNames.months[word] else { return nil }
    i += word.count
    _ = take(0x2E)
    return month
  }

  private mutating func skipWeekday() {
    let word = letters(from: i)
    guard word.count >= 3 else { return }
    for name in DateParser.weekdays where name.starts(with: word) {
      i += word.count
      _ = take(0x2E)
      _ = take(0x2C)
      skipBlanks()
      return
    }
  }

  private func letters(from start: Int) -> [UInt8] {
    var end = start
    while end < text.count, (0x61...0x7A).contains(text[end]) || text[end] >= 0x80 { end += 1 }
    return Array(text[start..<end])
  }

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ].map { Array($0.utf8) }
}
