import TestSupport
import Testing

@testable import LeadCore

/// Working time: hours, days off, zones that change their clocks.
@Suite struct BusinessClockTests {
  static let office = WorkingHours(
    Dictionary(uniqueKeysWithValues: [.mon, .tue, .wed, .thu, .fri].map { ($0, [540..<1020]) }))

  static func clock(
    _ zone: Zone = .utc, _ hours: WorkingHours = office, off: ClosedRange<Day>...
  ) -> BusinessClock {
    BusinessClock(zone: zone, hours: hours, daysOff: off)
  }

  @Test(
    arguments: [
      ("2026-03-02T10:00:00Z", 60, "2026-03-02T11:00:00Z", "within the day"),
      ("2026-03-02T16:00:00Z", 120, "2026-03-03T10:00:00Z", "over the night"),
      ("2026-03-02T16:00:00Z", 60, "2026-03-02T17:00:00Z", "up to the end of the day"),
      ("2026-03-06T16:30:00Z", 60, "2026-03-10T09:30:00Z", "over a weekend and a holiday Monday"),
      ("2026-03-07T12:00:00Z", 30, "2026-03-10T09:30:00Z", "from a Saturday"),
      ("2026-03-02T20:00:00Z", 0, "2026-03-03T09:00:00Z", "nothing at all, in the evening"),
      ("2026-03-02T10:00:00Z", 0, "2026-03-02T10:00:00Z", "nothing at all, at work"),
      ("2026-03-02T09:00:00Z", 2_400, "2026-03-06T17:00:00Z", "a whole week"),
      ("2026-03-02T09:00:00Z", 2_401, "2026-03-10T09:01:00Z", "and a minute"),
    ] as [(Instant, Int64, Instant, String)])
  func addsWorkingTime(_ start: Instant, _ minutes: Int64, _ end: Instant, _ what: String) {
    let clock = Self.clock(off: "2026-03-09"..."2026-03-09")
    #expect(clock.instant(.minutes(minutes), after: start) == end, "\(what)")
    #expect(clock.worked(from: start, to: end) == .minutes(minutes))
  }

  /// Berlin goes from 02:00 to 03:00 on 29 March, and from 03:00 back to 02:00 on 25 October.
  @Test(
    arguments: [
      ("2026-03-28T23:00:00Z", 60, "2026-03-29T00:00:00Z"),
      ("2026-03-29T00:30:00Z", 60, "2026-03-29T01:30:00Z"),
      ("2026-03-28T23:00:00Z", 23 * 60, "2026-03-29T22:00:00Z"),
      ("2026-10-24T22:00:00Z", 25 * 60, "2026-10-25T23:00:00Z"),
      ("2026-10-25T00:30:00Z", 60, "2026-10-25T01:30:00Z"),
    ] as [(Instant, Int64, Instant)])
  func countsRealTimeWhereClocksChange(_ start: Instant, _ minutes: Int64, _ end: Instant) {
    let clock = Self.clock(.berlin, .always)
    #expect(clock.instant(.minutes(minutes), after: start) == end)
    #expect(clock.worked(from: start, to: end) == .minutes(minutes))
  }

