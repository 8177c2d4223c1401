import Testing

@testable import LeadCore

/// Leads that are older than the agreement.
struct OpeningBalanceTests {
  private static let begins: Instant = "2026-03-01T00:00:00Z"

  private static let rules = Rulebook.with {
    $0.begins = begins
    $0.fitRule("Title", .known("title"), points: 30)
    $0.mql(.known("title"))
    $0.team("sales", .rep("jim"))
    $0.route(to: "sales")
    $0.nurture("lost", rest: .days(10))
  }

  /// A lead created on a day, first heard of on Monday, 2 March.
  private func life(created: Instant) -> Life {
    var life = Life(Self.rules)
    life.state.createdAt = created
    life.know(["title": "CTO"])
    return life
  }

  @Test(
    "only leads created since the agreement began are promoted at once",
    arguments: [
      ("2026-02-28T23:59:59Z" as Instant, Stage.lead), ("2026-03-01T00:00:00Z", .mql),
      ("2026-03-02T08:00:00Z", .mql),
    ])
  func promotion(created: Instant, stage: Stage) {
    let life = life(created: created)
    #expect(life.state.stage == stage)
    #expect(life.state.fit == 30)
  }

  @Test("an older lead is promoted once it does something, of whatever kind")
  func activity() {
    var life = life(created: "2025-01-01T00:00:00Z")
    life.did("page_viewed", at: "2026-02-28T12:00:00Z")
    #expect(life.state.stage == .lead, "that was before the agreement")
    life.did("page_viewed", at: "2026-03-02T08:00:00Z")
    #expect(life.state.stage == .mql)
  }

  @Test("an older lead at rest stays there until it does something")
  func rest() {
    var life = life(created: "2025-01-01T00:00:00Z")
    life.did("page_viewed", at: "2026-03-01T08:00:00Z")
    life.hand()
    life.say(.lost)
    #expect(life.state.stage == .nurture)
    life.state.lastActivity = "2026-02-01T00:00:00Z"
    life.wait(.days(11))
    #expect(life.state.stage == .nurture)
    life.did("page_viewed")
    #expect(life.state.stage == .mql)
  }
}
