import Diagnostics
import LeadCore
import Testing

@testable import RuleSource

@Suite struct ImplicationTests {
  private static let lists = [
    "home": WordList(words("tr", "de")), "tr only": WordList(words("tr")), "empty": WordList(),
  ]

  private func condition(_ text: String) throws -> Condition {
    var rules = Rulebook()
    rules.program = Program(lists: Self.lists)
    var diagnostics = Diagnostics()
    let file = SourceFile(name: "condition.yaml", text: text)
    let when = readCondition(file, for: &rules, into: &diagnostics)
    return try #require(when, "\(Renderer().render(diagnostics))").condition
  }

  @Test(arguments: [
    ("{ country: TR }", "{ country: [DE, tr] }"),
    ("{ country: TR }", "{ country: { known: true } }"),
    ("{ country: TR }", "{ country: { is_not: DE } }"), ("{ country: TR }", "{}"),
    ("{ country: TR, city: Izmir }", "{ city: Izmir }"),
    ("{ country: TR, city: Izmir }", "{ city: { starts_with: iz }, country: { in: home } }"),
    ("{ country: { in: tr only } }", "{ country: { in: home } }"),
    ("{ country: { not_in: home } }", "{ country: { is_not: DE } }"),
    ("{ country: { known: false } }", "{ country: { is_not: DE } }"),
    ("{ employees: { at_least: 50 } }", "{ employees: { above: 49.5 } }"),
    ("{ employees: { between: [50, 60] } }", "{ employees: { below: 61 } }"),
    ("{ employees: 50 }", "{ employees: { at_least: 50 } }"),
    (
      "{ employees: { at_least: 0 } }",
      "{ any: [{ employees: { at_most: 50 } }, { employees: { above: 50 } }] }"
    ),
    ("{ fit: { above: 49 } }", "{ fit: { at_least: 50 } }"),
    ("{}", "{ any: [{ fit: { at_most: 49 } }, { fit: { at_least: 50 } }] }"),
    (
      "{}",
      "{ any: [{ stage: [lead, mql, sal, sql] }, { stage: [customer, nurture, disqualified] }] }"
    ),
    (
      "{ grade: { not_in: [B1, B2, B3, B4, C1, C2, C3, C4, D1, D2, D3, D4, A1] } }",
      "{ grade: [A2, A3, A4] }"
    ),
    ("{ title: { contains: vice president } }", "{ title: { contains: [dent, chief] } }"),
    ("{ title: { has_word: vice president } }", "{ title: { has_word: president } }"),
    ("{ title: { starts_with: chief } }", "{ title: { contains: hie } }"),
    ("{ title: { ends_with: officer } }", "{ title: { ends_with: er } }"),
    ("{ created_at: { within: 7d } }", "{ created_at: { within: 30d } }"),
    ("{ created_at: { older_than: 30d } }", "{ not: { created_at: { within: 7d } } }"),
    ("{ created_at: { before: 2026-01-01 } }", "{ created_at: { before: 2026-01-02 } }"),
    ("{ created_at: { after: 2026-01-02 } }", "{ not: { created_at: { before: 2026-01-02 } } }"),
    (
      "{ did: { activity: a, within: 7d, at_least: 3 } }",
      "{ did: { activity: [a, b], at_least: 2 } }"
    ),
    (
      "{ did: { activity: a, where: { form: demo, page: 1 } } }",
      "{ did: { activity: a, where: { form: [demo, trial] } } }"
    ),
    ("{ any: [{ country: TR }, { country: DE }] }", "{ country: { in: home } }"),
    ("{ not: { any: [{ country: TR }, { city: Izmir }] } }", "{ country: { is_not: TR } }"),
    ("{ country: TR, not: { country: TR } }", "{ city: Izmir }"),
  ])
  func follows(_ narrow: String, _ wide: String) throws {
    var reasoning = Implication(lists: Self.lists)
    let follows = reasoning.implies(try condition(narrow), try condition(wide))
    #expect(follows)
  }

