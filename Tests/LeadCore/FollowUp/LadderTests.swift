import Testing

@testable import LeadCore

/// What follows a missed deadline, step by step.
@Suite struct LadderTests {
  static func rules(
    lag: Interval = .zero, reassignments: Int? = nil, _ ladder: [BreachStep] = Self.ladder
  ) -> Rulebook {
    var rules = Rulebook.followUp {
      $0.firstAttempt = .time(.hours(1))
      $0.attempts = 6
      $0.reportingLag = lag.milliseconds
      $0.ladder = ladder
      $0.reassignments = reassignments
    }
    rules.teams[0].manager = "kendra@example.com"
    return rules
  }

  static let ladder = [
    BreachStep(after: .time(.zero), alert: ["rep", "manager"]),
    BreachStep(after: .time(.hours(2)), alert: ["manager", "amir@example.com"], reassigns: true),
  ]
  static let by = Life.monday + .hours(1)

  @Test func eachStepInItsTime() {
    var life = Life.owned(Self.rules())
    life.wait(until: Self.by + .millisecond)
    #expect(life.breaches == [.firstAttempt])
    #expect(life.told == [["jim", "kendra@example.com"]])
    #expect(life.state.deadline == Self.by + .hours(2) + .millisecond)
    life.wait(until: Self.by + .hours(2))
    #expect(life.passedOn == 0)
    life.wait(.millisecond)
    #expect(life.told.last == ["kendra@example.com", "amir@example.com"])
    #expect(life.told.count == 2 && life.passedOn == 1 && life.breaches == [.firstAttempt])
    #expect(life.state.deadline == life.now + .hours(1), "somebody may take it by then")
  }

  /// The call came after the step was due, and is known when it is looked at.
  @Test func whoHasCalledByNowIsNotTakenFrom() {
    var life = Life.owned(Self.rules())
    life.now = Life.monday + .hours(9)
    life.attempt(.connected, at: .at(Life.monday + .hours(6)))
    life.say(.sql, at: .at(Life.monday + .hours(7)))
    life.take(.deadline())
    #expect(life.breaches == [.firstAttempt] && life.passedOn == 0)
    #expect(life.told == [["jim", "kendra@example.com", "amir@example.com"]])
  }

  @Test func thatNobodyElseIsThereIsSaidOnceAndTakenBack() {
    var rules = Self.rules()
    rules.plans[0].terms.accept = .time(.hours(2))
    rules.plans[0].terms.ladder = [BreachStep(after: .time(.zero), reassigns: true)]
    var life = Life.owned(rules)
    life.wait(.hours(4))
    #expect(life.breaches == [.firstAttempt, .accept] && life.passedOn == 1)
    life.attempt(at: .at(Self.by))
    let told = life.effects.compactMap { effect -> [String]? in
      if case .withdrawn(_, _, let tell) = effect { tell } else { nil }
    }
    #expect(told == [["kendra@example.com"], ["kendra@example.com"]])
  }

  @Test func whileNobodyCanTakeItSomebodyIsLookedForAgain() {
    var life = Life.owned(Self.rules())
    life.wait(.hours(8))
    let repeated = life.effects.count {
      if case .passedOn(_, isRepeated: true) = $0 { true } else { false }
    }
    #expect(life.passedOn == 1 && repeated == 4 && life.told.count == 2)
    life.attempt()
    #expect(life.state.deadline == nil, "whoever has it has begun")
  }

  @Test func stepsWaitForLateReportsToo() {
    var life = Life.owned(Self.rules(lag: .minutes(15)))
    life.wait(until: Self.by + .hours(2) + .minutes(15))
    #expect(life.breaches == [.firstAttempt] && life.passedOn == 0)
    life.wait(.millisecond)
    #expect(life.passedOn == 1)
  }

  /// "What came due while nobody ran is done in the order of its due times."
  @Test func afterAWeekOffAllIsSaidAtOnce() {
    var life = Life.owned(Self.rules())
    life.now = Life.monday + .days(7)
    life.take(.deadline())
    #expect(life.told == [["jim", "kendra@example.com", "amir@example.com"]])
    #expect(life.passedOn == 1)
  }

