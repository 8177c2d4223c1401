import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// What moves the follow-up clocks of a rep: zone, hours, holidays and the week's beginning.
  mutating func readWorkingTime(_ fields: Fields, into rep: inout Rep) {
    if let zone = fields["time_zone"]?.zone(into: &diagnostics) { rep.zone = zone }
    if let first = fields["week_starts"]?.weekday(into: &diagnostics) { rep.weekStarts = first }
    if let field = fields["hours"], let hours = hours(field) { rep.hours = hours }
    if let field = fields["holidays"],
      let days = field.list(orOne: true, into: &diagnostics, read: { $0.day(into: &$1) })
    {
      rep.holidays = days.sorted()
      mentions.holidays += rep.holidays.last.map { [($0, rep.zone, field.span)] } ?? []
    }
  }

  /// `{ mon-fri: "09:00-18:00", sat: ["10:00-12:00", "13:00-15:00"] }`.
  private mutating func hours(_ field: Field) -> WorkingHours? {
    var days: [Weekday: [Range<Int>]] = [:]
    guard let entries = field.entries(into: &diagnostics) else { return nil }
    for entry in entries {
      let spans = entry.list(orOne: true, into: &diagnostics) { $0.hours(into: &$1) }
      guard let named = Weekday.days(entry.name) else {
        diagnostics.error(
          .wrongValue, "\(quoted(entry.name)) must be \(Writing.days.expected)",
          at: entry.keySpan)
        continue
      }
      for day in named { days[day, default: []] += spans ?? [] }
    }
    let hours = WorkingHours(days)
    guard hours.isEmpty else { return hours }
    if !diagnostics.hasErrors {
      diagnostics.error(
        .emptyRange, "nobody ever works in these hours", at: field.keySpan,
        label: "without `hours`, it is always")
    }
    return nil
  }
}

extension Field {
  /// `mon` … `sun`.
  func weekday(into diagnostics: inout Diagnostics) -> Weekday? {
    choice(of: Weekday.allCases.map { ("\($0)", $0) }, into: &diagnostics)
  }

  /// `09:00-18:00`, as minutes after midnight.
  fileprivate func hours(into diagnostics: inout Diagnostics) -> Range<Int>? {
    let ends = value(Writing.hours.expected, into: &diagnostics) { text -> (Int, Int)? in
      let times = text.split(separator: "-", omittingEmptySubsequences: false)
      guard times.count == 2, let from = minute(times[0]), let to = minute(times[1]), from < 1440
      else { return nil }
      return (from, to)
    }
    guard let (from, to) = ends else { return nil }
    if from < to { return from..<to }
    diagnostics.error(
      .emptyRange, "these hours end before they begin", at: span,
      label: "over midnight, write …-24:00 and 00:00-… of the next day")
    return nil
  }
}

/// `09:00` as minutes after midnight; `24:00` is its end.
private func minute(_ text: Substring) -> Int? {
  let digits = Array(text.utf8)
  guard digits.count == 5, digits[2] == UInt8(ascii: ":"),
    (digits[..<2] + digits[3...]).allSatisfy({ (0x30...0x39).contains($0) }),
    let hour = Int(text.prefix(2)), let minute = Int(text.suffix(2)), minute < 60,
    hour < 24 || (hour == 24 && minute == 0)
  else { return nil }
  return hour * 60 + minute
}

extension Weekday {
  /// The days that `mon` or `fri-mon` names.
  fileprivate static func days(_ text: String) -> [Weekday]? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { name in allCases.first { "\($0)" == name } }
    guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
    else { return nil }
    let count = (last.rawValue - first.rawValue + 7) % 7
    return (0...count).map { allCases[(first.rawValue + $0) % 7] }
  }
}