  @Test(arguments: [
    ("{ country: [DE, tr] }", "{ country: TR }"),
    ("{ country: { is_not: DE } }", "{ country: TR }"),
    ("{ country: { is_not: DE } }", "{ country: { known: true } }"), ("{}", "{ country: TR }"),
    ("{ country: TR }", "{ city: Izmir }"), ("{ country: { in: home } }", "{ country: TR }"),
    ("{ country: TR }", "{ country: { not_in: empty } }"),
    (
      "{ employees: { known: true } }",
      "{ any: [{ employees: { at_most: 50 } }, { employees: { above: 50 } }] }"
    ),
    ("{ employees: { above: 49 } }", "{ employees: { at_least: 50 } }"),
    ("{ employees: { above: 0 } }", "{ employees: { between: [0, 100] } }"),
    ("{ title: { contains: dent } }", "{ title: { contains: president } }"),
    ("{ title: { contains: president } }", "{ title: { has_word: president } }"),
    ("{ title: { starts_with: vice president } }", "{ title: { has_word: vice president } }"),
    ("{ created_at: { within: 30d } }", "{ created_at: { within: 7d } }"),
    ("{ created_at: { within: 30d } }", "{ created_at: { after: 2020-01-01 } }"),
    ("{ did: { activity: a, within: 30d } }", "{ did: { activity: a, within: 7d } }"),
    ("{ did: { activity: [a, b] } }", "{ did: a }"),
    ("{ did: a }", "{ did: { activity: a, at_least: 2 } }"),
    ("{ did: a }", "{ did: { activity: a, where: { form: demo } } }"),
    ("{ any: [{ country: TR }, { city: Izmir }] }", "{ country: TR }"),
  ])
  func doesNotFollow(_ condition: String, _ other: String) throws {
    var reasoning = Implication(lists: Self.lists)
    let follows = reasoning.implies(try self.condition(condition), try self.condition(other))
    #expect(!follows)
  }

  @Test(arguments: [
    ("{ country: TR }", "{ country: [DE, PL] }"),
    ("{ country: TR }", "{ country: { is_not: TR } }"),
    ("{ country: TR }", "{ country: { known: false } }"),
    ("{ country: PL }", "{ country: { in: home } }"),
    ("{ city: Izmir }", "{ city: { starts_with: an } }"),
    ("{ city: { starts_with: [iz, is] } }", "{ city: { starts_with: an } }"),
    ("{ city: { ends_with: ir } }", "{ city: { ends_with: [ul, ar] } }"),
    ("{ employees: { at_least: 50 } }", "{ employees: { below: 50 } }"),
    ("{ fit: { above: 49 } }", "{ fit: { below: 50 } }"), ("{ cycle: { below: 0 } }", "{}"),
    ("{ stage: lead }", "{ stage: { not_in: [lead, mql] } }"),
    ("{ created_at: { within: 7d } }", "{ created_at: { older_than: 7d } }"),
    ("{ created_at: { after: 2026-01-01 } }", "{ created_at: { before: 2026-01-02 } }"),
    ("{ did: a }", "{ not: { did: [a, b] } }"),
    ("{ did: { activity: a, where: { url: /a, not: { url: /a } } } }", "{}"),
  ])
  func contradict(_ condition: String, _ other: String) throws {
    var reasoning = Implication(lists: Self.lists)
    let (condition, other) = (try self.condition(condition), try self.condition(other))
    let ways = [
      reasoning.contradicts(condition, other), reasoning.contradicts(other, condition),
    ]
    #expect(ways == [true, true])
  }

  @Test(arguments: [
    ("{ city: { starts_with: iz } }", "{ city: { starts_with: izm } }"),
    ("{ city: { contains: a } }", "{ city: { contains: b } }"),
    ("{ employees: { at_most: 50 } }", "{ employees: { at_least: 50 } }"),
    ("{ country: { is_not: TR } }", "{ country: { is_not: DE } }"),
    ("{ country: TR }", "{ country: { in: empty } }"), ("{ did: a }", "{ not: { did: b } }"),
    ("{ created_at: { within: 7d } }", "{ created_at: { before: 2020-01-01 } }"),
    ("{ owner: jim }", "{ stage: lead }"),
  ])
  func doNotContradict(_ condition: String, _ other: String) throws {
    var reasoning = Implication(lists: Self.lists)
    let contradict = reasoning.contradicts(
      try self.condition(condition), try self.condition(other))
    #expect(!contradict)
  }

  /// What takes too long to find out is not claimed.
  @Test func thinksOnlySoLong() {
    let cases = (0..<40).map { place in
      Condition.any((0..<8).map { .field("f\(place)_\($0)", .known) })
    }
    let never = Condition.all(cases + [.not(.all(cases))])
    var reasoning = Implication()
    let isClaimed = reasoning.neverHolds(never)
    #expect(!isClaimed)
  }

  @Test(arguments: [
    ("*", "web.csv", true), ("web*.csv", "web-*.csv", true), ("web*.csv", "web*.csv", true),
    ("*.csv", "a*b*.csv", true), ("a?c", "abc", true), ("a*c", "a?c", true), ("*", "**", true),
    ("web-*.csv", "web*.csv", false), ("*", "in/web.csv", false), ("a?c", "a*c", false),
    ("*.csv", "in/*.csv", false), ("in/*", "in/a/b", false), ("a?c", "a/c", false),
    ("*a*", "*b*", false), ("abc", "a?c", false), ("", "", true), ("*", "", true),
  ])
  func globs(_ wide: String, _ narrow: String, _ isCovered: Bool) {
    #expect(covers(wide, narrow) == isCovered)
  }
}
