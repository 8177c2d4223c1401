import Testing

@testable import LeadCore

@Suite struct DayTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1970, 1, 2, 1), (1969, 12, 31, -1), (2000, 2, 29, 11_016),
    (2000, 3, 1, 11_017),
    (1900, 2, 28, -25_509), (1900, 3, 1, -25_508), (2024, 2, 29, 19_782), (2026, 3, 2, 20_514),
    (2100, 3, 1, 47_541), (1600, 2, 29, -135_081), (1, 1, 1, -719_162), (0, 3, 1, -719_468),
    (-1, 12, 31, -719_529), (9999, 12, 31, 2_932_896),
  ])
  func knownDays(_ year: Int, _ month: Int, _ day: Int, _ number: Int32) throws {
    let made = try #require(Day(year: year, month: month, day: day))
    #expect(made.number == number)
    #expect(made.civil == (year, month, day))
  }

  @Test(arguments: [
    (2026, 2, 29), (1900, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1),
    (2026, 1, 0), (2026, 1, 32),
  ])
  func noSuchDay(_ year: Int, _ month: Int, _ day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test func everyDayOfEightCenturiesFollowsTheOneBefore() throws {
    var number: Int32 = try #require(Day(year: 1599, month: 12, day: 31)).number
    var weekday = Day(number: number).weekday.rawValue
    for year in 1600..<2400 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, year: year) {
          number += 1
          weekday = (weekday + 1) % 7
          let made = Day(year: year, month: month, day: day)
          guard made?.number == number, made?.weekday.rawValue == weekday,
            Day(number: number).civil == (year, month, day)
          else { Issue.record("\(year)-\(month)-\(day)"); return }
        }
      }
    }
    #expect(number - 146_097 * 2 == (try #require(Day(year: 1599, month: 12, day: 31))).number)
  }

  @Test(
    arguments: [
      ("2026-03-02", Weekday.mon), ("1970-01-01", .thu), ("1969-12-31", .wed), ("2000-02-29", .tue),
      ("1900-01-01", .mon),
    ] as [(Day, Weekday)])
  func weekdays(_ day: Day, _ weekday: Weekday) { #expect(day.weekday == weekday) }

  @Test(arguments: Weekday.allCases)
  func weeksBeginOnTheirFirstDay(_ first: Weekday) {
    for number in Int32(-20)...20 {
      let begins = Day(number: number).startOfWeek(first)
      #expect(begins.weekday == first)
      #expect((0..<7).contains(number - begins.number))
    }
  }

  @Test(
    arguments: [
      ("2026-03-31", "2026-03-01"), ("2026-03-01", "2026-03-01"), ("1969-12-15", "1969-12-01"),
      ("2024-02-29", "2024-02-01"),
    ] as [(Day, Day)])
  func monthsBeginOnTheirFirstDay(_ day: Day, _ first: Day) { #expect(day.startOfMonth == first) }

  @Test(
    arguments: [
      ("2026-03-02T09:00:00Z", 1_772_442_000_000), ("1970-01-01T00:00:00Z", 0),
      ("1969-12-31T23:59:59.999Z", -1), ("2026-03-02", 1_772_409_600_000),
      ("2024-02-29T23:59:59.001Z", 1_709_251_199_001),
    ] as [(String, Int64)])
  func isoTimes(_ text: String, _ milliseconds: Int64) {
    let read = Instant(stringLiteral: text)
    #expect(read.milliseconds == milliseconds)
    #expect(read.iso == (text.count == 10 ? text + "T00:00:00Z" : text))
  }

  @Test(arguments: [
    "", "2026", "2026-3-2", "2026-02-30", "2026-03-02T", "2026-03-02T09:00Z",
    "2026-03-02 09:00:00Z",
    "2026-03-02T24:00:00Z", "2026-03-02T09:60:00Z", "2026-03-02T09:00:60Z", "2026-03-02T09:00:00",
    "2026-03-02T09:00:00.1Z", "2026-03-02T09:00:00+03:00", "2026-03-02T09:00:00.12aZ", "20260302",
  ])
  func notATime(_ text: String) {
    var text = text
    #expect(text.withUTF8 { instant(iso: $0, zone: .utc) } == nil)
  }
}
