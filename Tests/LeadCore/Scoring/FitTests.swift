import Testing

@testable import LeadCore

/// rulebook.md, "fit": every form a rule can have.
@Suite struct FitTests {
  static func fit(_ lead: TestLead, _ build: (inout Rulebook) -> Void) -> Int {
    var life = Life(.with(build), lead)
    life.know()
    return life.state.fit
  }

  @Test(
    arguments: [(["size": "50"], 25), (["size": "49"], 0), ([:], 0)] as [([String: String], Int)])
  func whenItHolds(_ fields: [String: String], _ fit: Int) {
    #expect(
      Self.fit(TestLead(fields)) {
        $0.fitRule("size", .number("size", .between(50, 1000)), points: 25)
      } == fit)
  }

  @Test(arguments: [("ceo", 30), ("vp", 20), ("head", 20), ("clerk", 0), ("", -5)])
  func theFirstThatMatchesCounts(_ role: String, _ points: Int) {
    let fit = Self.fit(TestLead(["role": role])) { book in
      book.fit.limits = nil
      let choices = [
        (Condition.equals("role", "ceo"), 30), (.equals("role", "ceo", "vp", "head"), 20),
        (.not(.known("role")), -5),
      ]
      book.fit.rules = [
        PointsRule(
          name: "Role",
          form: .firstOf(choices.map { .init(when: book.program.compile($0), points: $1) }))
      ]
    }
    #expect(fit == points)
  }

  /// "2 for each, cut towards zero, at most 20; missing or negative: 0".
  @Test(
    arguments: [
      ("3", 2, 20, 6), ("10", 2, 20, 20), ("11", 2, 20, 20), ("", 2, 20, 0), ("-3", 2, 20, 0),
      ("0", 2, 20, 0), ("many", 2, 20, 0), ("1,200", 2, nil, 2400), ("3.9", 1, nil, 3),
      ("2.5", 2, nil, 5), ("3", 0.5, nil, 1), ("1", 0.5, nil, 0), ("3", -2, 20, -6),
      ("30", -2, 20, -20), ("3", -0.5, nil, -1), ("5", 0.7, 2, 2), ("1e3", 1, nil, 0),
      // 0.57 and 0.29 have no exact binary form: 57 and 29 all the same.
      ("100", 0.57, nil, 57), ("100", 0.29, nil, 29), ("30", 1.1, nil, 33),
    ] as [(String, Double, Double?, Int)])
  func pointsPer(_ number: String, _ each: Double, _ upTo: Double?, _ points: Int) {
    let fit = Self.fit(TestLead(["locations": number])) { book in
      book.fit.limits = nil
      book.program.read(field: "locations")
      book.fit.rules = [
        PointsRule(name: "Locations", form: .per(field: "locations", points: each, upTo: upTo))
      ]
    }
    #expect(fit == points)
  }

  @Test func sumsOfHugeNumbersDoNotWrapAround() {
    let fit = Self.fit(["revenue": "2,000,000,000"]) { book in
      book.program.read(field: "revenue")
      book.fit.rules = (1...3).map {
        PointsRule(name: "\($0)", form: .per(field: "revenue", points: 1, upTo: nil))
      }
    }
    #expect(fit == 100)
  }

  @Test(arguments: [
    ([10, 10], 20), ([20, 20], 30), ([-15, -15], -20), ([40, -35], 5), ([40], 30), ([-40], -20),
  ])
  func groupsAreCapped(_ points: [Int], _ sum: Int) {
    let fit = Self.fit([:]) { book in
      book.fit.limits = nil
      book.fit.groups = [
        PointsGroup(name: "other"), PointsGroup(name: "role", atLeast: -20, atMost: 30),
      ]
      for (index, points) in points.enumerated() {
        book.fitRule("r\(index)", points: points, group: 1)
      }
      book.fitRule("alone", points: 100)
      book.fitRule("other", points: 1000, group: 0)
    }
    #expect(fit == 1100 + sum)
  }

  @Test(
    arguments: [
      (0...100, 140, 100), (0...100, -5, 0), (0...100, 64, 64), (nil, 140, 140), (nil, -5, -5),
      (-10...10, -11, -10), (-10...10, 11, 10),
    ] as [(ClosedRange<Int>?, Int, Int)])
  func limits(_ limits: ClosedRange<Int>?, _ points: Int, _ expected: Int) {
    let fit = Self.fit([:]) { book in
      book.fit.limits = limits
      book.fitRule(points: points)
    }
    #expect(fit == expected)
  }

  @Test func capsComeBeforeLimits() {
    let fit = Self.fit([:]) { book in
      book.fit.groups = [PointsGroup(name: "g", atMost: 30)]
      book.fitRule("a", points: 90, group: 0)
      book.fitRule("b", points: -50)
    }
    #expect(fit == 0)
  }

  @Test func aRuleMayAskWhatTheLeadDid() {
    let rules = Rulebook.with { book in
      book.fitRule("both", .all([.equals("country", "TR"), .did("visit", atLeast: 2)]), points: 7)
    }
    var life = Life(rules, ["country": "tr"])
    life.did("visit")
    #expect(life.state.fit == 0)
    life.did("VISIT")
    #expect(life.state.fit == 7)
  }

  @Test(arguments: [
    (75, 75, "A1"), (74, 74, "B2"), (50, 50, "B2"), (49, 49, "C3"), (25, 25, "C3"), (24, 24, "D4"),
    (100, 0, "A4"), (0, 100, "D1"), (-5, 200, "D1"),
  ])
  func grades(_ fit: Int, _ interest: Int, _ grade: String) {
    #expect(Grades().grade(fit: fit, interest: interest).description == grade)
  }
}
