import Testing

@testable import LeadCore

/// Breaches: what is late, by how little, and what takes it back.
@Suite struct DeadlineTests {
  static func rules(lag: Interval = .zero) -> Rulebook {
    .followUp {
      $0.accept = .time(.hours(4))
      $0.firstAttempt = .time(.hours(1))
      $0.attempts = 6
      $0.reportingLag = lag.milliseconds
    }
  }
  static let firstBy: Instant = "2026-03-02T10:00:00Z"

  @Test(arguments: [Interval.zero, .minutes(15)])
  func aDeadlineIsMissedAMillisecondAfterIt(lag: Interval) {
    var life = Life.owned(Self.rules(lag: lag))
    #expect(life.state.deadline == Self.firstBy + lag + .millisecond)
    life.now = Self.firstBy + lag
    life.take(.deadline())
    #expect(life.breaches.isEmpty)
    life.wait(.millisecond)
    life.take(.deadline())
    #expect(life.breaches == [.firstAttempt])
    #expect(life.state.handoff?.breaches.first?.dueAt == Self.firstBy)
    #expect(life.state.deadline == Self.firstBy + .hours(3) + lag + .millisecond)
    life.wait(.days(1))
    #expect(life.breaches == [.firstAttempt, .accept], "each once")
    #expect(life.state.deadline == nil)
  }

  @Test(arguments: [(Interval.zero, true), (.millisecond, false)])
  func anAttemptAtTheDeadlineIsInTime(_ late: Interval, _ isMet: Bool) {
    var life = Life.owned(Self.rules())
    life.now = Self.firstBy + late
    life.attempt()
    life.wait(.days(1))
    #expect(life.breaches == (isMet ? [] : [.firstAttempt]))
  }

  @Test(arguments: [(Interval.zero, [Deadline.Kind.firstAttempt]), (.millisecond, [])])
  func aLateReportWithdraws(_ late: Interval, _ withdrawn: [Deadline.Kind]) {
    var life = Life.owned(Self.rules())
    life.wait(.hours(2))
    #expect(life.breaches == [.firstAttempt])
    life.attempt(at: .at(Self.firstBy + late))
    #expect(life.withdrawn == withdrawn)
    #expect(life.state.handoff?.breaches.first?.withdrawnAt == (withdrawn.isEmpty ? nil : life.now))
    life.attempt(at: .at(Self.firstBy))
    #expect(life.withdrawn == [.firstAttempt], "taken back once")
    life.wait(.days(2))
    #expect(life.breaches == [.firstAttempt])
  }

  @Test func onlyTheOwnersAttemptMeetsAcceptance() {
    var life = Life.owned(Self.rules())
    life.wait(.minutes(30))
    life.attempt(by: "pam")
    life.attempt(.sent)
    life.wait(.hours(5))
    #expect(life.breaches == [.accept])
    life.say(.accepted, at: .at("2026-03-02T13:00:00Z"))
    #expect(life.withdrawn == [.accept])
  }

  @Test func acceptanceDoesNotStopTheFirstAttemptsClock() {
    var life = Life.owned(Self.rules())
    life.say(.accepted)
    life.wait(.days(1))
    #expect(life.breaches == [.firstAttempt])
  }

  @Test(arguments: [("2026-03-02", true), ("2026-03-03", false)])
  func aDateIsNeverLateOnTheDayOfTheDeadline(_ day: String, _ isInTime: Bool) {
    var life = Life.owned(Self.rules())
    life.attempt(at: .day(Instant(stringLiteral: day)))
    life.wait(.days(2))
    #expect(life.breaches == (isInTime ? [] : [.firstAttempt, .accept]))
  }

  @Test func anEndedHandoffMissesNothingThatWasToComeLater() {
    var life = Life.owned(Self.rules())
    life.wait(.minutes(30))
    life.say(.rejected)
    #expect(life.state.deadline == nil)
    life.wait(.days(2))
    #expect(life.breaches.isEmpty)
  }

  @Test func whatWasMissedBeforeTheEndIsStillJudgedAfterItsLag() {
    var life = Life.owned(Self.rules(lag: .hours(2)))
    life.wait(.minutes(90))
    life.say(.rejected)
    #expect(life.state.deadline == Self.firstBy + .hours(2) + .millisecond)
    life.wait(.days(1))
    #expect(life.breaches == [.firstAttempt])
    life.attempt(at: .at(Self.firstBy))
    #expect(life.withdrawn == [.firstAttempt], "an attempt in time, reported after the end")
    #expect(life.state.stage == .disqualified)
  }

  @Test func aLateReportOfAnEndBeforeTheDeadlineWithdraws() {
    var life = Life.owned(Self.rules())
    life.wait(.hours(2))
    #expect(life.breaches == [.firstAttempt])
    life.say(.rejected, at: .at("2026-03-02T09:30:00Z"))
    #expect(life.withdrawn == [.firstAttempt])
  }
}
