import Testing

@testable import LeadCore

/// Service-level cases: Monday to Friday, nine to five.
@Suite struct FollowUpClockTests {
  static let office = WorkingHours(
    Dictionary(
      uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map { ($0, [540..<1_020]) }))

  static func clock(
    _ kind: PlanTerms.Clock = .business, zone: Zone = .utc, holidays: [Day] = [],
    away: [ClosedRange<Day>] = [], exclusions: [Exclusion] = []
  ) -> FollowUpClock {
    let rep = Rep.rep("jim", zone: zone) {
      $0.hours = office
      $0.holidays = holidays
      $0.away = away
    }
    return FollowUpClock(kind, of: rep, zone: zone, exclusions: exclusions)
  }

  static func by(
    _ allowance: Allowance, _ start: Instant, _ clock: FollowUpClock,
    _ kind: Deadline.Kind = .firstAttempt
  ) -> Instant {
    clock.instant(allowance, after: start, for: kind)
  }

  @Test(
    arguments: [
      (Allowance.time(.hours(1)), "2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z"),
      (.time(.hours(2)), "2026-03-02T16:00:00Z", "2026-03-03T10:00:00Z"),
      (.time(.hours(1)), "2026-03-06T16:30:00Z", "2026-03-10T09:30:00Z"),
      (.days(1), "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z"),
      (.days(1), "2026-03-06T10:00:00Z", "2026-03-10T10:00:00Z"),
      (.weeks(1), "2026-03-10T10:00:00Z", "2026-03-17T10:00:00Z"),
      (.days(1), "2026-03-07T12:00:00Z", "2026-03-11T09:00:00Z"),
      (.time(.zero), "2026-03-02T20:00:00Z", "2026-03-03T09:00:00Z"),
    ] as [(Allowance, Instant, Instant)])
  func nineToFive(_ allowance: Allowance, _ start: Instant, _ end: Instant) {
    // Monday the 9th is a holiday.
    #expect(Self.by(allowance, start, Self.clock(holidays: ["2026-03-09"])) == end)
  }

  @Test func theCalendarKnowsNoHours() {
    let clock = Self.clock(.calendar, holidays: ["2026-03-07"], away: ["2026-03-07"..."2026-03-20"])
    #expect(Self.by(.time(.hours(20)), "2026-03-06T16:30:00Z", clock) == "2026-03-07T12:30:00Z")
    #expect(Self.by(.days(1), "2026-03-06T16:30:00Z", clock) == "2026-03-07T16:30:00Z")
    #expect(Self.by(.weeks(1), "2026-03-06T16:30:00Z", clock) == "2026-03-13T16:30:00Z")
  }

  @Test func whoIsAwayHasTime() {
    let clock = Self.clock(away: ["2026-03-03"..."2026-03-05"])
    #expect(Self.by(.time(.hours(2)), "2026-03-02T16:00:00Z", clock) == "2026-03-06T10:00:00Z")
    #expect(Self.by(.days(2), "2026-03-02T10:00:00Z", clock) == "2026-03-09T10:00:00Z")
  }

  /// 29 March 02:00 does not exist in Berlin, 25 October 02:30 comes twice.
  @Test(
    arguments: [
      (
        PlanTerms.Clock.business, Allowance.time(.hours(2)), "2026-03-27T15:00:00Z",
        "2026-03-30T08:00:00Z"
      ),
      (.business, .days(1), "2026-03-27T15:00:00Z", "2026-03-30T14:00:00Z"),
      (.business, .days(1), "2026-10-23T14:00:00Z", "2026-10-26T15:00:00Z"),
      (.calendar, .days(1), "2026-03-28T15:00:00Z", "2026-03-29T15:00:00Z"),
      (.calendar, .time(.hours(2)), "2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z"),
    ] as [(PlanTerms.Clock, Allowance, Instant, Instant)])
  func daylightSaving(
    _ kind: PlanTerms.Clock, _ allowance: Allowance, _ start: Instant, _ end: Instant
  ) {
    #expect(Self.by(allowance, start, Self.clock(kind, zone: .berlin)) == end)
  }

