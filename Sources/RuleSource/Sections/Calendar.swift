import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `calendar: { time_zone: Europe/Istanbul, week_starts: mon, holidays: [2026-10-29] }`.
  mutating func readCalendar(_ field: Field) {
    guard let fields = fields(field, .calendar) else { return }
    if let zone = fields["time_zone"]?.zone(into: &diagnostics) { book.calendar.zone = zone }
    if let first = fields["week_starts"]?.weekday(into: &diagnostics) {
      book.calendar.weekStarts = first
    }
    let holidays = fields["holidays"]?.list(orOne: true, into: &diagnostics) { $0.day(into: &$1) }
    book.calendar.holidays = (holidays ?? []).sorted()
    if let last = book.calendar.holidays.last, let span = fields["holidays"]?.span {
      mentions.holidays.append((last, book.calendar.zone, span))
    }
  }
}

extension Keys {
  static let calendar: Keys = [
    .optional(
      "time_zone", .timeZone, "The zone of days, and of times that name none; an IANA name.",
      usual: "UTC"),
    .optional("week_starts", .word(.weekdays), "The day on which weeks begin.", usual: "mon"),
    .optional("holidays", .list(of: .date, orOne: true), "Days on which nobody works."),
  ]
}
