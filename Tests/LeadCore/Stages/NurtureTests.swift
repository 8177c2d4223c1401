import Testing

@testable import LeadCore

/// Tracks: rests, what wakes, rounds and their end.
@Suite struct NurtureTests {
  static let demo = Condition.did("demo")

  static func rules(_ build: (inout Rulebook) -> Void) -> Rulebook {
    .with { book in
      book.mql(.equals("hot", "yes"))
      book.team("sales", .rep("jim"))
      book.route(to: "sales")
      book.plan { $0.unreached = "nurture/rest" }
      build(&book)
    }
  }

  static func recycled(_ build: (inout Rulebook) -> Void) -> Life {
    var life = Life.owned(rules(build))
    life.say(.recycle)
    return life
  }

  @Test func restingLeadsWaitForTheEndOfTheRest() {
    var life = Self.recycled { $0.nurture("rest", rest: .days(30)) }
    let end = Life.monday + .days(30)
    #expect(life.state.due == end)
    life.now = end - .millisecond
    life.know()
    #expect(life.state.stage == .nurture)
    life.wait(.millisecond)
    life.take(.due)
    #expect(life.state.isWaiting)
    #expect(life.state.enrolment == nil)
    #expect(life.state.since == end)
  }

  @Test func aRestThatIsOverBringsNobodyBackWhoDoesNotQualify() {
    var life = Self.recycled { $0.nurture("rest", rest: .days(30)) }
    life.know(["hot": "no"])
    life.wait(.days(40))
    #expect(life.state.stage == .nurture)
    #expect(life.state.due == nil)
    life.know(["hot": "yes"])
    #expect(life.state.isWaiting)
  }

  @Test(arguments: [(Interval(milliseconds: -1), false), (.zero, false), (.millisecond, true)])
  func onlyWhatHappensAfterTheRecycleWakes(_ after: Interval, _ wakes: Bool) {
    var life = Self.recycled { $0.nurture("rest", rest: .days(30), wakes: Self.demo) }
    let recycled = life.now
    life.wait(.days(1))
    life.did("demo", at: recycled + after)
    #expect(life.state.isWaiting == wakes)
  }

  /// The recycle is reported after the demo that came after it.
  @Test func whatHappenedAfterARecycleReportedLateWakes() {
    var life = Life.owned(Self.rules { $0.nurture("rest", rest: .days(30), wakes: Self.demo) })
    life.wait(.hours(5))
    life.did("demo")
    life.wait(.hours(1))
    life.say(.recycle, at: .at(Life.monday + .hours(1)))
    #expect(life.state.isWaiting)
  }

  @Test func oldDemosDoNotWake() {
    var life = Life.owned(Self.rules { $0.nurture("rest", rest: .days(30), wakes: Self.demo) })
    life.did("demo")
    life.wait(.hours(1))
    life.say(.recycle)
    life.know()
    #expect(life.state.stage == .nurture)
  }

  /// The table takes back a lead for which no alternative holds *any more*; a woken one needs none.
  @Test func aWokenLeadKeepsWaiting() {
    var life = Self.recycled { $0.nurture("rest", rest: .days(30), wakes: Self.demo) }
    life.know(["hot": "no"])
    life.wait(.days(1))
    life.did("demo")
    #expect(life.state.isWaiting)
    life.wait(.minutes(1))
    life.did("visit")
    #expect(life.state.isWaiting)
  }

  @Test func aWokenLeadIsNeverHandedOverWithoutWhatIsRequired() {
    var life = Life.owned(
      Self.rules {
        $0.nurture("rest", rest: .days(30), wakes: Self.demo)
        $0.requires("email")
      })
    life.say(.recycle)
    life.lead.fields["email"] = nil
    life.wait(.days(1))
    life.did("demo")
    #expect(life.state.stage == .nurture)
  }

  @Test(
    arguments: [
      (Destination.stay, Stage.nurture, "rest"), (.disqualified, .disqualified, nil),
      (.nurture("other"), .nurture, "other"), (.nurture("rest"), .nurture, "rest"),
    ] as [(Destination, Stage, String?)])
  func roundsAreUsedUp(_ then: Destination, _ stage: Stage, _ track: String?) {
    let rules = Self.rules {
      $0.nurture("rest", rest: .days(30)) {
        $0.rounds = 2
        $0.then = then
      }
      $0.nurture("other", rest: .days(7))
    }
    var life = Life.owned(rules)
    for round in 1...2 {
      life.say(.recycle)
      #expect(life.state.rounds["rest"] == round)
      life.wait(.days(30))
      #expect(life.state.isWaiting, "round \(round)")
      life.hand()
    }
    life.say(.recycle)
    #expect(life.state.stage == stage)
    #expect(life.state.enrolment?.track == track)
    life.wait(.days(60))
    let isBack = then == .nurture("other")
    #expect(life.state.isWaiting == isBack)
  }

  @Test(arguments: [(true, 10), (false, 20)])
  func fromZeroForgetsWhatCameBefore(_ fromZero: Bool, _ interest: Int) {
    let rules = Self.rules {
      $0.interestRule(did: "visit", points: 10)
      $0.nurture("rest", rest: .days(30)) { $0.startsFromZero = fromZero }
    }
    var life = Life.owned(rules)
    life.did("visit")
    life.say(.recycle)
    #expect(life.state.interest == (fromZero ? 0 : 10))
    life.wait(.millisecond)
    life.did("visit")
    #expect(life.state.interest == interest)
  }

  @Test func salesMayEnrolALeadItKeeps() {
    var life = Life.owned(Self.rules { $0.nurture("rest", rest: .days(30)) })
    life.say(.nurture, track: "rest")
    #expect(life.state.enrolment?.track == "rest")
    #expect(life.state.owner == "jim" && life.state.stage == .mql)
    life.wait(.days(60))
    #expect(life.state.owner == "jim" && life.state.cycle == 1)
    life.say(.nurture, track: "nowhere")
    #expect(life.last.refusal != nil)
  }

  @Test func recycleGoesWhereTheVerdictSays() {
    var life = Life.owned(
      Self.rules {
        $0.nurture("rest")
        $0.nurture("other", rest: .days(1))
      })
    life.say(.recycle, track: "nowhere")
    #expect(life.last.refusal != nil)
    life.say(.recycle, track: "other")
    #expect(life.state.enrolment?.track == "other")
    #expect(life.state.handoff?.ended == .recycled)
  }

  @Test func aRestBeginsWhenTheLeadWasGivenBackNotWhenThatWasReported() {
    var life = Life.owned(Self.rules { $0.nurture("rest", rest: .days(30)) })
    life.wait(.days(10))
    life.say(.recycle, at: .at(Life.monday + .days(1)))
    #expect(life.state.enrolment?.restsUntil == Life.monday + .days(31))
    #expect(life.state.enrolment?.since == Life.monday + .days(1))
  }

  @Test func aRestThatWasOverWhenReportedEndsAtOnce() {
    var life = Life.owned(Self.rules { $0.nurture("rest", rest: .days(2)) })
    life.wait(.days(10))
    life.say(.recycle, at: .at(Life.monday + .days(1)))
    #expect(life.state.stage == .nurture)
    life.wait(.zero)
    #expect(life.state.isWaiting)
    #expect(life.state.since == life.now, "MQL happens now, never in the past")
  }
}
