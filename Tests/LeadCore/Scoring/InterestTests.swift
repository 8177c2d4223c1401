import Testing

@testable import LeadCore

/// rulebook.md, "interest": points × 2^(−age ÷ half-life) over the activities that count.
@Suite struct InterestTests {
  static let now: Instant = "2026-06-01T12:00:00Z"

  /// Interest now after visits so many days ago.
  static func interest(
    _ points: Int, ages: [Double], halfLife: Interval? = nil, count: ActivityPoints.Count? = nil,
    expires: Interval? = nil, limits: ClosedRange<Int>? = nil
  ) -> Int {
    let rules = Rulebook.with { book in
      book.interest.limits = limits
      book.interestRule(
        did: "visit", points: points, halfLife: halfLife, count: count, expires: expires)
    }
    var life = Life(rules, now: now)
    for age in ages {
      life.did("visit", at: now - Interval(milliseconds: Int64(age * 86_400_000)))
      life.did("something else")
    }
    return life.state.interest
  }

  @Test(arguments: [
    (64, [0.0], 64), (64, [30], 32), (64, [60], 16), (64, [90], 8), (64, [180], 1), (64, [210], 1),
    // A half goes away from zero.
    (1, [30], 1), (-1, [30], -1), (3, [30], 2), (-3, [30], -2), (5, [30], 3), (1, [30.1], 0),
    (64, [15], 45), (64, [30, 30], 64), (1, [30, 30], 1), (1, [60, 60], 1), (64, [300], 0),
    (100, [7.5], 84), (-64, [30, 60], -48),
  ])
  func halfLives(_ points: Int, _ ages: [Double], _ interest: Int) {
    #expect(Self.interest(points, ages: ages, halfLife: .days(30)) == interest)
  }

  @Test func itIsRoundedOnceFromTheSum() {
    // 0.5 + 0.5 + 0.25 + 0.25 is 1.5, and 2; rounded one by one it would be 2 or 4.
    #expect(Self.interest(1, ages: [30, 30, 60, 60], halfLife: .days(30)) == 2)
    #expect(Self.interest(1, ages: [60], halfLife: .days(30)) == 0)
  }

  @Test func withoutDecayAgeDoesNotMatter() {
    #expect(Self.interest(10, ages: [0, 1000, 5000]) == 30)
  }

  @Test(arguments: [(90.0, 10), (90.000_001, 0), (89, 10)])
  func expired(_ age: Double, _ interest: Int) {
    #expect(Self.interest(10, ages: [age], expires: .days(90)) == interest)
  }

  @Test(arguments: [(1, 50), (2, 75), (3, 88), (9, 88)])
  func theLatestCount(_ count: Int, _ interest: Int) {
    // 50, 25 and 12.5 points, told in no order.
    let ages = [60.0, 30, 90]
    #expect(Self.interest(100, ages: ages, halfLife: .days(30), count: .latest(count)) == interest)
    #expect(
      Self.interest(-100, ages: ages, halfLife: .days(30), count: .latest(count)) == -interest)
  }

  /// "in time order, one counts if fewer than n counted in the D before it (exactly D before is
  /// outside)".
  @Test(
    arguments: [
      (1, [10.0, 3], 2), (1, [9.999_999, 3], 1), (1, [10, 9, 8], 1), (1, [14, 9, 7], 2),
      (1, [14, 9, 7, 0], 3),
      (2, [10, 9, 8], 2), (2, [10, 9, 8, 3], 3), (2, [10, 10, 10], 2), (3, [10, 10, 10], 3),
      // The one that did not count does not keep the next from counting.
      (1, [12, 6, 4], 2),
    ] as [(Int, [Double], Int)])
  func soManyPerWeek(_ most: Int, _ ages: [Double], _ counted: Int) {
    #expect(Self.interest(10, ages: ages, count: .per(most, .days(7))) == counted * 10)
    #expect(Self.interest(10, ages: ages.reversed(), count: .per(most, .days(7))) == counted * 10)
  }

  /// What did not count when it happened does not come to count because what stood before it
  /// expired.
  @Test func expiryBringsNothingBack() {
    let told = { Self.interest(10, ages: $0, count: .per(1, .days(7)), expires: .days(10)) }
    #expect(told([9, 3]) == 10, "the first counts, the second came six days after it")
    #expect(told([11, 5]) == 0, "two days later the first is expired")
  }

  @Test(
    arguments: [
      (0...100, 150, 100), (0...100, -20, 0), (nil, 150, 150), (nil, -20, -20),
    ] as [(ClosedRange<Int>?, Int, Int)])
  func limits(_ limits: ClosedRange<Int>?, _ points: Int, _ expected: Int) {
    #expect(Self.interest(points, ages: [0], limits: limits) == expected)
  }

  @Test func rulesWithoutDidDoNotDecay() {
    let rules = Rulebook.with { book in
      book.interestRule("Referral", .equals("source", "referral"), points: 10)
    }
    var life = Life(rules)
    life.know(["source": "Referral"])
    #expect(life.state.interest == 10)
    life.wait(.days(1000))
    life.know()
    #expect(life.state.interest == 10)
  }

  @Test(
    arguments: [
      (nil, 20), (now, 0), (now - .days(1), 0), (now - .days(2), 10), (now - .days(3), 10),
    ]
      as [(Instant?, Int)])
  func onlyWhatCameAfterTheRecycleCounts(_ from: Instant?, _ interest: Int) {
    let rules = Rulebook.with { $0.interestRule(did: "visit", points: 10) }
    var life = Life(rules, now: Self.now)
    life.state.interestFrom = from
    life.did("visit", at: Self.now - .days(1))
    life.did("visit", at: Self.now - .days(3))
    #expect(life.state.interest == interest)
  }

  @Test func activitiesAreMatchedByTheirProperties() {
    let rules = Rulebook.with { book in
      let pricing = ActivityMatch(
        activities: ["page_viewed"].folded, properties: .contains("url", "/pricing"))
      let match = book.program.compile(pricing)!
      #expect(book.program.compile(pricing) == match, "the same match has one bit")
      book.interest.rules = [
        PointsRule(
          name: "Pricing", form: .did(ActivityPoints(match: match, points: 10, halfLife: nil)))
      ]
    }
    var life = Life(rules)
    life.did("page_viewed", ["url": "https://x.example/PRICING?a=1"])
    life.did("page_viewed", ["url": "https://x.example/"])
    life.did("page_viewed")
    life.did("form_submitted", ["url": "/pricing"])
    #expect(life.state.interest == 10)
  }

  @Test func oneHundredAndTwentyEightMatchesAreToldApart() {
    let names = (0..<Program.matchLimit).map { "activity_\($0)" }
    let rules = Rulebook.with { book in
      for name in names { book.interestRule(did: name, points: 1) }
      #expect(book.program.compile(ActivityMatch(activities: ["one more"].folded)) == nil)
    }
    for (index, name) in names.enumerated() {
      let bits = rules.mark(name, at: Self.now).matches
      #expect((0..<Program.matchLimit).filter { bits[$0] } == [index])
    }
  }
}
