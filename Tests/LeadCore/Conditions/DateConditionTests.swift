import Testing

@testable import LeadCore

/// Dates against now, and what the lead did.
@Suite struct DateConditionTests {
  static let now: Instant = "2026-06-01T12:00:00Z"

  @Test(arguments: [
    (DateTest.within(.days(30)), "2026-05-02T12:00:00Z", true),
    (.within(.days(30)), "2026-05-02T11:59:59.999Z", false),
    (.within(.days(30)), "2026-06-01T12:00:00Z", true),
    (.within(.days(30)), "2026-06-01T12:00:00.001Z", false),
    (.within(.days(30)), "2026-05-03", true),
    (.olderThan(.days(30)), "2026-05-02T12:00:00Z", false),
    (.olderThan(.days(30)), "2026-05-02T11:59:59.999Z", true),
    (.olderThan(.days(30)), "2027-01-01", false),
    (.before("2026-01-01"), "2025-12-31T23:59:59.999Z", true),
    (.before("2026-01-01"), "2026-01-01", false),
    (.before("2026-01-01"), "1969-07-20", true),
    (.after("2026-01-02"), "2026-01-01T23:59:59.999Z", false),
    (.after("2026-01-02"), "2026-01-02T00:00:00Z", true), (.after("2026-01-02"), "soon", false),
    (.before("2026-01-01"), "01/01/2020", false), (.within(.days(30)), "2026-02-30", false),
  ])
  func edges(_ test: DateTest, _ value: String, _ isTrue: Bool) {
    #expect(ConditionTests.holds(.date("f", test), value) == isTrue)
    #expect(ConditionTests.holds(.not(.date("f", test)), value) == !isTrue)
  }

  @Test func aDateAloneBeginsInTheCalendarsZone() {
    for (zone, isTrue) in [(Zone.utc, false), (.fixed(hours: 3), true)] {
      let rules = Rulebook.with {
        $0.calendar.zone = zone
        $0.mql(.date("f", .before("2026-01-01")))
      }
      let when = rules.qualification.alternatives[0].when
      #expect(rules.holds(when, ["f": "2026-01-01"], now: Self.now) == isTrue)
    }
  }

  @Test func theSameScorerForgetsWhatTimeChanges() {
    let rules = Rulebook.with { book in
      book.mql(.date("f", .within(.days(1))))
      book.fitRule("late", .all([.date("f", .olderThan(.days(1)))]), points: 10)
    }
    let scorer = Scorer(rules)
    let lead: TestLead = ["f": "2026-06-01T00:00:00Z"]
    for (now, fits) in [(Self.now, true), (Self.now + .days(2), false), (Self.now, true)] {
      let look = scorer.look(at: [lead], rules, now: now)[0]
      #expect(look.holds(rules.qualification.alternatives[0].when.code) == fits)
      #expect(look.sums[look.firstSum] == (fits ? 0 : 10))
    }
  }

  static func did(_ condition: Condition, _ times: [Instant], _ properties: [String: String] = [:])
    -> Bool
  {
    let rules = Rulebook.with { $0.mql(condition) }
    let marks = times.map { rules.mark("demo", at: $0, properties) }
    return rules.holds(rules.qualification.alternatives[0].when, [:], now: now, activities: marks)
  }

  @Test(
    arguments: [
      (Condition.did("demo"), [], false), (.did("demo"), ["2020-01-01"], true),
      (.did("Demo", within: .days(7)), ["2026-05-25T12:00:00Z"], true),
      (.did("demo", within: .days(7)), ["2026-05-25T11:59:59.999Z"], false),
      (.did("demo", atLeast: 2), ["2020-01-01"], false),
      (.did("demo", atLeast: 2), ["2020-01-01", "2026-01-01"], true),
      (.did("demo", within: .days(7), atLeast: 2), ["2026-05-20", "2026-05-30"], false),
      (.did("demo", within: .days(7), atLeast: 2), ["2026-05-26", "2026-05-30"], true),
      (.did("other"), ["2026-05-30"], false), (.not(.did("other")), ["2026-05-30"], true),
    ] as [(Condition, [Instant], Bool)])
  func whatTheLeadDid(_ condition: Condition, _ times: [Instant], _ isTrue: Bool) {
    #expect(Self.did(condition, times) == isTrue)
  }

  @Test(arguments: [("demo", true), ("DEMO request", true), ("newsletter", false), (nil, false)])
  func whereItWasDone(_ form: String?, _ isTrue: Bool) {
    let properties = form.map { ["form": $0] } ?? [:]
    #expect(
      Self.did(.did("demo", where: .hasWord("form", "demo")), ["2026-05-30"], properties) == isTrue)
    #expect(
      Self.did(.did("demo", where: .not(.hasWord("form", "demo"))), ["2026-05-30"], properties)
        == !isTrue)
  }

  @Test(arguments: [
    (Condition.standing(.stage, .equals(["SAL"].folded)), true), (.score(.fit, .atLeast(60)), true),
    (.score(.interest, .below(40)), false),
    (.standing(.grade, .equals(["b3", "A1"].folded)), true),
    (.standing(.track, .known), false), (.standing(.owner, .known), false),
    (.not(.standing(.owner, .equals(["jim"].folded))), true),
    (.score(.cycle, .between(2, 2)), true),
    (.standing(.origin, .equals(["Marketing"].folded)), true),
    (.standing(.fit, .equals(["60"].folded)), true),
  ])
  func pseudoFields(_ condition: Condition, _ isTrue: Bool) {
    let rules = Rulebook.with { $0.mql(condition) }
    let holds = rules.holds(rules.qualification.alternatives[0].when, [:], now: Self.now) {
      $0.stage = .sal
      $0.fit = 60
      $0.interest = 40
      $0.cycle = 2
    }
    #expect(holds == isTrue)
  }
}
