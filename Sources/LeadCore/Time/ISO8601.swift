/// A time as LeadRelay itself writes it in fields: `2026-03-02T09:00:00Z`, with milliseconds
/// where they are not zero, or a date alone (`2026-03-02`), which stands for that day's first
/// instant in `zone`.
public func instant(iso text: UnsafeBufferPointer<UInt8>, zone: Zone) -> Instant? {
  func digits(_ from: Int, _ count: Int) -> Int? {
    guard from + count <= text.count else { return nil }
    var value = 0
    for i in from..<(from + count) {
      let digit = text[i] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
  guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
    let year = digits(0, 4), let month = digits(5, 2), let date = digits(8, 2),
    let day = Day(year: year, month: month, day: date)
  else { return nil }
  if text.count == 10 { return zone.instant(of: day) }
  guard text.count >= 20, text[10] == UInt8(ascii: "T"), text[13] == UInt8(ascii: ":"),
    text[16] == UInt8(ascii: ":"), text[text.count - 1] == UInt8(ascii: "Z"),
    let hour = digits(11, 2), let minute = digits(14, 2), let second = digits(17, 2),
    hour < 24, minute < 60, second < 60
  else { return nil }
  var milliseconds = 0
  if text.count == 24 {
    guard text[19] == UInt8(ascii: "."), let fraction = digits(20, 3) else { return nil }
    milliseconds = fraction
  } else if text.count != 20 {
    return nil
  }
  let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  return Instant(milliseconds: seconds * 1000 + Int64(milliseconds))
}

extension Instant {
  /// ISO 8601 in UTC, `2026-03-02T09:00:00Z`; milliseconds only where they are not zero.
  public var iso: String {
    let day = Day(number: Int32(floorDivide(milliseconds, 86_400_000)))
    let rest = Int(milliseconds - Int64(day.number) * 86_400_000)
    let seconds = rest / 1000
    let fraction = rest % 1000
    return day.iso + "T" + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
      + padded(seconds % 60, 2) + (fraction == 0 ? "" : "." + padded(fraction, 3)) + "Z"
  }
}

extension Day {
  /// ISO 8601, `2026-03-02`.
  public var iso: String {
    let civil = civil
    return padded(civil.year, 4) + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2)
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
