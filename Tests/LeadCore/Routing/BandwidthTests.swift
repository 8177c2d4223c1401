import TestSupport
import Testing

@testable import LeadCore

/// No limit is ever exceeded, and none holds longer than its period.
@Suite struct BandwidthTests {
  static let istanbul = Zone.fixed(hours: 3)

  @Test(
    arguments: [
      (Rep.rep("a", perDay: 1), Candidate.Reason.fullDay, "2026-03-02T23:59:59.999Z", "2026-03-03"),
      (
        .rep("a", perDay: 1, zone: istanbul), .fullDay, "2026-03-02T20:59:59.999Z",
        "2026-03-02T21:00:00Z"
      ),
      (.rep("a", perWeek: 1), .fullWeek, "2026-03-08T23:59:59.999Z", "2026-03-09"),
      (
        .rep("a", perWeek: 1, zone: istanbul), .fullWeek, "2026-03-08T20:59:59.999Z",
        "2026-03-08T21:00:00Z"
      ),
      (.rep("a", perMonth: 1), .fullMonth, "2026-03-31T23:59:59.999Z", "2026-04-01"),
      (
        .rep("a", perMonth: 1, zone: istanbul), .fullMonth, "2026-03-31T20:59:59.999Z",
        "2026-03-31T21:00:00Z"
      ),
    ] as [(Rep, Candidate.Reason, String, String)])
  func aLimitEndsWithItsPeriod(
    _ rep: Rep, _ reason: Candidate.Reason, _ last: String, _ next: String
  ) throws {
    var desk = Desk(.team(.roundRobin, rep, .rep("b")), refusable: true)
    desk.now = "2026-03-02T06:00:00Z"
    #expect(desk.give(refusedBy: ["b"]) == "a")
    desk.now = Instant(stringLiteral: last)
    #expect(desk.give(refusedBy: ["b"]) == nil)
    let full = try #require(desk.ask()?.candidates.first)
    #expect(full == Candidate(rep: "a", reason: reason, free: 0))
    desk.now = Instant(stringLiteral: next)
    #expect(desk.give(refusedBy: ["b"]) == "a")
  }

  @Test(arguments: [(Weekday.mon, "2026-03-09"), (.sun, "2026-03-08"), (.wed, "2026-03-04")])
  func theWeekBeginsWhenTheRepsDoes(_ day: Weekday, _ next: String) {
    var desk = Desk(.team(.roundRobin, .rep("a", perWeek: 1) { $0.weekStarts = day }))
    #expect(desk.give() == "a")
    let begins = Instant(stringLiteral: next)
    desk.now = begins - .millisecond
    #expect(desk.give() == nil)
    desk.now = begins
    #expect(desk.give() == "a")
  }

  @Test func openIsFreedByTheEndOfAHandoff() {
    var desk = Desk(.team(.roundRobin, .rep("a", open: 2)))
    #expect(desk.give(times: 3) == ["a", "a", nil])
    desk.now = desk.now + .days(90)
    #expect(desk.give() == nil, "time frees nothing")
    desk.load.release(rep: "a", now: desk.now)
    #expect(desk.give(times: 2) == ["a", nil])
  }

  @Test func allLimitsHoldAndTheTightestIsFree() {
    var desk = Desk(.team(.roundRobin, .rep("a", open: 5, perDay: 2, perWeek: 3, perMonth: 9)))
    var free: [Int?] = []
    for _ in 1...4 {
      for _ in 1...3 {
        free.append(desk.ask()?.candidates.first?.free)
        desk.give()
      }
      desk.now = desk.now + .days(1)
    }
    #expect(free == [2, 1, nil, 1, nil, nil, nil, nil, nil, nil, nil, nil])
    #expect(desk.load.teams[0].reps[0].open == 3)
  }

  @Test func withoutLimitsAnyNumberIsFree() {
    var desk = Desk(.team(.roundRobin, .rep("a")))
    #expect(desk.ask()?.candidates == [Candidate(rep: "a", reason: .taken, free: nil)])
  }

  @Test func openZeroTakesNothing() {
    var desk = Desk(.team(.leastLoaded, .rep("a", open: 0), .rep("b", open: 1)))
    #expect(desk.ask()?.rep == "b")
    #expect(desk.reasons()["a"] == .fullOpen)
  }

  @Test(arguments: 0..<20)
  func noLimitIsEverExceeded(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let choice = random.pick(Route.Choice.allCases)
    let reps: [Rep] = (0..<5).map { index in
      .rep(
        "r\(index)", weight: 1 + random.below(4),
        open: random.chance(60) ? 1 + random.below(6) : nil,
        perDay: 1 + random.below(3), perWeek: random.chance(50) ? 1 + random.below(8) : nil,
        zone: .fixed(hours: Int32(random.below(20)) - 10))
    }
    var desk = Desk(.team(choice, reps))
    var given: [(rep: String, at: Instant)] = []
    var open: [String] = []
    for _ in 0..<400 {
      if random.chance(30), !open.isEmpty {
        desk.load.release(rep: open.remove(at: random.below(open.count)), now: desk.now)
      }
      if let rep = desk.give() {
        given.append((rep, desk.now))
        open.append(rep)
      }
      if random.chance(40) { desk.now = desk.now + .minutes(Int64(random.below(600))) }
      for rep in reps {
        let mine = given.filter { $0.rep == rep.id }.map { rep.zone.day(of: $0.at) }
        let limits = rep.bandwidth
        #expect(open.count { $0 == rep.id } <= limits.open ?? .max, "seed \(seed)")
        #expect(mine.tally.values.allSatisfy { $0 <= limits.perDay ?? .max })
        let weeks = mine.map { $0.startOfWeek(.mon) }
        #expect(weeks.tally.values.allSatisfy { $0 <= limits.perWeek ?? .max })
      }
    }
    #expect(given.count > 20)
  }
}