  @Test func whoIsLateButThereIsNotTakenFrom() {
    var life = Life.owned(Self.rules())
    life.wait(.minutes(90))
    life.attempt()
    life.wait(.days(1))
    #expect(life.breaches == [.firstAttempt] && life.passedOn == 0 && life.told.count == 1)
  }

  @Test func aBreachThatWasNoneIsToldToWhomItWasTold() {
    var life = Life.owned(Self.rules())
    life.wait(.minutes(90))
    life.attempt(at: .at(Self.by))
    let told = life.effects.compactMap { effect -> [String]? in
      if case .withdrawn(_, _, let tell) = effect { tell } else { nil }
    }
    #expect(told == [["jim", "kendra@example.com"]])
    life.wait(.days(1))
    #expect(life.passedOn == 0)
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 2)])
  func onlySoOften(_ most: Int, _ times: Int) {
    var life = Life.owned(Self.rules(reassignments: most))
    for turn in 0..<4 {
      life.wait(.days(1))
      guard life.passedOn > turn else { break }
      let other = life.state.owner == "jim" ? "pam" : "jim"
      let assignment = Assignment(rep: other, team: "sales", route: "everyone", candidates: [])
      life.take(.reassigned(assignment, why: "late", afterBreach: true))
    }
    #expect(life.passedOn == times)
    #expect(life.state.handoff?.reassignments == times)
    #expect(life.state.cycle == 1)
  }

  /// What the rep before has missed is no fault of the next, nor of the queue.
  @Test func aReassignmentBeginsAnewThoughThePlanCountsFromMQL() {
    var rules = Self.rules()
    rules.plans[0].terms.begins = .mql
    var life = Life.owned(rules)
    life.wait(.hours(4))
    let assignment = Assignment(rep: "pam", team: "sales", route: "everyone", candidates: [])
    life.take(.reassigned(assignment, why: "late", afterBreach: true))
    #expect(life.state.handoff?.rep == "pam")
    #expect(life.state.handoff?.firstAttemptBy == life.now + .hours(1))
    life.wait(.hours(2))
    #expect(life.state.handoff?.breaches.first.map { $0.isOfQueue(life.state.handoff!) } == false)
  }

  /// On a business clock of eight hours, twenty hours are longer than a day.
  @Test func stepsComeInTheOrderOfTheirTimes() {
    var rules = Self.rules([
      BreachStep(after: .time(.hours(20)), alert: ["boss@example.com"]),
      BreachStep(after: .days(1), alert: ["manager"]),
    ])
    rules.plans[0].terms.clock = .business
    rules.teams[0].reps[0].hours = FollowUpClockTests.office
    var life = Life.owned(rules)
    life.wait(.days(4))
    #expect(life.told == [[], ["kendra@example.com"], ["boss@example.com"]])
  }

  @Test func whoHasNoManagerTellsNobody() {
    var rules = Self.rules()
    rules.teams[0].manager = nil
    var life = Life.owned(rules)
    life.wait(.hours(2))
    #expect(life.told == [["jim"]])
  }

  /// Deadlines are judged only as far as a log of whole days has come.
  @Test func onlyWhatTheLogCoversIsJudged() {
    var life = Life.owned(Self.rules())
    life.now = Life.monday + .days(2)
    func reported(_ days: Day...) -> ReportedDays {
      ReportedDays([ReportedDays.Log(source: "dialer", zone: .utc, days: Set(days))])
    }
    life.take(.deadline(reported("2026-03-01", "2026-03-03")))
    #expect(life.breaches.isEmpty && life.last.awaits == [Self.by])
    #expect(life.state.deadline == life.now + .days(1), "looked at again")
    life.take(.deadline(nil))
    #expect(life.breaches.isEmpty && life.state.deadline == Self.by + .millisecond)
    life.take(.deadline(reported("2026-03-02")))
    #expect(life.breaches == [.firstAttempt] && life.passedOn == 1)
    #expect(life.last.awaits.isEmpty)
  }
}
