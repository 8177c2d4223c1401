import LeadCore

/// Days as Excel counts them, from 1899-12-30 on, which is what is left of a date in a cell without
/// a format: `46083`, `46083.375`.
enum SpreadsheetDay {
  /// 1970-01-01.
  private static let epoch = 25_569
  /// 1970-01-01 to 2099-12-31: smaller numbers are hardly dates of leads.
  private static let days = 25_569...73_050

  /// The date, and the time where the number has a fraction; nil where the text is no such number.
  static func read(_ text: UnsafeBufferPointer<UInt8>) -> DateText? {
    guard text.count >= 5, text.count <= 24 else { return nil }
    var whole = 0
    for i in 0..<5 {
      guard text[i] &- 0x30 < 10 else { return nil }
      whole = whole * 10 + Int(text[i] - 0x30)
    }
    guard days.contains(whole) else { return nil }
    let day = Day(number: Int32(whole - epoch))
    if text.count == 5 { return DateText(day: day) }
    guard text[5] == 0x2E || text[5] == 0x2C, text.count > 6 else { return nil }
    var (fraction, unit) = (0.0, 1.0)
    for byte in text[6...] {
      guard byte &- 0x30 < 10 else { return nil }
      unit /= 10
      fraction += Double(byte - 0x30) * unit
    }
    // Doubles of days hold a time to some hundredths of a second: whole seconds are meant.
    let seconds = Int((fraction * 86_400).rounded())
    return DateText(day: day, milliseconds: min(seconds, 86_399) * 1000)
  }
}
