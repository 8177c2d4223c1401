import Testing

@testable import LeadCore

/// Sick days, pauses and returns that are set by hand.
@Suite struct RepStateTests {
  static let monday: Instant = "2026-03-02T09:00:00Z"

  static func jim(_ acts: (RepState.Act, Int64, Day?)..., told: [ClosedRange<Day>] = []) -> Rep {
    let rules = Rulebook.with { book in
      book.team("sales", .rep("jim") { $0.away = told })
    }
    let states = acts.map { act, day, until in
      RepState(
        rep: "jim", act: act, since: monday + .days(day), until: until, reason: "x",
        told: rules.presence(ofRep: "jim"))
    }
    return rules.with(states).rep("jim")!
  }

  @Test(arguments: [nil, "2026-03-04"] as [Day?])
  func whoIsPausedWorksOn(_ until: Day?) {
    let jim = Self.jim((.pause, 0, until))
    #expect(jim.isPaused(on: "2026-03-02") && !jim.isAway(on: "2026-03-02"))
    #expect(jim.isPaused(on: "2026-03-05") == (until == nil))
    #expect(jim.daysOff.isEmpty, "a pause moves no clock")
  }

  @Test func aSickDayLeavesThePause() {
    let jim = Self.jim((.pause, 0, nil), (.away, 1, "2026-03-03"))
    #expect(jim.isAway(on: "2026-03-03") && !jim.isAway(on: "2026-03-04"))
    #expect(jim.isPaused(on: "2026-03-04"))
  }

  @Test func whoIsBackIsBackFromEverything() {
    let told: [ClosedRange<Day>] = ["2026-03-01"..."2026-03-20"]
    let jim = Self.jim(
      (.pause, 0, nil), (.back, 1, nil), (.away, 2, "2026-03-04"), told: told)
    #expect(!jim.isPaused(on: "2026-03-03") && !jim.isAway(on: "2026-03-03"))
    #expect(jim.isAway(on: "2026-03-04") && !jim.isAway(on: "2026-03-05"))
  }
}
