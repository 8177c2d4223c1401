import Testing

@testable import LeadCore

/// How leads become MQL and cease to be, wait, and are shut out.
@Suite struct QualificationTests {
  static func rules(_ build: (inout Rulebook) -> Void = { _ in }) -> Rulebook {
    .with { book in
      book.mql(.equals("hot", "yes"), named: "Hot")
      book.mql(.did("demo", within: .days(7)), named: "Hand raised")
      book.disqualify(.equals("bad", "yes"), named: "Bad")
      book.team("sales", .rep("jim"))
      book.route(to: "sales")
      book.nurture("stale", rest: .days(5))
      build(&book)
    }
  }

  @Test func requiredFieldsMustBeKnown() {
    var life = Life(Self.rules { $0.requires("email", "phone") })
    life.know(["hot": "yes"])
    #expect(life.state.stage == .lead)
    life.know(["phone": "+90 212 000 00 00"])
    #expect(life.state.isWaiting)
    #expect(life.last.state.routing == RoutingKey(routes: [0]))
  }

  @Test func aLeadThatNoRouteTakesWaitsAndAlerts() {
    var life = Life(
      Self.rules {
        $0.routes = []
        $0.route("German", .equals("country", "DE"), to: "sales")
      })
    life.know(["hot": "yes"])
    #expect(life.state.isWaiting)
    #expect(life.alerts == [.noRoute])
    life.know()
    #expect(life.alerts == [.noRoute], "once")
  }

  @Test(
    arguments: [
      (Destination.nurture("stale"), Stage.nurture), (.disqualified, .disqualified), (.stay, .mql),
    ] as [(Destination, Stage)])
  func waitingExpires(_ then: Destination, _ stage: Stage) {
    var life = Life(
      Self.rules {
        $0.qualification.waiting.expires = .days(30)
        $0.qualification.waiting.then = then
      })
    life.know(["hot": "yes"])
    #expect(life.state.due == (then == .stay ? nil : Life.monday + .days(30)))
    life.wait(until: Life.monday + .days(30) - .millisecond)
    life.take(.due)
    #expect(life.state.isWaiting)
    life.wait(.millisecond)
    life.take(.due)
    #expect(life.state.stage == stage)
    #expect(life.state.isWaiting == (then == .stay))
    #expect(life.state.since == (then == .stay ? Life.monday : Life.monday + .days(30)))
  }

  /// A fact that comes in just after the end of the wait must not make it be forgotten.
  @Test func anExpiryThatPassedIsStillDueAfterAnotherFact() {
    var life = Life(
      Self.rules {
        $0.qualification.waiting.expires = .days(30)
        $0.qualification.waiting.then = .nurture("stale")
      })
    life.know(["hot": "yes"])
    life.now = Life.monday + .days(30) + .millisecond
    life.know(["city": "Ankara"])
    life.wait(.days(1))
    #expect(life.state.stage == .nurture)
    #expect(life.state.enrolment?.since == Life.monday + .days(30))
  }

  @Test func aScoreThatFallsTakesNobodyBackWhoHasAnOwner() {
    var life = Life(Self.rules())
    life.did("demo")
    life.hand()
    life.wait(.days(30))
    life.know()
    #expect(life.state.owner == "jim" && life.state.stage == .mql)
  }

  @Test func handsThatWereRaisedSinkWhileTheyWait() {
    var life = Life(Self.rules())
    life.did("demo")
    #expect(life.state.isWaiting)
    life.wait(until: "2026-03-09T09:00:00Z")
    #expect(life.state.isWaiting, "seven days ago is within seven days")
    life.wait(until: "2026-03-10T00:00:00Z")
    #expect(life.state.stage == .lead)
  }

  @Test(arguments: Stage.allCases)
  func disqualifiedByARuleAndBack(_ stage: Stage) {
    var life = Life(Self.rules { $0.plan { $0.unreached = "nurture/stale" } })
    if stage != .lead { life.know(["hot": "yes"]) }
    if ![.lead, .customer].contains(stage) { life.hand() }
    switch stage {
    case .sal: life.say(.accepted)
    case .sql: life.say(.sql)
    case .nurture: life.say(.recycle)
    case .customer: life.say(.won)
    case .disqualified: life.know(["bad": "yes"])
    default: break
    }
    #expect(life.state.stage == stage)
    life.know(["bad": "yes", "hot": "no"])
    #expect(life.state.stage == (stage == .customer ? .customer : .disqualified))
    #expect(life.state.openHandoff == nil)
    if [.mql, .sal, .sql].contains(stage) { #expect(life.state.handoff?.ended == .disqualified) }
    life.know(["bad": "no"])
    #expect(life.state.stage == (stage == .customer ? .customer : .lead))
    #expect(life.state.disqualification == nil)
  }

  @Test func disqualifiedByAnOutcomeItIsForGood() {
    var life = Life(Self.rules { $0.rejections.otherwise = .disqualified })
    life.know(["hot": "yes"])
    life.hand()
    life.say(.rejected, reason: "spam")
    #expect(life.state.disqualification == .outcome("rejected: spam"))
    life.know(["bad": "yes"])
    life.know(["bad": "no"])
    #expect(life.state.stage == .disqualified)
  }

  @Test func aRejectionNobodyFiledIsRefused() {
    var life = Life(
      Self.rules { $0.rejections.byReason = [FoldedText("Bad Timing"): .nurture("stale")] })
    life.know(["hot": "yes"])
    life.hand()
    life.say(.rejected, reason: "other")
    #expect(life.last.refusal != nil)
    life.say(.rejected, reason: "BAD  timing")
    #expect(life.state.enrolment?.track == "stale")
    #expect(life.state.handoff?.ended == .rejected)
  }

  @Test(
    arguments: [
      ([String](), Destination?.none, Stage.disqualified), (["lost"], nil, .nurture),
      (["lost"], .disqualified, .disqualified),
    ] as [([String], Destination?, Stage)])
  func lostGoes(_ tracks: [String], _ otherwise: Destination?, _ stage: Stage) {
    var life = Life(
      Self.rules { book in
        for track in tracks { book.nurture(track) }
        book.rejections.otherwise = otherwise
      })
    life.know(["hot": "yes"])
    life.hand()
    life.say(.sql)
    life.say(.lost)
    #expect(life.state.stage == stage)
    #expect(life.state.handoff?.ended == .lost)
  }

  @Test func sqlNeedsWhatTheRulebookAsksFor() throws {
    var life = Life(Self.rules { $0.sqlRequires("amount", "budget") })
    life.know(["hot": "yes"])
    life.hand()
    life.say(.sql, amount: "100")
    #expect(try #require(life.last.refusal).contains("budget"))
    life.know(["budget": "1"])
    life.say(.sql, amount: "100")
    #expect(life.state.stage == .sql)
    #expect(life.path == [.mql, .mql, .sal, .sql], "it implies acceptance")
  }
}
