import Testing

@testable import LeadCore

/// rulebook.md, "Conditions": every test of the table, and what it says of a missing value.
@Suite struct ConditionTests {
  static let now: Instant = "2026-06-01T12:00:00Z"
  static let lists = ["competitors": ["Acme", "İstanbul Yazılım", "علی"], "empty": []]

  static func holds(_ condition: Condition, _ value: String?) -> Bool {
    let rules = Rulebook.with(lists: lists) { $0.mql(condition) }
    return rules.holds(
      rules.qualification.alternatives[0].when, TestLead(value.map { ["f": $0] } ?? [:]), now: now)
  }

  @Test(arguments: [
    (Condition.equals("f", "TR"), "tr", true), (.equals("f", "TR"), " TR ", true),
    (.equals("f", "TR", "IR"), "ir", true), (.equals("f", "TR"), "TRX", false),
    (.isNot("f", "TR"), "DE", true), (.isNot("f", "TR"), "tr", false),
    (.isNot("f", "TR", "DE"), "DE", false),
    (.inList("f", "competitors"), "ACME", true),
    (.inList("f", "competitors"), "istanbul yazilim", true),
    (.inList("f", "competitors"), "علي", true), (.inList("f", "competitors"), "acme inc", false),
    (.inList("f", "empty"), "acme", false), (.inList("f", "nowhere"), "acme", false),
    (.contains("f", "rice", "zzz"), "PRICES", true), (.contains("f", "rice"), "ric e", false),
    (.startsWith("f", "SR.", "vp"), "VP Sales", true), (.startsWith("f", "vp"), "the vp", false),
    (.endsWith("f", ".de"), "ACME.DE", true), (.endsWith("f", ".de"), "acme.de.x", false),
    (.endsWith("f", "much longer than it"), "it", false), (.known("f"), "x", true),
    (.contains("f", "yazılım"), "İSTANBUL YAZILIM", true),
    (.startsWith("f", "كتاب"), "کتاب‌خانه", true),
  ])
  func texts(_ condition: Condition, _ value: String, _ isTrue: Bool) {
    #expect(Self.holds(condition, value) == isTrue)
  }

  @Test(arguments: [
    (NumberRange.atLeast(50), [49.0, 50, 51], [false, true, true]),
    (.atMost(50), [49, 50, 51], [true, true, false]),
    (.above(50), [49, 50, 51], [false, false, true]),
    (.below(50), [49, 50, 51], [true, false, false]),
    (.between(50, 51), [49.99, 50, 51, 51.01], [false, true, true, false]),
  ])
  func numbers(_ range: NumberRange, _ values: [Double], _ isTrue: [Bool]) {
    for (value, isTrue) in zip(values, isTrue) {
      #expect(Self.holds(.number("f", range), "\(value)") == isTrue, "\(value)")
    }
    #expect(!Self.holds(.number("f", range), "a lot"), "text is no number")
    #expect(Self.holds(.not(.number("f", range)), "a lot"))
  }

  @Test(arguments: [
    Condition.equals("f", "x"), .inList("f", "competitors"), .contains("f", "x"),
    .hasWord("f", "x"),
    .startsWith("f", "x"), .endsWith("f", "x"), .known("f"), .number("f", .atLeast(-1e9)),
    .number("f", .atMost(1e9)), .number("f", .between(-1e9, 1e9)), .date("f", .within(.days(9999))),
    .date("f", .olderThan(.zero)), .date("f", .before(now)), .date("f", .after(now)),
  ])
  func aMissingValuePassesNoTestAndEveryOpposite(_ condition: Condition) {
    for value in [nil, ""] {
      #expect(!Self.holds(condition, value))
      #expect(Self.holds(.not(condition), value))
      #expect(Self.holds(.not(.not(.not(condition))), value))
    }
  }

  @Test(arguments: [
    (Condition.all([]), true), (.any([]), false), (.not(.any([])), true), (.all([.any([])]), false),
    (.all([.equals("f", "x"), .always]), true), (.any([.equals("f", "y"), .known("f")]), true),
    (.all([.known("f"), .any([.equals("f", "y"), .not(.equals("f", "z"))])]), true),
    (.not(.all([.known("f"), .equals("f", "x")])), false), (.any([.any([]), .all([])]), true),
  ])
  func combinations(_ condition: Condition, _ isTrue: Bool) {
    #expect(Self.holds(condition, "x") == isTrue)
  }

  @Test(arguments: [3, 20, 55])
  func deepConditions(_ depth: Int) {
    var right = Condition.equals("f", "x")
    var left = right
    for level in 0..<depth {
      right = level % 2 == 0 ? .all([.known("f"), right]) : .any([.equals("f", "y"), right])
      left = level % 2 == 0 ? .all([left, .known("f")]) : .any([left, .equals("f", "y")])
    }
    for condition in [left, right] {
      #expect(Self.holds(condition, "x"))
      #expect(!Self.holds(condition, "z"))
    }
  }

  @Test(arguments: [
    ("ada@Acme.COM", "acme.com", "business"), ("x@GMAIL.com", "gmail.com", "free"),
    ("x@mailinator.com", "mailinator.com", "disposable"),
    ("a@b@müller.de", "müller.de", "business"),
  ])
  func mailIsDerived(_ email: String, _ domain: String, _ kind: String) {
    let rules = Rulebook.with {
      $0.mql(.all([.equals("email_domain", domain), .equals("email_kind", kind)]))
    }
    let when = rules.qualification.alternatives[0].when
    #expect(rules.holds(when, ["email": email], now: Self.now))
    #expect(!rules.holds(when, ["email": "somebody"], now: Self.now))
    #expect(!rules.holds(when, [:], now: Self.now))
    #expect(!rules.holds(when, ["email": email, "email_domain": "other.example"], now: Self.now))
    #expect(
      rules.holds(
        when, ["email": "x@y.z", "email_domain": domain, "email_kind": kind], now: Self.now))
  }

  @Test(arguments: [
    ("Vice President of Sales", "vp"), ("Stajyer", "intern"), ("دانشجو", "student"), ("VP", "vp"),
  ])
  func seniorityIsDerived(_ title: String, _ seniority: String) {
    let rules = Rulebook.with { $0.mql(.equals("seniority", seniority)) }
    #expect(rules.holds(rules.qualification.alternatives[0].when, ["title": title], now: Self.now))
  }
}
