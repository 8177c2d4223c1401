import Testing

@testable import LeadCore

/// What is told late of a handoff that went to somebody else, or has ended.
@Suite struct EarlierHandoffTests {
  /// Jim's from Monday 09:00 to 12:00, because he did not accept in an hour; then Pam's.
  static func reassigned() throws -> Life {
    var life = Life.owned(
      .followUp {
        $0.accept = .time(.hours(1))
        $0.attempts = 3
        $0.ladder = [BreachStep(after: .time(.zero), alert: ["rep"])]
      })
    life.wait(until: "2026-03-02T12:00:00Z")
    #expect(life.breaches == [.accept])
    let assignment = Assignment(rep: "pam", team: "sales", route: "everyone", candidates: [])
    life.take(.reassigned(assignment, why: "late", afterBreach: true))
    life.state.earlierHandoffs = [try #require(life.ended.last)]
    life.now = "2026-03-02T12:30:00Z"
    return life
  }

  @Test(arguments: [("2026-03-02T10:00:00Z", true), ("2026-03-02T10:00:01Z", false)])
  func aLateAcceptanceIsTheEarlierReps(_ at: String, _ withdraws: Bool) throws {
    var life = try Self.reassigned()
    life.say(.accepted, at: .at(Instant(stringLiteral: at)), by: "jim")
    #expect(life.last.refusal == nil)
    #expect(life.withdrawn == (withdraws ? [.accept] : []))
    #expect(life.state.earlierHandoffs[0].acceptedAt == Instant(stringLiteral: at))
    #expect(life.state.stage == .mql && life.state.handoff?.acceptedAt == nil, "Pam said nothing")
  }

  @Test(arguments: [("jim", nil), ("pam", Stage.sal), ("a manager", .sal)])
  func onlyTheOwnerAccepts(_ rep: String, _ stage: Stage?) throws {
    var life = try Self.reassigned()
    life.say(.accepted, by: rep)
    #expect((life.last.refusal == nil) == (stage != nil))
    #expect(life.state.stage == stage ?? .mql)
  }

  @Test(arguments: [("jim", 1, 0), ("pam", 0, 1), (nil, 0, 1), ("zed", 0, 1)])
  func aDayAloneIsTheDayOfWhomItNames(_ rep: String?, _ jims: Int, _ pams: Int) throws {
    var life = try Self.reassigned()
    life.attempt(at: .day("2026-03-02"), by: rep)
    #expect(life.state.earlierHandoffs[0].attempts.count == jims)
    #expect(life.state.handoff?.attempts.count == pams)
    #expect(life.withdrawn == (jims == 1 ? [.accept] : []), "never late on the deadline's day")
  }

  @Test func whoHasItNowHearsThatItWasReachedBefore() throws {
    var life = try Self.reassigned()
    life.say(.sql, at: .at("2026-03-02T11:00:00Z"))
    #expect(life.last.refusal == nil && life.state.stage == .mql)
    guard case .alert(let alert)? = life.last.effects.last else {
      Issue.record("nobody was told")
      return
    }
    #expect(alert.kind == .reachedAfterAll && alert.tell == ["jim", "pam"])
  }

  /// What Jim says of his time is his: he has the sale, and Pam's handoff ends with it.
  @Test func aSaleIsOfWhoeverMadeIt() throws {
    var life = try Self.reassigned()
    life.say(.won, at: .at("2026-03-02T09:30:00Z"), by: "jim")
    #expect(life.state.stage == .customer && life.state.handoff?.ended == .won)
    #expect(life.state.handoff?.reachedAt == nil)
    #expect(life.state.earlierHandoffs[0].reachedAt == "2026-03-02T09:30:00Z")
    #expect(life.alerts == [.reachedAfterAll])
  }

  /// He gave it back before he was late; Pam has it since, and keeps it.
  @Test(arguments: [Feedback.Verdict.rejected, .recycle, .lost])
  func whatWasGivenBackInTimeWasNotMissed(_ verdict: Feedback.Verdict) throws {
    var life = try Self.reassigned()
    life.say(verdict, at: .at("2026-03-02T09:30:00Z"))
    #expect(life.last.refusal == nil && life.withdrawn == [.accept])
    #expect(life.state.owner == "pam")
    #expect(life.state.earlierHandoffs[0].endedAt == "2026-03-02T09:30:00Z")
  }

  @Test func aLateCallBeginsTheNextClockOfItsTime() throws {
    var life = Life.owned(.followUp { $0.nextAttempt = .time(.hours(2)) })
    life.wait(.hours(4))
    let assignment = Assignment(rep: "pam", team: "sales", route: "everyone", candidates: [])
    life.take(.reassigned(assignment, why: "by hand"))
    life.state.earlierHandoffs = [try #require(life.ended.last)]
    life.attempt(at: .at(Life.monday), by: "jim")
    #expect(life.state.deadline == Life.monday + .hours(2) + .millisecond)
    life.take(.deadline())
    #expect(life.breaches == [.nextAttempt])
  }

  /// Opportunities are told of with what `qualification.sql.requires`, late or not.
  @Test(arguments: [(nil, false), ("900", true)])
  func aLateOpportunityNeedsWhatAnyNeeds(_ amount: String?, _ isTaken: Bool) {
    var rules = Rulebook.followUp { $0.attempts = 1 }
    rules.qualification.sqlRequires = ["amount"]
    var life = Life.owned(rules)
    life.attempt()
    life.say(.sql, at: .at(Life.monday), amount: amount)
    #expect((life.last.refusal == nil) == isTaken)
    #expect(life.alerts == (isTaken ? [.reachedAfterAll] : []))
    #expect(life.state.stage == .nurture, "an ended handoff stays ended")
  }

  /// On 25 October the clocks of Berlin go back: the day has 25 hours.
  @Test(arguments: [("2026-10-25", 1), ("2026-10-24", 0)])
  func theLongDayEndsWithItsLastHour(_ day: String, _ counted: Int) {
    var life = Life(
      .followUp(zone: .berlin) { $0.attempts = 3 }, ["email": "ada@acme.com", "hot": "yes"],
      now: "2026-10-25T22:30:00Z")
    life.know()
    life.hand()
    life.attempt(at: FactTime(Day(stringLiteral: day), in: .berlin))
    #expect(life.state.handoff?.attempts.count == counted)
  }
}
