import Testing

@testable import LeadCore

/// Whose turn it is: round robin, weighted, least loaded.
@Suite struct ChoiceTests {
  static let leave: [ClosedRange<Day>] = ["2026-03-02"..."2026-03-04"]

  @Test func weightedIsEvenlyMixed() {
    var desk = Desk(
      .team(.weighted, .rep("a", weight: 200), .rep("b", weight: 100), .rep("c", weight: 100)))
    let taken = desk.give(times: 60)
    #expect(taken.tally == ["a": 30, "b": 15, "c": 15])
    for start in 0...56 {
      let window = taken[start..<(start + 4)].tally
      #expect(window == ["a": 2, "b": 1, "c": 1], "any four in a row from \(start)")
    }
  }

  @Test(arguments: [[1, 1], [5, 1, 1], [3, 2], [7, 3, 2, 1]])
  func weightsHoldOverEveryRound(_ weights: [Int]) {
    let whole = weights.reduce(0, +)
    var desk = Desk(.team(.weighted, weights.enumerated().map { .rep("r\($0)", weight: $1) }))
    for _ in 1...3 {
      let taken = desk.give(times: whole).tally
      for (index, weight) in weights.enumerated() { #expect(taken["r\(index)"] == weight) }
      #expect(desk.load.teams[0].reps.map(\.credit).reduce(0, +) == 0)
    }
  }

  @Test func roundRobinGoesRound() {
    var desk = Desk(.team(.roundRobin, .rep("a"), .rep("b"), .rep("c")), refusable: true)
    #expect(desk.give(times: 7) == ["a", "b", "c", "a", "b", "c", "a"])
    #expect(desk.give(refusedBy: ["b"]) == "c")
    #expect(desk.give() == "a")
  }

  @Test func roundRobinOutlivesARepWhoLeft() {
    var desk = Desk(.team(.roundRobin, .rep("a"), .rep("b"), .rep("c")))
    #expect(desk.give(times: 3).last == "c")
    var smaller = Desk(.team(.roundRobin, .rep("a"), .rep("b")))
    var left = TeamLoad(reps: [RepLoad(id: "a"), RepLoad(id: "b")])
    left.cursor = desk.load.teams[0].cursor
    smaller.load = Load(smaller.rules, [left], now: smaller.now)
    #expect(smaller.give(times: 3) == ["a", "b", "a"])
  }

  @Test func leastLoadedTakesTheLowestShareOfTheLimit() {
    var desk = Desk(.team(.leastLoaded, .rep("a", open: 10), .rep("b", open: 20)))
    #expect(desk.give(times: 6).tally == ["a": 2, "b": 4])
    desk.load.release(rep: "a", now: desk.now)
    desk.load.release(rep: "a", now: desk.now)
    #expect(desk.give() == "a", "0 of 10 against 4 of 20")
  }

  @Test func leastLoadedTiesGoToWhoWaitedLongestThenById() {
    var desk = Desk(
      .team(.leastLoaded, .rep("zoe", open: 4), .rep("bo", open: 4), .rep("al", open: 4)))
    #expect(desk.give() == "al", "all level, nobody had any: by id")
    desk.now = desk.now + .hours(1)
    #expect(desk.give() == "bo")
    desk.now = desk.now + .hours(1)
    #expect(desk.give() == "zoe")
    for rep in ["al", "bo", "zoe"] { desk.load.release(rep: rep, now: desk.now) }
    #expect(desk.give() == "al", "longest since the last")
    #expect(desk.give() == "bo")
  }

  @Test(arguments: Route.Choice.allCases)
  func aRepWithoutAnyLoadIsEligible(_ choice: Route.Choice) {
    var desk = Desk(.team(choice, .rep("a", open: 1, perDay: 1, perWeek: 1, perMonth: 1)))
    #expect(desk.ask()?.rep == "a")
  }

  @Test(arguments: [Route.Choice.roundRobin, .weighted, .leastLoaded])
  func oneADayForThirtyDaysIsHalfEach(_ choice: Route.Choice) {
    var desk = Desk(.team(choice, .rep("a", perDay: 8), .rep("b", perDay: 8)))
    var taken: [String?] = []
    for _ in 1...30 {
      taken.append(desk.give())
      desk.now = desk.now + .days(1)
    }
    #expect(taken.tally == ["a": 15, "b": 15])
  }

  @Test(arguments: [Route.Choice.roundRobin, .weighted])
  func whoComesBackFromLeaveStartsLevel(_ choice: Route.Choice) {
    var desk = Desk(
      .team(choice, .rep("a"), .rep("b"), .rep("c") { $0.away = Self.leave }))
    #expect(desk.give(times: 31).tally["c"] == nil)
    desk.now = "2026-03-05T09:00:00Z"
    let back = desk.give(times: 30)
    #expect(back.tally["c"] == 10, "no flood and no drought")
    #expect(back.prefix(6).tally["c"] == 2)
  }

  @Test func whoComesBackToALoadedTeamStartsLevel() {
    var desk = Desk(
      .team(
        .leastLoaded, .rep("a", open: 40), .rep("b", open: 40),
        .rep("c", open: 20) { $0.away = Self.leave }))
    #expect(desk.give(times: 40).tally == ["a": 20, "b": 20])
    desk.now = "2026-03-05T09:00:00Z"
    desk.load.settle(desk.now)
    #expect(desk.load.teams[0].reps[2].handicap == 10_000, "as loaded as the others: half full")
    #expect(desk.give(times: 10).tally == ["a": 4, "b": 4, "c": 2], "by their limits: no flood")
    // The others' leads end, and with them what stands for those that c would have had.
    for _ in 1...24 { for rep in ["a", "b"] { desk.load.release(rep: rep, now: desk.now) } }
    #expect(desk.load.teams[0].reps.map(\.handicap) == [0, 0, 0])
    #expect(desk.load.teams[0].reps.map(\.open) == [0, 0, 2])
    #expect(desk.give(times: 8).tally == ["a": 4, "b": 4], "from now on by their leads alone")
  }

  @Test(arguments: ["none", "others"])
  func whoTakesNoneOfTheLeadsIsNoMeasure(_ takes: String) {
    var desk = Desk(
      .team(
        .leastLoaded, .rep("a", open: 40), .rep("b", open: 40),
        .rep("c", open: 40) { $0.away = Self.leave }, .rep("z", open: takes == "none" ? 0 : 40)))
    if takes == "others" {
      var rules = desk.rules
      rules.teams[0].reps[3].takes = rules.program.compile(.known("other"))
      rules.settle()
      desk = Desk(rules)
    }
    let refusing = takes == "others" ? ["z"] : []
    #expect(desk.give(times: 20, refusedBy: refusing).tally == ["a": 10, "b": 10])
    desk.now = "2026-03-05T09:00:00Z"
    #expect(desk.give(times: 9, refusedBy: refusing).tally == ["a": 3, "b": 3, "c": 3])
  }

  @Test func limitsOfAllSizesLeaveHandicapsInReach() {
    var desk = Desk(
      .team(
        .leastLoaded, .rep("full", open: 0), .rep("a", open: 1_000_000_000),
        .rep("b") { $0.away = Self.leave }, .rep("c", open: 3) { $0.away = Self.leave }))
    for _ in 1...100_000 { desk.load.book("full", work: 0, now: desk.now) }
    #expect(desk.give(times: 5).tally == ["a": 5])
    desk.now = "2026-03-05T09:00:00Z"
    desk.load.settle(desk.now)
    #expect(
      desk.load.teams[0].reps.map(\.handicap) == [0, 0, 5, 0], "as loaded as a, 5 of a milliard")
    #expect(desk.give(times: 2).tally == ["b": 1, "c": 1])
  }

