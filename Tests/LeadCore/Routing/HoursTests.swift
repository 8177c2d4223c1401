import Testing

@testable import LeadCore

/// Bandwidth in hours: what plans take of a day.
@Suite struct HoursTests {
  static let rules = Rulebook.team(
    .roundRobin,
    [
      .rep("a") { $0.bandwidth = Bandwidth(hoursPerDay: 2, share: 0.5) },
      .rep("b") { $0.bandwidth = Bandwidth(perDay: 3) },
    ]
  ) { book in
    book.plan("calls") { $0.work = 25 * 60_000 }
    book.plan("mails") { _ in }
  }
  static let calls: Int64 = 25 * 60_000

  @Test func aDayHoldsSoManyPlans() {
    var desk = Desk(Self.rules)
    let taken = (1...6).map { _ in desk.give(work: Self.calls) }
    #expect(taken == ["a", "b", "a", "b", "b", nil], "60 minutes are two plans of 25")
    #expect(desk.load["a"]?.day.work == 2 * Self.calls)
    desk.now = "2026-03-03T00:00:00Z"
    #expect(desk.give(work: Self.calls) == "a", "a new day; round robin goes on behind b")
  }

  @Test func whatCostsNothingAlwaysFits() {
    var desk = Desk(Self.rules)
    for _ in 1...2 { #expect(desk.give(work: Self.calls) != nil) }
    desk.load.book("a", work: 3 * Self.calls, now: desk.now)
    let asked = desk.load.candidates(for: desk.key(work: Self.calls), now: desk.now)
    #expect(asked[0] == Candidate(rep: "a", reason: .fullHours, free: 0))
    let free = desk.load.candidates(for: desk.key(), now: desk.now)
    #expect(free[0] == Candidate(rep: "a", reason: .taken, free: nil))
  }

  @Test func freeSaysHowManyMoreLikeIt() {
    var desk = Desk(Self.rules)
    #expect(desk.ask(work: Self.calls)?.candidates[0].free == 2)
    #expect(desk.ask(work: Self.calls)?.candidates[1].free == 3)
  }

  @Test(arguments: [(8.0, 0.6, 288), (6, 0.6, 216), (7.5, nil, 450), (0, 1, 0), (5, 0.07, 21)])
  func theBudgetIsHoursTimesShare(_ hours: Double, _ share: Double?, _ minutes: Int64) {
    #expect(Bandwidth(hoursPerDay: hours, share: share).workPerDay == minutes * 60_000)
  }

  @Test func thePlanDecidesWhatALeadTakes() {
    let rules = Rulebook.with { book in
      book.mql(.known("email"))
      book.team("sales", .rep("jim") { $0.bandwidth.hoursPerDay = 1 })
      book.route(to: "sales")
      book.plan("hot", .equals("country", "TR")) { $0.work = 40 * 60_000 }
      book.plan("cold") { _ in }
    }
    var life = Life(rules, ["email": "ada@acme.com", "country": "TR"])
    life.know()
    let hot: Int64 = 40 * 60_000
    #expect(life.last.state.routing?.work == hot)
    life.know(["country": "DE"])
    #expect(life.last.state.routing?.work == 0)
    life.know(["country": "TR"])
    life.hand()
    #expect(life.state.handoff?.terms.work == hot)
  }
}