  @Test func skippedHoursAreNotWorkedAndRepeatedOnesAre() {
    let night = WorkingHours(
      Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [60..<240]) }))
    let clock = Self.clock(.berlin, night)
    let spring = clock.worked(from: "2026-03-28T23:00:00Z", to: "2026-03-29T22:00:00Z")
    let autumn = clock.worked(from: "2026-10-24T22:00:00Z", to: "2026-10-25T23:00:00Z")
    #expect(spring == .hours(2))
    #expect(autumn == .hours(4))
    #expect(clock.instant(.hours(2), after: "2026-03-28T23:00:00Z") == "2026-03-29T02:00:00Z")
    // Hours that lie wholly in what is skipped.
    let two = WorkingHours([.sun: [120..<180]])
    #expect(
      Self.clock(.berlin, two).instant(.minutes(30), after: "2026-03-28T23:00:00Z")
        == "2026-04-05T00:30:00Z")
  }

  @Test func officeHoursAreThoseOfTheZone() {
    let clock = Self.clock(.berlin)
    // Friday before the change, 16:30 in Berlin, and Monday after it.
    #expect(clock.instant(.hours(1), after: "2026-03-27T15:30:00Z") == "2026-03-30T07:30:00Z")
    #expect(clock.instant(.hours(1), after: "2026-10-23T14:30:00Z") == "2026-10-26T08:30:00Z")
  }

  @Test func hoursGoOnOverMidnight() {
    let late = WorkingHours([.fri: [1_200..<1_440], .sat: [0..<120]])
    let clock = Self.clock(.utc, late)
    #expect(clock.instant(.hours(5), after: "2026-03-06T20:00:00Z") == "2026-03-07T01:00:00Z")
    #expect(clock.instant(.hours(4), after: "2026-03-06T20:00:00Z") == "2026-03-07T00:00:00Z")
    #expect(clock.instant(.hours(7), after: "2026-03-06T20:00:00Z") == "2026-03-13T21:00:00Z")
  }

  @Test(
    arguments: [
      ("2026-03-02T16:00:00Z", 1, "2026-03-03T16:00:00Z"),
      ("2026-03-06T16:30:00Z", 1, "2026-03-10T16:30:00Z"),
      ("2026-03-06T16:30:00Z", 3, "2026-03-12T16:30:00Z"),
      ("2026-03-07T12:00:00Z", 1, "2026-03-11T09:00:00Z"),
      ("2026-03-02T16:00:00Z", 0, "2026-03-02T16:00:00Z"),
    ] as [(Instant, Int, Instant)])
  func aDayIsTheSameTimeOfTheNextWorkingDay(_ start: Instant, _ days: Int, _ end: Instant) {
    #expect(
      Self.clock(off: "2026-03-09"..."2026-03-09").instant(workingDays: days, after: start) == end)
  }

  @Test func aDayKeepsTheTimeOnTheWall() {
    // Friday 16:00 in Berlin, in winter; Monday 16:00, in summer.
    #expect(
      Self.clock(.berlin).instant(workingDays: 1, after: "2026-03-27T15:00:00Z")
        == "2026-03-30T14:00:00Z")
    // Saturday 02:30, and the Sunday on which there is no such time.
    #expect(
      Self.clock(.berlin, .always).instant(workingDays: 1, after: "2026-03-28T01:30:00Z")
        == "2026-03-29T01:00:00Z")
  }

  @Test func aTimeThatIsNotWorkedThatDayIsTheNextThatIs() {
    let hours = WorkingHours([.thu: [540..<1_020], .fri: [540..<780], .mon: [600..<1_020]])
    #expect(
      Self.clock(.utc, hours).instant(workingDays: 1, after: "2026-03-05T16:30:00Z")
        == "2026-03-09T10:00:00Z")
  }

  @Test func withoutHoursItIsAlways() {
    let rep = Rep.rep("a") { $0.away = ["2026-03-03"..."2026-03-04"] }
    let clock = BusinessClock(
      zone: rep.zone, daysOff: rep.daysOff + ["2026-03-05"..."2026-03-05"])
    #expect(clock.instant(.hours(20), after: "2026-03-02T10:00:00Z") == "2026-03-06T06:00:00Z")
    #expect(clock.worked(from: "2026-03-02T10:00:00Z", to: "2026-03-06T06:00:00Z") == .hours(20))
    #expect(!clock.isWorked("2026-03-05"))
    #expect(clock.isWorked("2026-03-06"))
    #expect(clock.worked(from: "2026-03-06", to: "2026-03-02") == .zero)
  }

  @Test(arguments: 0..<40)
  func whatIsAddedWasWorked(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var days: [Weekday: [Range<Int>]] = [.wed: [0..<1_440]]
    for day in Weekday.allCases where random.chance(60) {
      let from = random.below(1_400)
      days[day] = [from..<(from + 1 + random.below(1_440 - from)), 30..<90]
    }
    let first = Int32(20_514 + random.below(30))
    let off = Day(number: first)...Day(number: first + Int32(random.below(10)))
    let clock = Self.clock(random.pick([.utc, .berlin]), WorkingHours(days), off: off)
    for _ in 0..<60 {
      let start = Life.monday + .minutes(Int64(random.below(400_000)))
      let span = Interval.minutes(Int64(random.below(9_000)))
      let end = clock.instant(span, after: start)
      #expect(clock.worked(from: start, to: end) == span, "seed \(seed), \(start)")
      let later = clock.instant(span, after: clock.instant(.minutes(7), after: start))
      #expect(later == clock.instant(span + .minutes(7), after: start) || span == .zero)
    }
  }
}

extension Interval {
  fileprivate static func + (left: Interval, right: Interval) -> Interval {
    Interval(milliseconds: left.milliseconds + right.milliseconds)
  }
}