  @Test func whoeverComesBackTogetherStartsLevel() {
    var desk = Desk(
      .team(
        .leastLoaded, .rep("a", open: 40), .rep("b", open: 40) { $0.away = Self.leave },
        .rep("c", open: 40) { $0.away = Self.leave }))
    _ = desk.give(times: 30)
    desk.now = "2026-03-05T09:00:00Z"
    #expect(desk.give(times: 30).tally == ["a": 10, "b": 10, "c": 10])
  }

  @Test func whoJoinsStartsLevel() {
    var desk = Desk(.team(.weighted, .rep("a"), .rep("b")))
    _ = desk.give(times: 41)
    var larger = Desk(.team(.weighted, .rep("a"), .rep("b"), .rep("new")))
    let reps = desk.load.teams[0].reps + [RepLoad(id: "new")]
    larger.load = Load(larger.rules, [TeamLoad(reps: reps)], now: larger.now)
    #expect(larger.give(times: 30).tally == ["a": 10, "b": 10, "new": 10])
  }

  @Test func whoDoesNotTakeALeadKeepsTheirTurn() {
    var desk = Desk(.team(.weighted, .rep("a"), .rep("b")), refusable: true)
    #expect(desk.give(times: 10, refusedBy: ["b"]).tally == ["a": 10])
    #expect(desk.give(times: 10).tally == ["a": 5, "b": 5])
  }
}
