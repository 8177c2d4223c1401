import Diagnostics
import LeadCore
import YAML

/// The least duration where nothing at all would make no sense.
let aMoment = Interval(milliseconds: 1)

extension Field {
  /// `90s 15m 4h 1d 2w`; a hundred years at most, so that no sum of times overflows.
  func duration(
    atLeast least: Interval = .zero, into diagnostics: inout Diagnostics
  ) -> Interval? {
    let expected = "a duration such as 90s, 15m, 4h, 1d or 2w"
    guard let text = scalar(expected: expected, into: &diagnostics)?.text else { return nil }
    guard let duration = interval(text) else {
      let isBare = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      let label = isBare ? "which unit? \(text)d is so many days" : nil
      reportValue(expected: expected, label: label, into: &diagnostics)
      return nil
    }
    if duration < least {
      reportValue(expected: "a duration above zero", into: &diagnostics)
      return nil
    }
    return duration
  }

  /// The same as a plan says it: on a business clock, days are working days.
  func allowance(into diagnostics: inout Diagnostics) -> Allowance? {
    guard let span = duration(into: &diagnostics) else { return nil }
    let day = Interval.days(1).milliseconds
    switch node.scalar?.text.last {
    case "d": return .days(Int(span.milliseconds / day))
    case "w": return .weeks(Int(span.milliseconds / day / 7))
    default: return .time(span)
    }
  }

  /// A date, `2026-03-02`.
  func day(into diagnostics: inout Diagnostics) -> Day? {
    value("a date such as 2026-03-02", into: &diagnostics, read: Day.init(written:))
  }

  /// First and last day, `2026-12-24/2027-01-02`, or a single one.
  func days(into diagnostics: inout Diagnostics) -> ClosedRange<Day>? {
    let expected = "a date or a range of dates such as 2026-12-24/2027-01-02"
    let ends = value(expected, into: &diagnostics) { text -> (Day, Day)? in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count <= 2, let first = Day(written: String(parts[0])),
        let last = Day(written: String(parts[parts.count - 1]))
      else { return nil }
      return (first, last)
    }
    guard let (first, last) = ends else { return nil }
    if first <= last { return first...last }
    diagnostics.error(.emptyRange, "\(title) ends before it begins", at: span)
    return nil
  }

  /// `60%`, as a share of one.
  func percentage(into diagnostics: inout Diagnostics) -> Double? {
    value("a percentage such as 60%", into: &diagnostics) { text in
      guard text.hasSuffix("%"), let number = plainDecimal(text.dropLast()), number <= 100
      else { return nil }
      return number / 100
    }
  }
}

/// The length of time that a text such as `15m` says.
func interval(_ text: String) -> Interval? {
  let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
  let century: Int64 = 36_525 * 86_400
  guard let last = text.last, let unit = units[last], let number = plainDecimal(text.dropLast()),
    let count = Int64(exactly: number), !text.contains("."), count <= century / unit
  else { return nil }
  return .seconds(count * unit)
}

/// A number in digits, perhaps with a point, and nothing else.
private func plainDecimal(_ text: Substring) -> Double? {
  guard text.utf8.first.map({ $0 != 0x2E }) ?? false, text.utf8.last != 0x2E,
    text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
  else { return nil }
  return Double(text)
}