  @Test(
    arguments: [
      (PlanTerms.Clock.business, "2026-03-02T16:00:00Z", "2026-03-05T10:00:00Z"),
      (.calendar, "2026-03-02T23:00:00Z", "2026-03-05T01:00:00Z"),
      (.calendar, "2026-03-03T12:00:00Z", "2026-03-05T02:00:00Z"),
    ] as [(PlanTerms.Clock, Instant, Instant)])
  func aStormStopsTheClock(_ kind: PlanTerms.Clock, _ start: Instant, _ end: Instant) {
    let storm = Exclusion(days: "2026-03-03"..."2026-03-04")
    #expect(Self.by(.time(.hours(2)), start, Self.clock(kind, exclusions: [storm])) == end)
  }

  @Test func insteadHoldsForWhatItNames() {
    let storm = Exclusion(
      days: "2026-03-03"..."2026-03-04", instead: [.firstAttempt: .days(2)])
    let clock = Self.clock(.calendar, exclusions: [storm])
    let hour = Allowance.time(.hours(1))
    // Begun in it: two days from then; before it: two days from its beginning.
    #expect(Self.by(hour, "2026-03-03T12:00:00Z", clock) == "2026-03-05T12:00:00Z")
    #expect(Self.by(hour, "2026-03-02T23:30:00Z", clock) == "2026-03-05T00:00:00Z")
    #expect(Self.by(.days(9), "2026-03-03T12:00:00Z", clock) == "2026-03-12T12:00:00Z")
    #expect(Self.by(hour, "2026-03-02T20:00:00Z", clock) == "2026-03-02T21:00:00Z")
    #expect(Self.by(hour, "2026-03-05T00:00:00Z", clock) == "2026-03-05T01:00:00Z")
    #expect(Self.by(hour, "2026-03-03T12:00:00Z", clock, .accept) == "2026-03-05T01:00:00Z")
  }

  @Test func exclusionsMayStandInAnyOrder() {
    let days: [Exclusion] = [
      Exclusion(days: "2026-03-07"..."2026-03-08", instead: [.firstAttempt: .days(1)]),
      Exclusion(days: "2026-03-06"..."2026-03-06", instead: [.firstAttempt: .days(1)]),
    ]
    let ends = [days, days.reversed()].map {
      Self.by(.time(.hours(1)), "2026-03-06T09:00:00Z", Self.clock(.calendar, exclusions: $0))
    }
    #expect(ends == ["2026-03-08T00:00:00Z", "2026-03-08T00:00:00Z"])
  }

  @Test func stepsAndGraceAreNotStretched() {
    let storm = Exclusion(
      days: "2026-03-03"..."2026-03-03", instead: [.firstAttempt: .time(.hours(4))])
    let clock = Self.clock(.calendar, exclusions: [storm])
    let by = Self.by(.time(.hours(1)), "2026-03-03T09:00:00Z", clock)
    #expect(by == "2026-03-03T13:00:00Z")
    #expect(clock.running(.time(.zero), after: by, for: .firstAttempt) == by)
  }

  @Test func exclusionsAreForTheirTeams() {
    var life = Life(
      .followUp {
        $0.firstAttempt = .time(.hours(1))
      }.excluding(Exclusion(days: "2026-03-02"..."2026-03-03", teams: ["others"])),
      ["email": "ada@acme.com", "hot": "yes"])
    life.know()
    life.hand()
    #expect(life.state.handoff?.firstAttemptBy == "2026-03-02T10:00:00Z")
  }

  /// A storm is known when it comes, not when the lead is handed over.
  @Test func aStormThatIsToldLaterCountsToo() {
    let calm = Rulebook.followUp { $0.firstAttempt = .time(.hours(1)) }
    var life = Life.owned(calm)
    life.wait(.hours(2))
    #expect(life.breaches == [.firstAttempt])
    var after = Life(
      calm.excluding(Exclusion(days: "2026-03-02"..."2026-03-03")),
      ["email": "ada@acme.com", "hot": "yes"], now: life.now)
    after.state = life.state
    after.take(.deadline())
    #expect(after.withdrawn == [.firstAttempt])
    #expect(after.state.handoff?.firstAttemptBy == "2026-03-04T01:00:00Z")
    after.wait(.days(3))
    #expect(after.breaches == [.firstAttempt], "missed all the same, in the end")
  }
}

extension Rulebook {
  func excluding(_ exclusion: Exclusion) -> Rulebook {
    var book = self
    book.exclusions = [exclusion]
    book.settle()
    return book
  }
}
