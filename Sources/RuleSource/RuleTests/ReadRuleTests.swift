public import Diagnostics
public import LeadCore
import YAML

/// Reads the tests of some files, for a rulebook that is read already: the reps, routes, tracks and
/// fields that tests name must be there. All that is wrong is reported at once.
public func readRuleTests(
  _ files: [SourceFile], for rules: Rulebook, into diagnostics: inout Diagnostics
) -> [RuleTest] {
  var reader = RuleTestReader(rules)
  for file in files { reader.read(file) }
  diagnostics.append(contentsOf: reader.diagnostics)
  return reader.tests
}

/// Reads test files one after another.
struct RuleTestReader {
  let rules: Rulebook
  let vocabulary: RuleTestVocabulary
  var tests: [RuleTest] = []
  /// Reads what tests have in common with rules.
  var reader = RuleReader()
  private var names: [String: SourceSpan] = [:]

  init(_ rules: Rulebook) {
    self.rules = rules
    vocabulary = RuleTestVocabulary(rules)
  }

  var diagnostics: Diagnostics {
    get { reader.diagnostics }
    _modify { yield &reader.diagnostics }
  }

  mutating func read(_ file: SourceFile) {
    guard let root = parse(file, into: &diagnostics) else { return }
    let document = Field(name: file.name, keySpan: root.span, node: root)
    guard let fields = document.fields(["tests"], orEmpty: true, into: &diagnostics) else { return }
    for item in fields["tests"]?.items(into: &diagnostics) ?? [] { read(item) }
  }

  private mutating func read(_ item: Field) {
    guard let fields = reader.fields(item, .ruleTest) else { return }
    let name = fields["name"]
    let text = name?.filledText(into: &diagnostics)
    let now = fields["now"]?.time(into: &diagnostics)
    let before = diagnostics.errorCount
    let steps = fields["steps"]?.items(into: &diagnostics)?.map { step($0) }
    guard let name, let text, let now, let steps else { return }
    if let other = names[text] {
      diagnostics.error(
        .duplicateName, "two tests are called \(quoted(text))", at: name.span,
        label: "the other is at \(other.file.name):\(other.line)")
    }
    names[text] = name.span
    let sound = steps.compactMap { $0 }
    if sound.allSatisfy({ $0.expected.isEmpty }), diagnostics.errorCount == before {
      diagnostics.error(
        .emptyTest, "the test \(quoted(text)) expects nothing, so it can never fail", at: name.span,
        label: "add `expect:` to a step")
    }
    tests.append(RuleTest(name: text, span: name.span, now: now, steps: sound))
  }

  private mutating func step(_ item: Field) -> RuleTest.Step? {
    let records = RuleTestVocabulary.records.map(\.rawValue)
    guard let fields = reader.fields(item, .step) else { return nil }
    var step = RuleTest.Step(span: item.start)
    let told = records.filter { fields.has($0) }
    if told.count > 1 {
      diagnostics.error(
        .wrongShape, "a step tells one thing: `\(told[1])` cannot stand beside `\(told[0])`",
        at: fields.all.first { $0.name == told[1] }?.keySpan ?? item.span)
    } else if let record = told.first.flatMap({ RecordKind(rawValue: $0) }) {
      step.fact = fields.required(record.rawValue, into: &diagnostics).flatMap {
        fact(record, $0)
      }
    }
    step.after = fields["after"]?.duration(into: &diagnostics) ?? .zero
    step.times = fields["times"]?.integer(in: 1...10_000, into: &diagnostics) ?? 1
    step.every = fields["every"]?.duration(into: &diagnostics) ?? .zero
    for key in ["times", "every"] where told.isEmpty && fields.has(key) {
      diagnostics.error(
        .missingKey,
        "`\(key)` needs a fact that is told again: \(records.joined(separator: ", "))",
        at: fields.all.first { $0.name == key }?.keySpan ?? item.span)
    }
    if let expect = fields["expect"] { readExpected(expect, into: &step) }
    return step
  }

  private mutating func fact(_ record: RecordKind, _ field: Field) -> RuleTest.Fact? {
    guard let fields = field.openFields(into: &diagnostics) else { return nil }
    let names = vocabulary.names(of: record)
    var properties: [RuleTest.Property] = []
    for entry in fields.all {
      guard let name = entry.keyFieldName(into: &diagnostics) else { continue }
      reportUnread(name, at: entry.keySpan, of: record, names)
      guard !entry.isNull, let value = entry.text(into: &diagnostics) else { continue }
      if name == "rep" { reportUnknownRep(value, at: entry.span) }
      properties.append(RuleTest.Property(name: name, value: value, span: entry.span))
    }
    let (identities, usual) =
      record == .account
      ? (Set(rules.accountKinds), AccountIdentity.domain) : (vocabulary.identities, "email")
    if record != .deal, !properties.contains(where: { identities.contains($0.name) }) {
      diagnostics.error(
        .missingKey, "`\(record.rawValue)` needs an identity, such as `\(usual)`",
        at: field.keySpan)
    }
    return RuleTest.Fact(record: record, properties: properties, line: field.keySpan.line)
  }

  /// A field that no rule reads changes nothing: it was hardly meant.
  private mutating func reportUnread(
    _ name: String, at span: SourceSpan, of record: RecordKind, _ names: Set<String>
  ) {
    guard !names.contains(name) else { return }
    let near = diagnostics.suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
    diagnostics.error(
      .unreadField, "nobody reads `\(name)` of \(record.article) \(record.rawValue)", at: span,
      label: near ?? "no rule asks for it, so it cannot change anything")
  }

  mutating func reportUnknownRep(_ name: String, at span: SourceSpan) {
    guard rules.rep(called: name) == nil else { return }
    let reps = rules.teams.flatMap { $0.reps.map(\.id) }
    diagnostics.error(
      .unknownRep, "there is no rep \(quoted(name))", at: span,
      label: diagnostics.suggestion(for: name, among: reps).map { "did you mean '\($0)'?" })
  }
}

extension RecordKind {
  fileprivate var article: String { "aeiou".contains(rawValue.prefix(1)) ? "an" : "a" }
}

extension Field {
  /// A time with `Z` or an offset.
  func time(into diagnostics: inout Diagnostics) -> Instant? {
    value("a time such as 2026-03-02T09:00:00+03:00", into: &diagnostics) { Instant(written: $0) }
  }
}
