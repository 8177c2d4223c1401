import Testing

@testable import LeadCore

/// "Conditions are evaluated at each fact of the lead, at the end of a rest, and daily at 00:00
/// where time alone can change them."
@Suite struct DueTests {
  static let midnight: Instant = "2026-03-03T00:00:00Z"

  static func due(
    _ lead: TestLead = [:], did: Bool = false, _ build: (inout Rulebook) -> Void
  ) -> Instant? {
    var life = Life(.with(build), lead)
    life.know()
    if did { life.did("visit") }
    return life.state.due
  }

  static func decaying(_ book: inout Rulebook) {
    book.interestRule(did: "visit", points: 30, halfLife: .days(30))
  }

  @Test func idleLeadsSleep() {
    for did in [false, true] {
      let due = Self.due(["country": "TR"], did: did) { book in
        Self.decaying(&book)
        book.mql(.score(.interest, .atLeast(40)))
        book.mql(.all([.equals("country", "TR"), .did("demo", within: .days(7))]))
        book.disqualify(.inList("email_domain", "competitors"))
        book.fitRule("late", .date("created_at", .before("2026-01-01")), points: 5)
      }
      #expect(due == nil, "interest only falls: a lead that does not qualify will not by waiting")
    }
  }

  @Test(arguments: [
    Condition.date("created_at", .olderThan(.days(3))), .date("created_at", .within(.days(3))),
    .not(.date("created_at", .within(.days(3)))),
    .any([.equals("country", "XX"), .all([.date("created_at", .olderThan(.days(3)))])]),
  ])
  func datesAreLookedAtEveryMidnight(_ condition: Condition) {
    let lead: TestLead = ["created_at": "2026-03-01T00:00:00Z"]
    #expect(Self.due(lead) { $0.disqualify(condition) } == Self.midnight)
    let never = Condition.all([condition, .equals("country", "XX")])
    #expect(Self.due(lead) { $0.mql(never) } == Self.midnight)
  }

  @Test(arguments: [
    Condition.date("created_at", .before("2026-05-01")), .date("created_at", .after("2026-01-01")),
    .score(.fit, .atLeast(50)), .equals("country", "TR"), .standing(.cycle, .number(.atLeast(3))),
  ])
  func whatTimeDoesNotChangeIsNotLookedAt(_ condition: Condition) {
    let lead: TestLead = ["created_at": "2026-06-01T00:00:00Z"]
    #expect(Self.due(lead, did: true) { $0.mql(.all([condition, .known("never")])) } == nil)
    #expect(Self.due(lead, did: true) { $0.disqualify(.all([condition, .known("never")])) } == nil)
  }

  @Test(arguments: [
    Condition.score(.interest, .below(10)), .not(.score(.interest, .atLeast(20))),
    .not(.did("visit", within: .days(7))), .standing(.grade, .equals(["D4"].folded)),
  ])
  func whatFadingMakesTrueIsLookedAtOnceThereIsSomethingToFade(_ condition: Condition) {
    for isMQL in [true, false] {
      let build: (inout Rulebook) -> Void = { book in
        Self.decaying(&book)
        let asked = Condition.all([condition, .known("never")])
        if isMQL { book.mql(asked) } else { book.disqualify(asked) }
      }
      #expect(Self.due(did: false, build) == nil)
      #expect(Self.due(did: true, build) == Self.midnight)
    }
  }

  @Test func pointsBelowZeroRiseAsTheyFade() {
    let due = Self.due(did: true) { book in
      book.interest.limits = nil
      book.interestRule(did: "visit", points: -30, halfLife: .days(30))
      book.mql(.score(.interest, .atLeast(-5)))
    }
    #expect(due == Self.midnight)
  }

  /// The first choice that holds counts: when it ceases to hold, a later one may give more.
  @Test func aChoiceThatCeasesMayRaiseTheScore() {
    let rules = Rulebook.with { book in
      let choices = [(Condition.did("visit", within: .days(7)), 5), (.always, 50)]
      book.interest.rules = [
        PointsRule(
          name: "either",
          form: .firstOf(choices.map { .init(when: book.program.compile($0), points: $1) }))
      ]
      book.mql(.score(.interest, .atLeast(40)))
    }
    var life = Life(rules)
    life.did("visit")
    #expect(life.state.stage == .lead && life.state.interest == 5)
    life.wait(.days(10))
    #expect(life.state.isWaiting)
  }

