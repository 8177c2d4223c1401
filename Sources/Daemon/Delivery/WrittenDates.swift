import LeadCore

extension Interval {
  /// A `Retry-After` header (RFC 9110, 10.2.3): seconds, or a date such as
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, counted from `now`. Nil for anything else.
  init?(retryAfter text: String, now: Instant) {
    if let seconds = Int64(text) {
      guard seconds >= 0 else { return nil }
      self = .seconds(min(seconds, 1 << 40))
      return
    }
    guard let date = Instant(httpDate: text) else { return nil }
    self = max(date - now, .zero)
  }
}

extension Instant {
  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// A date of HTTP in its fixed form (RFC 9110, 5.6.7).
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let date = Int(parts[1]),
      let month = Instant.months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
      (1970...9999).contains(year), let day = Day(year: year, month: month + 1, day: date)
    else { return nil }
    let time = parts[4].split(separator: ":").map { Int64($0) ?? -1 }
    guard time.count == 3, (0..<24).contains(time[0]), (0..<60).contains(time[1]),
      (0...60).contains(time[2])
    else { return nil }
    let seconds = Int64(day.number) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    self.init(milliseconds: seconds * 1000)
  }

  /// The date as a mail's header has it (RFC 5322, 3.3): `Mon, 02 Mar 2026 09:00:00 +0000`.
  var mailDate: String {
    let seconds = Int(milliseconds / 1000)
    let day = Day(number: Int32(seconds / 86_400))
    let (year, month, date) = day.civil
    let name = Instant.weekdays[day.weekday.rawValue]
    let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(Instant.twoDigits)
    return "\(name), \(Instant.twoDigits(date)) \(Instant.months[month - 1]) \(year) "
      + time.joined(separator: ":") + " +0000"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
