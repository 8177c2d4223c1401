import Diagnostics
import LeadCore
import RuleSource
import Testing

@Suite struct PatternTests {
  private func load(_ pattern: String) -> Loaded {
    Loaded("fit:\n  rules: [{ name: It, when: { title: { matches: \(pattern) } }, points: 1 }]")
  }

  /// However a pattern is written, the place inside it is told.
  @Test(arguments: [
    ("a**", 51), ("'a**'", 52), ("\"a**\"", 52), ("'it''s **'", 57), ("\"\\\\d+**\"", 54),
    ("\"\\u0130**\"", 57), ("İ**", 51), ("\"\\x41\\t**\"", 57),
  ])
  func theColumnIsThatOfTheFault(_ pattern: String, _ column: Int) throws {
    let loaded = load(pattern)
    let found = try #require(loaded.diagnostics.sorted.first)
    #expect(found.id == .badPattern && loaded.book == nil)
    #expect(found.span.position == SourcePosition(line: 2, column: column))
  }

  @Test(arguments: ["\"a\n    **\"", "[&it 'a**', *it]"])
  func theWholePatternWhereThatIsNotPossible(_ pattern: String) throws {
    #expect(try #require(load(pattern).diagnostics.sorted.first).id == .badPattern)
  }

  @Test(arguments: [
    ("''", "empty-value"), ("[]", "empty-list"), ("{ a: b }", "wrong-shape"), ("~", "empty-value"),
    ("'(a+)+$'", "costly-pattern"), ("['(a+)+$', '(a+)+$']", "costly-pattern"),
  ])
  func whatIsNoPattern(_ pattern: String, _ id: String) {
    #expect(Set(load(pattern).ids) == [id])
  }

  @Test func aScoreHasNoLetters() {
    let rules = "qualification: { mql: [{ name: It, fit: { matches: '^5' } }] }"
    #expect(Loaded(rules).ids == ["wrong-test"])
  }

  @Test func aThousandAreEnough() {
    let many = (0..<1001).map { "'x\($0)'" }.joined(separator: ", ")
    #expect(load("[\(many)]").ids == ["too-many"])
    let same = (0..<2000).map { "'x\($0 % 5)'" }.joined(separator: ", ")
    #expect(load("[\(same)]").ids == [])
  }
}
