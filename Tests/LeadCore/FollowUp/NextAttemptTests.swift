import Testing

@testable import LeadCore

/// The cadence: when the next attempt is due, what came of it, and how long a call back is waited
/// for.
@Suite struct NextAttemptTests {
  static func owned(_ build: (inout PlanTerms) -> Void = { _ in }) -> Life {
    .owned(
      .followUp {
        $0.nextAttempt = .days(2)
        $0.attempts = 4
        build(&$0)
      })
  }

  @Test func theNextIsDueAfterEach() {
    var life = Self.owned()
    #expect(life.state.deadline == nil, "nothing follows before the first")
    life.attempt()
    #expect(life.state.deadline == Life.monday + .days(2) + .millisecond)
    life.wait(.days(1))
    life.attempt()
    life.wait(.days(2))
    #expect(life.breaches.isEmpty)
    life.wait(.millisecond)
    #expect(life.breaches == [.nextAttempt])
    life.attempt()
    life.wait(.days(5))
    #expect(life.breaches == [.nextAttempt, .nextAttempt], "each gap is one of its own")
    #expect(
      life.state.handoff?.breaches.map(\.dueAt) == [
        "2026-03-05T09:00:00Z", "2026-03-07T09:00:00.001Z",
      ])
  }

  @Test func aCallOnTheSameDayIsNotTheNext() {
    var life = Self.owned()
    life.attempt()
    life.wait(.hours(1))
    life.attempt()
    life.wait(.days(3))
    #expect(life.breaches == [.nextAttempt])
    #expect(life.state.handoff?.breaches.first?.dueAt == Life.monday + .days(2))
  }

  @Test func automaticMessagesStopNoClockAndBeginNone() {
    var life = Self.owned()
    life.attempt(.sent)
    #expect(life.state.deadline == nil)
    life.wait(.days(1))
    life.attempt()
    life.wait(.days(1))
    life.attempt(.sent)
    life.wait(.days(2))
    #expect(life.breaches == [.nextAttempt])
    #expect(life.state.handoff?.countedAttempts.count == 3)
  }

  @Test func afterTheLastNothingIsDue() {
    var life = Self.owned {
      $0.attempts = 2
      $0.unreached = "stay"
    }
    life.attempt()
    life.wait(.days(1))
    life.attempt()
    #expect(life.state.stage == .sal && life.state.deadline == nil)
    life.wait(.days(9))
    #expect(life.breaches.isEmpty)
  }

  @Test func aLateReportClosesTheGap() {
    var life = Self.owned()
    life.attempt()
    life.wait(.days(3))
    #expect(life.breaches == [.nextAttempt])
    life.attempt(at: .at(Life.monday + .days(1)))
    #expect(life.withdrawn == [.nextAttempt])
    #expect(life.state.deadline == Life.monday + .days(3) + .millisecond)
  }

  /// Two calls on one day count once, the first; the second was reported first.
  @Test func anEarlierReportOfTheSameDayMovesTheBreach() throws {
    var life = Self.owned { $0.ladder = [BreachStep(after: .time(.zero), alert: ["rep"])] }
    life.attempt(at: .at(Life.monday + .hours(2)))
    life.wait(.days(3))
    #expect(life.breaches == [.nextAttempt])
    life.attempt(at: .at(Life.monday + .hours(1)))
    life.take(.deadline())
    #expect(life.breaches == [.nextAttempt] && life.withdrawn.isEmpty && life.told.count == 1)
    let breach = try #require(life.state.handoff?.breaches.first)
    #expect(breach.after == Life.monday + .hours(1) && breach.dueAt == Life.monday + .hours(49))
  }

  /// Nobody is late for a call back that may come in the evening.
  @Test func graceAfterADayBeginsAtItsEnd() {
    var life = Life.owned(
      .followUp {
        $0.attempts = 1
        $0.grace = .days(1)
      })
    life.attempt(at: .day("2026-03-02"))
    life.wait(until: "2026-03-03T23:59:59Z")
    #expect(life.state.stage == .sal)
    life.wait(until: "2026-03-04T00:00:00Z")
    #expect(life.state.stage == .nurture)
  }

  @Test func whoIsReachedIsNotCalledAgainButSaidSomethingOf() {
    var life = Self.owned { $0.verdict = .days(14) }
    life.attempt()
    life.wait(.days(1))
    life.attempt(.connected)
    #expect(life.state.deadline == Life.monday + .days(15) + .millisecond)
    life.wait(.days(15))
    #expect(life.breaches == [.verdict])
    #expect(life.state.handoff?.isOverdue == true)
    life.say(.sql, at: .at(Life.monday + .days(10)))
    #expect(life.withdrawn == [.verdict])
    #expect(life.state.handoff?.isOverdue == false)
    #expect(life.state.deadline == nil)
  }

  @Test(arguments: [Feedback.Verdict.sql, .rejected, .lost, .won])
  func whatCameOfItMeetsTheVerdict(_ verdict: Feedback.Verdict) {
    var life = Self.owned { $0.verdict = .days(1) }
    life.attempt(.connected)
    life.say(verdict)
    life.wait(.days(9))
    #expect(life.breaches.isEmpty)
  }

  @Test func acceptanceIsNoVerdict() {
    var life = Self.owned { $0.verdict = .days(1) }
    life.attempt(.connected)
    life.say(.accepted)
    life.wait(.days(2))
    #expect(life.breaches == [.verdict])
  }

  @Test(arguments: [true, false])
  func graceWaitsForACallBack(_ callsBack: Bool) {
    var life = Self.owned {
      $0.nextAttempt = nil
      $0.attempts = 2
      $0.grace = .days(1)
    }
    life.attempt()
    life.wait(.days(1))
    life.attempt()
    #expect(life.state.stage == .sal)
    #expect(life.state.deadline == Life.monday + .days(2))
    life.wait(.hours(20))
    if callsBack { life.attempt(.connected) }
    life.wait(.days(1))
    #expect(life.state.stage == (callsBack ? .sal : .nurture))
    if !callsBack { #expect(life.state.since == Life.monday + .days(2)) }
  }

  @Test(
    arguments: [
      (PlanTerms.Beginning.handed, "2026-03-02T12:00:00Z"), (.mql, "2026-03-02T11:00:00Z"),
      (.created, "2026-03-02T10:00:00Z"),
    ] as [(PlanTerms.Beginning, Instant)])
  func deadlinesBeginWhenThePlanSays(_ begins: PlanTerms.Beginning, _ by: Instant) {
    let rules = Rulebook.followUp {
      $0.begins = begins
      $0.firstAttempt = .time(.hours(1))
    }
    var life = Life(rules)
    life.know()
    life.wait(.hours(1))
    life.know(["hot": "yes"])
    life.wait(.hours(1))
    life.hand()
    #expect(life.state.handoff?.firstAttemptBy == by)
    let isOfQueue = by < life.now
    life.wait(.hours(2))
    #expect(life.breaches == [.firstAttempt])
    let handoff = life.state.handoff
    #expect(handoff?.breaches.first.map { $0.isOfQueue(handoff!) } == isOfQueue)
  }

  @Test func whoIsNextAndHow() {
    var life = Self.owned {
      $0.accept = .time(.hours(4))
      $0.firstAttempt = .time(.hours(1))
      $0.channels = ["phone", "email", "video"]
      $0.verdict = .days(3)
    }
    func next(refuses: [String] = []) -> NextStep? {
      guard let handoff = life.state.handoff else { return nil }
      return handoff.nextStep(life.rules.clock(of: handoff)) { refuses.contains($0) }
    }
    let hour = Life.monday + .hours(1)
    #expect(next() == NextStep(kind: .firstAttempt, by: hour, attempt: 1, channel: "phone"))
    #expect(next(refuses: ["phone"])?.channel == "email")
    #expect(next(refuses: ["phone", "email", "video"])?.channel == nil)
    life.attempt()
    let later = Life.monday + .days(2)
    #expect(next() == NextStep(kind: .nextAttempt, by: later, attempt: 2, channel: "email"))
    life.wait(.days(1))
    life.attempt(.connected)
    #expect(next() == NextStep(kind: .verdict, by: life.now + .days(3)))
    life.say(.sql)
    #expect(next() == nil)
    life.say(.won)
    #expect(next() == nil)
  }
}
