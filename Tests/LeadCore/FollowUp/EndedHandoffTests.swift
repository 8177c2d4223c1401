import Testing

@testable import LeadCore

/// An ended handoff stays ended; what is told of it later enters history.
@Suite struct EndedHandoffTests {
  static func recycled() -> Life {
    var life = Life.owned(.followUp { $0.attempts = 2 })
    life.attempt()
    life.wait(.days(1))
    life.attempt()
    life.wait(.days(1))
    return life
  }

  @Test(
    arguments: [
      (Attempt.Outcome.connected, "2026-03-02T12:00:00Z", true),
      (.meeting, "2026-03-03T08:59:00Z", true),
      (.replied, "2026-03-04T09:00:00Z", true), (.noAnswer, "2026-03-02T12:00:00Z", false),
      (.connected, "2026-03-02T08:00:00Z", false),
    ] as [(Attempt.Outcome, String, Bool)])
  func reachedAfterAllAlerts(_ outcome: Attempt.Outcome, _ at: String, _ alerts: Bool) {
    var life = Self.recycled()
    let before = life.state
    life.attempt(outcome, at: .at(Instant(stringLiteral: at)))
    #expect(life.alerts == (alerts ? [.reachedAfterAll] : []))
    #expect(life.last.refusal == nil)
    #expect(life.state.stage == .nurture && life.state.owner == nil)
    #expect(life.state.handoff?.endedAt == before.handoff?.endedAt)
    #expect(life.state.enrolment == before.enrolment)
  }

  @Test func itWasReachedOnlyOnce() {
    var life = Self.recycled()
    life.attempt(.connected, at: .at("2026-03-02T12:00:00Z"))
    life.attempt(.meeting, at: .at("2026-03-02T13:00:00Z"))
    #expect(life.alerts == [.reachedAfterAll])
    #expect(life.state.handoff?.attempts.count == 4)
  }

  @Test func moreAttemptsDoNotRecycleAgain() {
    var life = Self.recycled()
    life.attempt(at: .at("2026-03-02T20:00:00Z"))
    life.attempt()
    #expect(life.path == [.mql, .mql, .sal, .nurture])
    #expect(life.state.rounds == ["rest": 1])
  }

  @Test(arguments: [Feedback.Verdict.accepted, .sql, .rejected, .recycle, .lost])
  func aNewVerdictIsRefused(_ verdict: Feedback.Verdict) {
    var life = Self.recycled()
    life.say(verdict)
    #expect(life.last.refusal != nil)
    #expect(life.state.handoff?.ended == .recycled)
  }

  @Test func aVerdictOlderThanTheHandoffIsRefused() {
    var life = Life.owned(.followUp { $0.attempts = 2 })
    life.say(.rejected, at: .at(Life.monday - .millisecond))
    #expect(life.last.refusal != nil)
    #expect(life.state.owner == "jim")
    life.say(.rejected, at: .day("2026-03-02"))
    #expect(life.last.refusal == nil)
    #expect(life.state.handoff?.endedAt == Life.monday, "an end is never before the beginning")
  }

  @Test func recycledTwiceItsCyclesAreTwo() {
    var life = Self.recycled()
    #expect(life.state.cycle == 1)
    life.wait(.days(30))
    #expect(life.state.isWaiting)
    life.hand(to: "pam")
    #expect(life.state.cycle == 2)
    #expect(life.state.owner == "pam")
    life.attempt(.connected, at: .at("2026-03-02T12:00:00Z"))
    #expect(life.state.stage == .mql, "an attempt of the first cycle says nothing of the second")
  }
}
