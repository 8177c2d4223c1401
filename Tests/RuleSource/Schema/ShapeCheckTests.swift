import Diagnostics
import Testing
import YAML

@testable import RuleSource

/// Parts of the language without a reader are checked all the same, with the ids of the others.
@Suite struct ShapeCheckTests {
  @Test(arguments: [
    ("goals: { period: month, marketing: { leads: 500, close_rate: 5% } }", []),
    ("goals: { perid: month }", ["unknown key 'perid'"]),
    (
      "goals: { period: week, marketing: { leads: many, close_rate: 105% } }",
      [
        "`period` must be month, quarter or year, not 'week'",
        "`leads` must be a whole number, not 'many'",
        "`close_rate` must be a percentage such as 60%, not '105%'",
      ]
    ),
    (
      "goals: { marketing: { segments: [{ when: { country: ~ } }], worth: [{ worth: -1 }] } }",
      [
        "an item of `segments` needs the key `name`", "`country` is compared with nothing",
        "`worth` must be a number of at least 0, not '-1'",
      ]
    ),
    (
      "agreement: { review: { every: often }, commitments: { by: Sales } }",
      [
        "`every` must be month, quarter, year or a duration such as 1w, not 'often'",
        "`commitments` must be a list, not a mapping",
      ]
    ),
    ("escalation: [{ when: { mql: low }, tell: [] }]", ["`mql` must be below_line, not 'low'"]),
    (
      "retune: { rescore: perhaps, promote_active_within: 30d }",
      ["`rescore` must be true or false, not 'perhaps'"]
    ),
  ])
  func says(_ text: String, _ expected: [String]) {
    let diagnostics = Loaded(text).diagnostics.sorted
    #expect(diagnostics.contains { $0.id == .notYet })
    #expect(diagnostics.filter { $0.severity == .error }.map(\.message) == expected)
  }

  @Test(arguments: [
    ("lead: ada@acme.com", []), ("lead: { crm: 17 }", []), ("owner:", []),
    ("lead: [a]", ["`lead` must be an identity, not a list"]),
    ("lead: { crm: [] }", ["`crm` must be text, not a list"]),
    ("fit: high", ["`fit` must be a whole number, not 'high'"]),
    ("not: { Jim: away, pam: ill }", ["'Jim' is no id", "`pam` must be"]),
  ])
  func eitherShapeWillDo(_ text: String, _ expected: [String]) throws {
    var reader = RuleReader()
    let file = SourceFile(name: "expect.yaml", text: text)
    let node = try #require(parse(file, into: &reader.diagnostics))
    let expect = try #require(step["expect"])
    reader.check(Field(name: "expect", keySpan: node.span, node: node), is: expect.shape)
    let messages = reader.diagnostics.sorted.map(\.message)
    #expect(messages.count == expected.count)
    #expect(zip(messages, expected).allSatisfy { $0.hasPrefix($1) }, "\(messages)")
  }

  private var step: Keys {
    guard case .list(.mapping(let keys), _, _) = Keys.ruleTest["steps"]?.shape else { return [] }
    return keys
  }
}
