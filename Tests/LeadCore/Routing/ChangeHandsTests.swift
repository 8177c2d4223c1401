import Testing

@testable import LeadCore

/// Leads that are released, reassigned or taken over.
@Suite struct ChangeHandsTests {
  static let rules = Rulebook.with { book in
    book.mql(.known("email"))
    book.disqualify(.equals("country", "ZZ"), named: "nowhere")
    book.team("sales", .rep("jim"), .rep("pam"))
    book.team("enterprise", .rep("oscar", open: 0) { $0.isPaused = true })
    book.route(to: "sales")
    book.plan { plan in
      plan.attempts = 2
      plan.accept = .time(.hours(1))
      plan.unreached = "nurture/rest"
    }
    book.nurture("rest", rest: .days(30))
  }

  static func handed(to rep: String = "jim") -> Life {
    var life = Life(rules)
    life.know()
    life.hand(to: rep)
    return life
  }

  static func move(_ rep: String) -> Fact {
    .reassigned(
      Assignment(rep: rep, team: "sales", route: "everyone", candidates: []), why: "jim is away")
  }

  @Test func aReleasedLeadWaitsAgain() {
    var life = Self.handed()
    life.wait(.minutes(10))
    life.take(.released(why: "on leave"))
    #expect(life.state.stage == .mql)
    #expect(life.state.waitingSince == life.now)
    #expect(life.state.owner == nil)
    #expect(life.state.handoff?.ended == .released)
    #expect(life.last.state.routing?.routes == [0])
    life.hand(to: "pam")
    #expect(life.state.cycle == 2)
    #expect(life.state.owner == "pam")
  }

  @Test(arguments: [Feedback.Verdict.accepted, .sql])
  func whatSalesHasBegunIsNotTakenBackByScores(_ verdict: Feedback.Verdict) {
    var life = Self.handed()
    life.say(verdict)
    life.take(.released(why: "on leave"))
    life.know(["email": ""])
    #expect(life.state.isWaiting, "no alternative holds, but a rep has had it")
    life.know(["country": "ZZ"])
    #expect(life.state.stage == .disqualified)
  }

  @Test func aReassignmentIsTheSameCycleAndStage() {
    var life = Self.handed()
    life.attempt(by: "jim")
    #expect(life.state.stage == .sal)
    life.wait(.minutes(30))
    life.take(Self.move("pam"))
    #expect(life.state.stage == .sal)
    #expect(life.state.cycle == 1)
    #expect(life.state.owner == "pam")
    #expect(life.state.handoff?.countedAttempts == [], "the plan begins anew")
    #expect(life.state.handoff?.acceptBy == life.now + .hours(1))
    let ended = life.last.effects.compactMap { effect -> Handoff? in
      if case .handoffEnded(let handoff) = effect { handoff } else { nil }
    }
    #expect(ended.map(\.ended) == [.reassigned])
    #expect(ended.map(\.rep) == ["jim"])
    life.wait(.days(1))
    life.attempt(by: "pam")
    life.wait(.days(1))
    life.attempt(by: "pam")
    #expect(life.state.stage == .nurture)
  }

  @Test func onlyOpenHandoffsChangeHands() {
    var life = Life(Self.rules)
    life.know()
    for fact in [Fact.released(why: "x"), Self.move("pam")] {
      #expect(life.take(fact).refusal?.hasPrefix("no rep has this lead") == true)
    }
    life.hand()
    #expect(life.take(Self.move("jim")).refusal == "jim has this lead already")
    #expect(life.take(Self.move("gone")).refusal == "no team has the rep 'gone'")
    #expect(life.state.owner == "jim")
  }

  @Test func theOwnerOfTheCRMTakesOver() {
    var life = Life(Self.rules, ["country": "TR"])
    life.know()
    #expect(life.state.stage == .lead)
    life.take(.owned(rep: "oscar"))
    #expect(life.state.stage == .mql)
    #expect(life.state.owner == "oscar", "paused and full, and theirs all the same")
    #expect(life.state.cycle == 1)
    #expect(life.state.handoff?.team == "enterprise")
    let before = life.state
    life.take(.owned(rep: "oscar"))
    #expect(life.state == before, "the same owner changes nothing")
    life.take(.owned(rep: "jim"))
    #expect(life.state.owner == "jim")
    #expect(life.state.cycle == 1)
    life.take(.owned(rep: "nobody"))
    #expect(life.state.owner == "jim")
    #expect(life.alerts == [.unknownRep])
  }

  @Test func aRestingLeadIsTakenOver() {
    var life = Self.handed()
    life.say(.recycle, track: "rest")
    #expect(life.state.stage == .nurture)
    life.take(.owned(rep: "pam"))
    #expect(life.state.stage == .mql)
    #expect(life.state.enrolment == nil)
    #expect(life.state.cycle == 2)
  }

  @Test func whatIsWonOrLostForGoodIsLeftAlone() {
    var won = Self.handed()
    won.say(.won)
    var lost = Self.handed()
    lost.know(["country": "ZZ"])
    for var life in [won, lost] {
      let before = life.state
      life.take(.owned(rep: "pam"))
      #expect(life.state == before)
    }
  }
}
