import Diagnostics
import LeadCore
import RuleSource
import Testing

@Suite struct ConditionTests {
  /// The condition of one rule of `disqualify`, where the scores are known.
  private func condition(_ text: String) -> Condition? {
    Loaded(
      """
      calendar: { time_zone: Europe/Istanbul }
      lists: { rivals: [rival.example] }
      fields: { seats: number }
      qualification: { disqualify: [{ name: It, when: \(text) }] }
      nurture: { lost: {} }
      """
    ).book?.qualification.disqualifying.first?.when.condition
  }

  private static let country = Condition.field("country", .equals(words("tr")))

  private static func number(_ range: NumberRange) -> Condition { .field("seats", .number(range)) }
  private static func bound(_ number: Double, _ isInclusive: Bool = true) -> NumberRange.Bound {
    NumberRange.Bound(number, isInclusive: isInclusive)
  }

  @Test(
    arguments: [
      ("{}", .always), ("{ country: TR }", country), ("{ Country: [TR] }", country),
      ("{ country: [TR, İR] }", .field("country", .equals(words("tr", "ir")))),
      (
        "{ country: NO, on: 1e3 }",
        .all([.field("country", .equals(words("no"))), .field("on", .equals(words("1e3")))])
      ),
      ("{ not: { country: TR } }", .not(country)),
      (
        "{ any: [{ country: TR }, { city: Ankara }] }",
        .any([country, .field("city", .equals(words("ankara")))])
      ),
      ("{ all: [{ country: TR }] }", .all([country])),
      ("{ country: { is_not: TR } }", .not(country)),
      ("{ country: { not_in: [TR] } }", .not(country)),
      ("{ email_domain: { in: rivals } }", .field("email_domain", .inList("rivals"))),
      ("{ email_domain: { not_in: rivals } }", .not(.field("email_domain", .inList("rivals")))),
      (
        "{ title: { contains: [Chief,  head of ] } }",
        .field("title", .contains(words("chief", "head of")))
      ),
      ("{ title: { has_word: VP } }", .field("title", .hasWord(words("vp")))),
      (
        "{ Job Title: { starts_with: a, ends_with: b } }",
        .all([
          .field("job_title", .startsWith(words("a"))), .field("job_title", .endsWith(words("b"))),
        ])
      ),
      ("{ phone: { known: true } }", .field("phone", .known)),
      ("{ phone: { known: false } }", .not(.field("phone", .known))),
      ("{ companyName.firstPart: x }", .field("company_name.first_part", .equals(words("x")))),
    ] as [(String, Condition)])
  func texts(_ text: String, _ meant: Condition) { #expect(condition(text) == meant) }

  @Test(arguments: [
    ("{ at_least: 5 }", NumberRange(lower: bound(5))),
    ("{ above: 5.5 }", NumberRange(lower: bound(5.5, false))),
    ("{ at_most: -5 }", NumberRange(upper: bound(-5))),
    ("{ below: 5 }", NumberRange(upper: bound(5, false))),
    ("{ between: [1, 5] }", NumberRange(lower: bound(1), upper: bound(5))),
    ("{ at_least: 1, below: 5 }", NumberRange(lower: bound(1), upper: bound(5, false))),
    (
      "{ at_least: 1, above: 1, between: [0, 9] }",
      NumberRange(lower: bound(1, false), upper: bound(9))
    ),
    ("50", NumberRange(lower: bound(50), upper: bound(50))),
  ])
  func numbers(_ text: String, _ range: NumberRange) {
    #expect(condition("{ seats: \(text) }") == Self.number(range))
  }

  @Test func dates() {
    func when(_ test: DateTest) -> Condition { .field("created_at", .date(test)) }
    #expect(condition("{ created_at: { within: 30d } }") == when(.within(.days(30))))
    #expect(condition("{ created_at: { older_than: 2w } }") == when(.olderThan(.days(14))))
    // Istanbul is three hours ahead: 2025-12-31T21:00:00Z and a day later.
    let newYear = Instant(milliseconds: 1_767_214_800_000)
    #expect(condition("{ created_at: { before: 2026-01-01 } }") == when(.before(newYear)))
    #expect(condition("{ created_at: { after: 2026-01-01 } }") == when(.after(newYear + .days(1))))
  }

  @Test func aFieldThatIsTestedAsADateIsOne() {
    let rules = "fit: { rules: [{ name: New, when: { signedUp: { within: 30d } }, points: 1 }] }"
    #expect(Loaded(rules).book?.type(ofField: "signed_up") == .date)
  }

  @Test func standings() {
    func isExactly(_ number: Double) -> FieldTest {
      .number(NumberRange(lower: Self.bound(number), upper: Self.bound(number)))
    }
    #expect(condition("{ stage: [MQL, sal] }") == .standing(.stage, .equals(words("mql", "sal"))))
    #expect(condition("{ grade: { is_not: d4 } }") == .not(.standing(.grade, .equals(words("d4")))))
    #expect(condition("{ cycle: 2 }") == .standing(.cycle, isExactly(2)))
    #expect(condition("{ track: lost }") == .standing(.track, .equals(words("lost"))))
    #expect(condition("{ track: lots }") == nil)
    #expect(condition("{ owner: { known: false } }") == .not(.standing(.owner, .known)))
  }

  @Test func didInItsThreeForms() {
    let match = ActivityMatch(activities: words("demo_requested"))
    #expect(condition("{ did: demo_requested }") == .did(DidTest(match: match)))
    let two = ActivityMatch(activities: words("demo_requested", "page_viewed"))
    #expect(condition("{ did: [demo_requested, page_viewed] }") == .did(DidTest(match: two)))
    let inner = ActivityMatch(
      activities: words("bought"),
      properties: .all([.field("stage", .equals(words("late"))), .field("sum", atLeast(5))]))
    #expect(
      condition(
        "{ did: { activity: bought, where: { stage: late, sum: { at_least: 5 } }, at_least: 3 } }")
        == .did(DidTest(match: inner, atLeast: 3)))
  }

  @Test(arguments: [
    ("{country: TR}", []), ("country: TR\ncity: x", []), ("", ["empty-value"]),
    ("~", ["empty-value"]),
    ("# no", ["empty-value"]), ("{country: TR, country: DE}", ["duplicate-key"]),
    ("{country: !x TR}", ["tag"]), ("[country]", ["wrong-shape"]),
    ("{track: lots}", ["unknown-track"]),
    ("{country: {in: rivals}}", ["unknown-list"]), ("{", ["yaml-syntax"]),
  ])
  func oneAloneIsCompiledUnlessAnythingIsWrong(_ text: String, _ ids: [String]) {
    var (rules, diagnostics) = (Rulebook(), Diagnostics())
    let file = SourceFile(name: "--where", text: text)
    let when = readCondition(file, for: &rules, into: &diagnostics)
    #expect(diagnostics.sorted.map(\.id.description) == ids)
    #expect((when == nil) == diagnostics.hasErrors)
  }

  @Test func listsAreReadLineByLine() {
    let list = SourceFile(
      name: "rules/lists/rivals.txt", text: "\u{FEFF}# ours\r\nRival.Example\r\n\r\n c# corp # no\n"
    )
    let rules = "fit: { rules: [{ name: R, when: { company: { in: rivals } }, points: 1 }] }"
    #expect(Loaded(rules, lists: [list]).output == "")
    #expect(Loaded(rules).ids == ["unknown-list"])
  }
}
