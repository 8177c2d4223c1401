import Testing

@testable import LeadCore

/// Two leads that are one person.
struct MergingTests {
  private func qualified(_ email: String = "ada@acme.com") -> Life {
    var life = Life(Self.rules, ["email": email])
    life.know(["title": "CTO"])
    return life
  }

  private static let rules = Rulebook.with {
    $0.mql(.known("title"))
    $0.team("sales", .rep("jim"), .rep("pam"))
    $0.route(to: "sales")
    $0.plan { $0.attempts = 3 }
  }

  @Test("the older lead's owner stays, and the younger one's handoff ends")
  func ownerStays() {
    var older = qualified()
    older.hand(to: "jim")
    var younger = qualified()
    younger.hand(to: "pam")
    #expect(!younger.state.givesHandoff(to: older.state))
    let before = younger.state
    younger.take(.absorbed(givesHandoff: false))
    #expect(younger.state.handoff?.ended == .released)
    #expect(younger.state.due == nil && younger.state.deadline == nil)
    older.take(.merged(before))
    #expect(older.state.owner == "jim")
    #expect(older.state.cycle == 1)
  }

  @Test("a younger lead's owner goes on where the older one has none")
  func ownerGoesOn() {
    var older = Life(Self.rules)
    older.know()
    var younger = qualified()
    younger.hand(to: "pam")
    younger.attempt(by: "pam")
    #expect(younger.state.givesHandoff(to: older.state))
    let before = younger.state
    younger.take(.absorbed(givesHandoff: true))
    #expect(younger.state.handoff == nil)
    older.know(["title": "CTO"])
    older.take(.merged(before))
    #expect(older.state.owner == "pam")
    #expect(older.state.stage == .sal)
    #expect(!older.state.isWaiting)
    #expect(older.state.handoff?.attempts.count == 1)
  }

  @Test("whoever has bought is a customer, under whatever name")
  func customer() {
    var older = qualified()
    older.hand(to: "jim")
    var younger = Life(Self.rules)
    younger.say(.won)
    older.take(.merged(younger.state))
    #expect(older.state.stage == .customer)
    #expect(older.state.handoff?.ended == .released)
  }

  @Test("what was told of both counts once, what differs counts")
  func activities() {
    let first = ActivityMark(at: Life.monday, matches: bits(0))
    let second = ActivityMark(at: Life.monday + .hours(1), matches: bits(1))
    #expect(union([first], [first, second]) == [first, second])
    #expect(union([first, first], [first]) == [first, first])
    #expect(union([], [second, first]) == [first, second])
  }

  private func bits(_ bit: Int) -> MatchBits {
    var bits = MatchBits()
    bits[bit] = true
    return bits
  }

  @Test("a lead that is split off begins anew with sales, and keeps its rest")
  func split() {
    var life = qualified()
    life.hand(to: "jim")
    life.take(.absorbed(givesHandoff: true))
    life.take(.split)
    // It still qualifies: it waits for a rep.
    #expect(life.path.suffix(2) == [.lead, .mql])
    #expect(life.state.isWaiting)
  }
}
