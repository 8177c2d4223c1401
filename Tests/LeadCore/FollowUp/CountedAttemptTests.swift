import Testing

@testable import LeadCore

/// Which attempts count, and what they lead to.
@Suite struct CountedAttemptTests {
  static let newYork = Zone.fixed(hours: -5)

  @Test(
    arguments: [
      (Zone.utc, ["02T10:00", "02T23:59"], 1),
      (.utc, ["02T23:59", "03T00:00"], 2),
      // 04:59Z is the evening before in New York, 05:00Z is midnight.
      (newYork, ["03T00:00", "03T04:59"], 1),
      (newYork, ["03T04:59", "03T05:00"], 2),
      (newYork, ["03T05:00", "04T04:59"], 1),
      (.utc, ["02T10:00", "03T10:00", "03T11:00", "04T00:00"], 3),
    ] as [(Zone, [String], Int)])
  func apartByDaysOfTheOwner(_ zone: Zone, _ times: [String], _ counted: Int) {
    var life = Life.owned(.followUp(zone: zone) { $0.apart = .day })
    for time in times { life.attempt(at: .at("2026-03-\(time):00Z")) }
    #expect(life.state.handoff?.countedAttempts.count == counted)
    #expect(life.state.handoff?.attempts.count == times.count)
  }

  @Test(
    arguments: [
      (["10:00", "10:59"], 1), (["10:00", "11:00"], 2), (["10:00", "10:30", "11:00"], 2),
      // Apart from the last that counted, not from the last.
      (["10:00", "10:59", "11:58", "12:00"], 2), (["10:00", "11:00", "11:59", "12:00"], 3),
    ] as [([String], Int)])
  func apartByTime(_ times: [String], _ counted: Int) {
    var life = Life.owned(.followUp { $0.apart = .atLeast(3_600_000) })
    for time in times { life.attempt(at: .at("2026-03-02T\(time):00Z")) }
    #expect(life.state.handoff?.countedAttempts.count == counted)
  }

  @Test(arguments: 1...4)
  func recycledAtTheLastCountedAttempt(_ most: Int) {
    var life = Life.owned(.followUp { $0.attempts = most })
    for day in 1...most {
      #expect(life.state.owner == "jim", "still Jim's before attempt \(day)")
      life.attempt()
      life.attempt()
      if day < most { life.wait(.days(1)) }
    }
    #expect(life.state.stage == .nurture)
    #expect(life.state.owner == nil)
    #expect(life.state.handoff?.ended == .recycled)
    #expect(life.state.handoff?.endedAt == life.now)
    #expect(life.state.enrolment?.restsUntil == life.now + .days(30))
  }

  @Test(arguments: Attempt.Outcome.allCases)
  func nobodyReachedMeansNoTwoWayOutcome(_ outcome: Attempt.Outcome) {
    let isReached = [.connected, .replied, .meeting].contains(outcome)
    var life = Life.owned(.followUp { $0.attempts = 2 })
    life.attempt(outcome)
    life.wait(.days(1))
    life.attempt()
    #expect(life.state.stage == (isReached ? .sal : .nurture))
  }

  @Test func attemptsByAnybodyCount() {
    var life = Life.owned(.followUp { $0.attempts = 2 })
    life.attempt(by: "pam")
    #expect(life.state.stage == .mql, "only the owner's accept")
    life.wait(.days(1))
    life.attempt(by: "nobody we know")
    #expect(life.state.stage == .nurture)
    #expect(life.alerts == [.unknownRep])
  }

  @Test(
    arguments: [
      (Attempt.Outcome.noAnswer, "jim", Stage.sal, true), (.noAnswer, nil, .sal, true),
      (.noAnswer, "pam", .mql, true), (.sent, "jim", .mql, false), (.bounced, "jim", .sal, true),
    ] as [(Attempt.Outcome, String?, Stage, Bool)])
  func acceptanceAndClock(
    _ outcome: Attempt.Outcome, _ rep: String?, _ stage: Stage, _ stopsClock: Bool
  ) {
    var life = Life.owned(.followUp { $0.firstAttempt = .time(.hours(1)) })
    life.attempt(outcome, by: rep)
    #expect(life.state.stage == stage)
    #expect((life.state.handoff?.firstAttemptAt != nil) == stopsClock)
    #expect((life.state.deadline == nil) == stopsClock)
    #expect(life.state.handoff?.countedAttempts.count == 1)
  }

  @Test func sqlMeansReached() {
    var life = Life.owned(.followUp { $0.attempts = 2 })
    life.attempt()
    life.say(.sql)
    life.wait(.days(1))
    life.attempt()
    #expect(life.state.stage == .sql)
    #expect(life.state.handoff?.isOpen == true)
  }

  @Test(arguments: [
    ("2026-03-01T23:59:59Z", 0), ("2026-03-02T08:59:59Z", 0), ("2026-03-02T09:00:00Z", 1),
  ])
  func attemptsBeforeTheHandoffAreHistory(_ at: String, _ counted: Int) {
    var life = Life.owned(.followUp { $0.attempts = 6 })
    life.attempt(at: .at(Instant(stringLiteral: at)))
    #expect(life.state.handoff?.attempts.count == counted)
    #expect(life.state.stage == (counted == 0 ? .mql : .sal))
  }

  @Test(arguments: [("2026-03-01", 0), ("2026-03-02", 1), ("2026-03-03", 1)])
  func aWholeDayCountsFromTheHandoffsDayOn(_ day: String, _ counted: Int) {
    var life = Life.owned(.followUp { $0.attempts = 6 })
    life.attempt(at: .day(Instant(stringLiteral: day)))
    #expect(life.state.handoff?.attempts.count == counted)
  }

  @Test func anAcceptanceOfAWholeDayIsNotOlderThanTheHandoff() throws {
    var life = Life.owned(.followUp { $0.attempts = 6 })
    life.attempt(at: .day("2026-03-02"))
    #expect(life.state.stage == .sal)
    let handed = try #require(life.state.handoff?.at)
    #expect(life.state.since >= handed)
  }
}
