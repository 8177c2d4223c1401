/// A calendar day, counted from 1970-01-01 (proleptic Gregorian calendar).
public struct Day: Comparable, Hashable, Sendable {
  public var number: Int32

  public init(number: Int32) { self.number = number }

  /// The day of a civil date, or nil where there is no such date.
  ///
  /// The algorithm counts days in 400-year eras of years that begin in March, see
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year) else {
      return nil
    }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month 1…12 and day of month 1…31.
  public var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  public var weekday: Weekday { Weekday(rawValue: (Int(number) % 7 + 7 + 3) % 7)! }

  /// The first day of the week this day lies in.
  public func startOfWeek(_ first: Weekday) -> Day {
    Day(number: number - Int32((weekday.rawValue - first.rawValue + 7) % 7))
  }

  /// The first day of the month this day lies in.
  public var startOfMonth: Day { Day(number: number - Int32(civil.day) + 1) }

  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

/// A day of the week; the raw value counts from Monday.
public enum Weekday: Int, CaseIterable, Sendable {
  case mon, tue, wed, thu, fri, sat, sun
}

extension Day {
  /// A date in the form `2026-03-02`; nil for anything else.
  public init?(written text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 10, digits[4] == 0x2D, digits[7] == 0x2D,
      (digits[..<4] + digits[5..<7] + digits[8...]).allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(text.prefix(4)), let month = Int(text.dropFirst(5).prefix(2)),
      let day = Int(text.suffix(2)), year >= 1
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
