import LeadCore
import Testing

/// What scores can be, and what points make no difference.
@Suite struct ReachTests {
  private func ids(fit: String = "", interest: String = "", mql: String) -> [String] {
    Loaded(
      """
      fit: { groups: { g: { at_most: 40 } }, rules: [\(fit)] }
      interest: { half_life: none, limits: none, rules: [\(interest)] }
      qualification: { mql: [\(mql)] }
      """
    ).ids.filter { $0 != "pointless-points" }
  }

  @Test(arguments: [
    // The first that matches counts.
    ("{ name: A, first_of: [{ when: { city: a }, points: 20 }, { points: 30 }] }", 20, 30),
    ("{ name: A, first_of: [{ when: { city: a }, points: 20 }] }", 0, 20),
    // Per: nothing, up to the bound.
    ("{ name: A, per: employees, points: 2.5, up_to: 20 }", 0, 20),
    ("{ name: A, per: employees, points: 2 }", 0, 100),
    // What excludes each other counts once, and what does not is summed up.
    (
      "{ name: A, when: { city: a }, points: 20 }, { name: B, when: { city: b }, points: 30 }", 0,
      30
    ),
    (
      "{ name: A, when: { city: a }, points: 20 }, { name: B, when: { title: b }, points: 30 }", 0,
      50
    ),
    // Groups are capped before they are summed up.
    (
      "{ name: A, when: { city: a }, points: 20, group: g }, "
        + "{ name: B, when: { title: b }, points: 30, group: g }, "
        + "{ name: C, when: { industry: c }, points: 15 }", 0, 55
    ),
    // Points below zero, and the limits.
    ("{ name: A, when: {}, points: 50 }, { name: B, when: { city: b }, points: -20 }", 30, 50),
    ("{ name: A, when: {}, points: 90 }, { name: B, when: { city: b }, points: 20 }", 90, 100),
    (
      "{ name: A, when: { city: a }, points: -20 }, { name: B, when: { title: b }, points: 5 }", 0,
      5
    ),
  ])
  func ofFit(_ rules: String, _ least: Int, _ most: Int) {
    #expect(ids(fit: rules, mql: "{ name: A, fit: { at_least: \(most) } }") == [])
    #expect(ids(fit: rules, mql: "{ name: A, fit: { above: \(most) } }") == ["unreachable-score"])
    #expect(
      ids(fit: rules, mql: "{ name: A, fit: { at_least: \(least) } }") == ["always-true-score"])
    #expect(ids(fit: rules, mql: "{ name: A, fit: { below: \(least) } }") == ["unreachable-score"])
  }

  @Test(arguments: [
    ("points: 10, count: 3", 30), ("points: 10, count: 3, half_life: 7d", 30),
    ("points: 10, count: 2 per 7d, expires: 7d", 40),
    ("points: 10, count: 2 per 7d, expires: 6d", 20),
    // 20 + 10 + 5 + …
    ("points: 10, count: 2 per 7d, half_life: 7d", 40),
    ("points: 10, count: 2 per 7d, half_life: 7d, expires: 14d", 35),
  ])
  func ofInterest(_ rule: String, _ most: Int) {
    let rule = "{ name: A, did: page_viewed, \(rule) }"
    #expect(ids(interest: rule, mql: "{ name: A, interest: { at_least: \(most) } }") == [])
    #expect(
      ids(interest: rule, mql: "{ name: A, interest: { at_least: \(most + 1) } }")
        == ["unreachable-score"])
  }

  @Test(arguments: ["points: 10", "points: 10, expires: 7d", "points: 10, count: 1 per 7d"])
  func interestWithoutBound(_ rule: String) {
    let rule = "{ name: A, did: page_viewed, \(rule) }"
    #expect(ids(interest: rule, mql: "{ name: A, interest: { at_least: 1000000 } }") == [])
  }

  /// A cap cuts points off only where nothing else in the group makes up for them.
  @Test(arguments: [
    ("{ name: A, group: g, when: { city: a }, points: 41 }", true),
    ("{ name: A, group: g, when: { city: a }, points: 40 }", false),
    (
      "{ name: A, group: g, when: { city: a }, points: 41 }, "
        + "{ name: B, group: g, when: { title: b }, points: -1 }", false
    ),
    (
      "{ name: A, group: g, when: { city: a }, points: 40 }, "
        + "{ name: B, group: g, when: { title: b }, points: 10 }", false
    ),
    ("{ name: A, group: g, when: { city: a }, points: 39 }", true),
    ("{ name: A, group: g, per: employees, points: 1 }", false),
  ])
  func caps(_ rules: String, _ isPointless: Bool) {
    let loaded = Loaded("fit: { groups: { g: { at_most: 40 } }, rules: [\(rules)] }")
    #expect(loaded.ids == (isPointless ? ["pointless-points"] : []), "\(loaded.output)")
  }

  /// However many routes: what is found in time is told, and the book is read.
  @Test func manyRoutesAreRead() {
    let routes = (0..<2_000).map {
      "  - { name: R\($0), when: { city: [c\($0), d], employees: { at_least: \($0) } }, to: a }"
    }
    let text =
      "teams: { a: { reps: [{ id: jim }] } }\nrouting:\n" + routes.joined(separator: "\n")
      + "\n  - { name: Again, when: { city: c0, employees: { at_least: 5 } }, to: a }"
      + "\n  - { name: Else, to: a }\n"
    let loaded = Loaded(text)
    #expect(loaded.book?.routes.count == 2_002)
  }
}