  @Test func whoWaitsMayCeaseToQualify() {
    let rules = Rulebook.with { book in
      Self.decaying(&book)
      book.mql(.score(.interest, .atLeast(30)))
    }
    var life = Life(rules)
    life.did("visit")
    #expect(life.state.isWaiting)
    #expect(life.state.due == Self.midnight)
    life.wait(until: Self.midnight)
    #expect(life.state.isWaiting, "30 × 2^(−15 h ÷ 30 d) is 29.6, and 30")
    life.wait(.days(2))
    #expect(life.state.stage == .lead)
    #expect(life.state.due == nil)
  }

  @Test func whoHasAnOwnerIsNotLookedAtForScores() {
    let rules = Rulebook.with { book in
      Self.decaying(&book)
      book.team("sales", .rep("jim"))
      book.mql(.score(.interest, .atLeast(30)))
    }
    var life = Life(rules)
    life.did("visit")
    life.hand()
    #expect(life.state.due == nil)
    life.say(.won)
    #expect(life.state.due == nil)
  }

  @Test func aRuledOutLeadIsLookedAtWhereTheRuleMayCease() {
    let rules = Rulebook.with { $0.disqualify(.did("complaint", within: .days(7))) }
    var life = Life(rules)
    life.did("complaint")
    #expect(life.state.stage == .disqualified)
    #expect(life.state.due == Self.midnight)
    life.wait(until: "2026-03-09T23:00:00Z")
    #expect(life.state.stage == .disqualified)
    life.wait(.days(1))
    #expect(life.state.stage == .lead)
    #expect(life.state.since == "2026-03-10T00:00:00Z")
    #expect(life.state.due == nil, "time alone brings no complaint")
  }

  @Test(
    arguments: [
      (Zone.fixed(hours: 3), "2026-03-02T21:00:00Z"), (.fixed(hours: -8), "2026-03-03T08:00:00Z"),
      (.utc, "2026-03-03T00:00:00Z"),
    ] as [(Zone, Instant)])
  func midnightIsTheCalendars(_ zone: Zone, _ midnight: Instant) {
    let due = Self.due {
      $0.calendar.zone = zone
      $0.mql(.date("created_at", .olderThan(.days(3))))
    }
    #expect(due == midnight)
  }

  /// Clocks that go back over midnight show 00:00 twice: what is due lies ahead all the same.
  @Test func theNextMidnightIsNeverPast() throws {
    let rules = Rulebook.with {
      $0.calendar.zone = ZoneTests.stJohns
      $0.mql(.date("created_at", .olderThan(.days(3))))
    }
    var life = Life(rules, now: "2010-11-07T02:45:00Z")
    life.know()
    #expect(try #require(life.state.due) > life.now)
  }

  @Test func routesAndTurnOfWhoWaitsFollowTheScore() {
    let rules = Rulebook.with { book in
      Self.decaying(&book)
      book.mql(.did("visit"))
      book.team("hot", .rep("jim", open: 0))
      book.team("cold", .rep("pam"))
      book.route("hot", .score(.interest, .atLeast(25)), to: "hot")
      book.route("cold", to: "cold")
    }
    var life = Life(rules)
    life.did("visit")
    #expect(life.last.state.routing?.routes == [0, 1])
    life.wait(.days(20))
    #expect(life.last.state.routing?.routes == [1])
  }

  @Test func aRestThatHoldsNothingBackIsNotDueEveryNight() {
    let rules = Rulebook.with { book in
      Self.decaying(&book)
      book.mql(.standing(.grade, .equals(["D1"].folded)))
      book.mql(.equals("hot", "yes"))
      book.team("sales", .rep("jim"))
      book.plan { $0.unreached = "nurture/rest" }
      book.nurture("rest", rest: .days(30))
    }
    var life = Life.owned(rules)
    life.did("visit")
    life.say(.recycle)
    #expect(life.state.due == Life.monday + .days(30), "before that it cannot come back")
  }
}
