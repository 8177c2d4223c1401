import Testing

@testable import LeadCore

/// `ignore:` keeps leads "out of everything but `files` and `leads --ignored`"; `origin:`;
/// customers.
@Suite struct IgnoreTests {
  static let rules = Rulebook.with { book in
    book.mql(.equals("hot", "yes"))
    book.team("sales", .rep("jim"))
    book.route(to: "sales")
    book.ignored = [
      IgnoreRule(
        name: "Our own people", when: book.program.compile(.equals("email_domain", "us.example")))
    ]
    book.origins = [
      OriginRule(when: book.program.compile(.equals("source", "sdr")), origin: "sales"),
      OriginRule(when: book.program.compile(.equals("source", "sdr", "web")), origin: "web"),
    ]
  }

  @Test func ignoredLeadsDoNotQualify() {
    var life = Life(Self.rules, ["email": "me@us.example", "hot": "yes"])
    life.know()
    #expect(life.state.ignoredBy == "Our own people")
    #expect(life.state.stage == .lead)
    #expect(life.state.due == nil)
    life.know(["email": "me@elsewhere.example"])
    #expect(life.state.ignoredBy == nil)
    #expect(life.state.isWaiting)
  }

  @Test func aWaitingLeadThatComesToBeIgnoredLeavesTheQueue() {
    var life = Life(Self.rules, ["hot": "yes"])
    life.know()
    #expect(life.state.isWaiting)
    life.know(["email": "me@us.example"])
    #expect(life.state.ignoredBy == "Our own people")
    #expect(life.last.state.routing == nil)
  }

  @Test func nothingIsToldOfIgnoredLeads() {
    var life = Life(Self.rules, ["email": "me@us.example"])
    life.know()
    life.say(.won)
    #expect(life.effects.isEmpty)
    life.did("visit")
    #expect(life.effects.isEmpty)
  }

  @Test(arguments: [("sdr", "sales"), ("web", "web"), ("ads", "marketing")])
  func theFirstOriginCounts(_ source: String, _ origin: String) {
    var life = Life(Self.rules, ["source": "x"])
    life.know(["source": source])
    #expect(life.state.origin == origin)
  }

  static func customer() -> Life {
    var life = Life(rules, ["hot": "yes"])
    life.know()
    life.hand()
    life.wait(.days(1))
    life.say(.won)
    return life
  }

  @Test func aCustomersLaterActivityAlertsTheOwner() {
    var life = Self.customer()
    life.wait(.days(1))
    life.did("visit")
    #expect(
      life.effects.last
        == .alert(
          Alert(
            kind: .customerActive, text: "a customer was active again", rep: "jim", tell: ["jim"])))
    #expect(life.state.stage == .customer && life.state.owner == "jim")
    #expect(!life.state.isWaiting)
  }

  /// "later activity alerts the owner": this one was earlier.
  @Test func whatACustomerDidBeforeIsNoNews() {
    var life = Self.customer()
    life.did("visit", at: Life.monday)
    #expect(life.alerts.isEmpty)
  }
}
