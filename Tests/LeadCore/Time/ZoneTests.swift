import Testing

@testable import LeadCore

@Suite struct ZoneTests {
  /// Clocks go from 23:59 to 01:00 at midnight, as in Beirut, and back from 24:00 to 23:00.
  static let beirut = Zone(
    name: "Asia/Beirut", transitions: ["2026-03-28T22:00:00Z", "2026-10-24T21:00:00Z"],
    offsets: [7200, 10_800, 7200])
  /// The day that Samoa left out: from −10 h to +14 h.
  static let apia = Zone(
    name: "Pacific/Apia", transitions: ["2011-12-30T10:00:00Z"], offsets: [-36_000, 50_400])
  /// Back over midnight, from 00:01 to 23:01, as in St John's until 2011.
  static let stJohns = Zone(
    name: "America/St_Johns", transitions: ["2010-11-07T02:31:00Z"], offsets: [-9000, -12_600])
  static let all = [Zone.utc, .berlin, beirut, apia, stJohns, .fixed(hours: -11)]

  @Test(
    arguments: [
      (Zone.utc, "2026-03-02T23:59:59.999Z", "2026-03-02"),
      (.utc, "1969-12-31T23:59:59.999Z", "1969-12-31"),
      (.berlin, "2026-03-01T22:59:59Z", "2026-03-01"),
      (.berlin, "2026-03-01T23:00:00Z", "2026-03-02"),
      (.berlin, "2026-07-01T21:59:59Z", "2026-07-01"),
      (.berlin, "2026-07-01T22:00:00Z", "2026-07-02"),
      (apia, "2011-12-30T09:59:59Z", "2011-12-29"), (apia, "2011-12-30T10:00:00Z", "2011-12-31"),
      (beirut, "2026-03-28T21:59:59Z", "2026-03-28"),
      (beirut, "2026-03-28T22:00:00Z", "2026-03-29"),
    ] as [(Zone, Instant, Day)])
  func theDayItIs(_ zone: Zone, _ at: Instant, _ day: Day) { #expect(zone.day(of: at) == day) }

  @Test(
    arguments: [
      // An ordinary day, the day the clocks go forward, the day they go back.
      (Zone.berlin, "2026-03-02", 540, "2026-03-02T08:00:00Z"),
      (.berlin, "2026-03-29", 119, "2026-03-29T00:59:00Z"),
      (.berlin, "2026-03-29", 120, "2026-03-29T01:00:00Z"),
      (.berlin, "2026-03-29", 150, "2026-03-29T01:00:00Z"),
      (.berlin, "2026-03-29", 179, "2026-03-29T01:00:00Z"),
      (.berlin, "2026-03-29", 180, "2026-03-29T01:00:00Z"),
      (.berlin, "2026-03-29", 181, "2026-03-29T01:01:00Z"),
      (.berlin, "2026-10-25", 119, "2026-10-24T23:59:00Z"),
      (.berlin, "2026-10-25", 150, "2026-10-25T00:30:00Z"),
      (.berlin, "2026-10-25", 180, "2026-10-25T02:00:00Z"),
      (beirut, "2026-03-29", 0, "2026-03-28T22:00:00Z"),
      (beirut, "2026-03-29", 60, "2026-03-28T22:00:00Z"),
      (beirut, "2026-10-25", 0, "2026-10-24T22:00:00Z"),
      (beirut, "2026-10-24", 1410, "2026-10-24T20:30:00Z"),
      (apia, "2011-12-29", 0, "2011-12-29T10:00:00Z"),
      (apia, "2011-12-30", 0, "2011-12-30T10:00:00Z"),
      (apia, "2011-12-31", 0, "2011-12-30T10:00:00Z"),
      (apia, "2012-01-01", 0, "2011-12-31T10:00:00Z"),
      (stJohns, "2010-11-07", 0, "2010-11-07T02:30:00Z"),
    ] as [(Zone, Day, Int, Instant)])
  func theInstantAClockShows(_ zone: Zone, _ day: Day, _ minute: Int, _ at: Instant) {
    #expect(zone.instant(of: day, minute: minute) == at)
  }

  @Test(arguments: all)
  func aDayBeginsOnItself(_ zone: Zone) {
    for year in [2010, 2011, 2026] {
      let first = Day(year: year, month: 1, day: 1)!.number
      for number in first..<(first + 365) {
        let day = Day(number: number)
        let begins = zone.instant(of: day)
        if zone != Self.apia || day != "2011-12-30" { #expect(zone.day(of: begins) == day) }
        #expect(zone.day(of: begins - .millisecond) < day)
        #expect(zone.instant(of: Day(number: number + 1)) >= begins)
      }
    }
  }

  @Test(
    arguments: [
      ("2026-03-29T00:59:59.999Z", 3600), ("2026-03-29T01:00:00Z", 7200),
      ("2026-10-25T00:59:59.999Z", 7200), ("2026-10-25T01:00:00Z", 3600), ("1970-01-01", 3600),
    ] as [(Instant, Int32)])
  func offsets(_ at: Instant, _ offset: Int32) { #expect(Zone.berlin.offset(at: at) == offset) }
}
