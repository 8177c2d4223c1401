import Diagnostics
import LeadCore
import YAML

/// The tests that a mapping below a field may hold.
private let textTests = Keys.textTests.names
let numberTests = Keys.numberTests.names
private let dateTests = Keys.dateTests.names

extension RuleReader {
  /// What is asked of a field: a value, several, or a mapping of tests that all must hold.
  mutating func test(_ entry: Field, of subject: TestSubject) -> Condition? {
    if entry.isNull {
      diagnostics.error(
        .emptyValue, "`\(entry.name)` is compared with nothing", at: entry.keySpan,
        label: "write {known: false} where it must be missing")
      return nil
    }
    guard entry.node.mapping != nil else { return equals(entry, subject) }
    guard let tests = entry.openFields(into: &diagnostics) else { return nil }
    if tests.all.isEmpty {
      diagnostics.error(.emptyList, "`\(entry.name)` needs at least one test", at: entry.span)
      return nil
    }
    tests.reportUnknown(besides: Keys.tests.names, into: &diagnostics)
    var parts: [Condition?] = []
    var fields: [Field] = []
    if let first = tests.all.first(where: { numberTests.contains($0.name) }) {
      parts.append(number(tests, subject))
      fields.append(first)
    }
    for test in tests.all where !numberTests.contains(test.name) {
      parts.append(part(test, of: subject, named: entry.name))
      fields.append(test)
    }
    reportEmptyTime(tests)
    let sound = parts.compactMap { $0 }
    guard sound.count == parts.count else { return nil }
    if sound.count > 1 { note(sound, of: fields, since: mentions.conjunctions.count) }
    return sound.count == 1 ? sound[0] : .all(sound)
  }

  private mutating func part(
    _ test: Field, of subject: TestSubject, named name: String
  ) -> Condition? {
    switch test.name {
    case "is_not": return equals(test, subject).map { .not($0) }
    case "not_in":
      if test.node.sequence != nil { return equals(test, subject).map { .not($0) } }
      return list(test, subject).map { .not($0) }
    case "in": return list(test, subject)
    case "known":
      guard let isKnown = test.boolean(into: &diagnostics) else { return nil }
      return isKnown ? subject.condition(.known) : .not(subject.condition(.known))
    case "matches": return matches(test, subject, named: name)
    case _ where textTests.contains(test.name): return text(test, subject, named: name)
    case _ where dateTests.contains(test.name): return date(test, subject, named: name)
    default: return nil  // reported as unknown
    }
  }

  private mutating func text(
    _ test: Field, _ subject: TestSubject, named name: String
  ) -> Condition? {
    if subject.isScore { return reportWrongTest(test, named: name, is: "a number") }
    guard let texts = foldedTexts(test) else { return nil }
    switch test.name {
    case "contains": return subject.condition(.contains(texts))
    case "has_word": return subject.condition(.hasWord(texts))
    case "starts_with": return subject.condition(.startsWith(texts))
    default: return subject.condition(.endsWith(texts))
    }
  }

  private mutating func list(_ test: Field, _ subject: TestSubject) -> Condition? {
    if test.node.sequence != nil {
      let label = "values stand right behind the field, without `in`"
      test.reportShape(expected: "the name of a list", label: label, into: &diagnostics)
      return nil
    }
    guard let name = test.scalar(expected: "the name of a list", into: &diagnostics)?.text
    else { return nil }
    if listNames.contains(name) { return subject.condition(.inList(name)) }
    let near = diagnostics.suggestion(for: name, among: listNames)
      .map { "did you mean '\($0)'?" }
    let label =
      near
      ?? (test.name == "not_in"
        ? "for a value write is_not" : "neither lists/\(name).txt nor an entry of `lists`")
    diagnostics.error(
      .unknownList, "there is no list \(quoted(name))", at: test.span, label: label)
    return nil
  }

  private mutating func date(
    _ test: Field, _ subject: TestSubject, named name: String
  ) -> Condition? {
    if let reason = subject.reasonAgainstDates {
      return reportWrongTest(test, named: name, is: reason)
    }
    if case .field(let field, nil) = subject { datesByUse.insert(field.withoutAccount) }
    let zone = book.calendar.zone
    switch test.name {
    case "within":
      return test.duration(into: &diagnostics).map { subject.condition(.date(.within($0))) }
    case "older_than":
      return test.duration(into: &diagnostics).map { subject.condition(.date(.olderThan($0))) }
    case "before":
      return test.day(into: &diagnostics).map {
        subject.condition(.date(.before(zone.instant(of: $0))))
      }
    default:
      return test.day(into: &diagnostics).map {
        let next = Day(number: $0.number + 1)
        return subject.condition(.date(.after(zone.instant(of: next))))
      }
    }
  }

  /// Dates between which nothing lies.
  private mutating func reportEmptyTime(_ tests: Fields) {
    var scratch = Diagnostics()
    if let within = tests["within"]?.duration(into: &scratch),
      let beyond = tests["older_than"], let least = beyond.duration(into: &scratch), least >= within
    {
      diagnostics.error(
        .emptyRange, "no date lies within one and beyond the other", at: beyond.span)
    }
    if let after = tests["after"]?.day(into: &scratch), let upper = tests["before"],
      let before = upper.day(into: &scratch), before.number <= after.number + 1
    {
      diagnostics.error(.emptyRange, "no day lies after one and before the other", at: upper.span)
    }
  }

  mutating func reportWrongTest(
    _ test: Field, named name: String, is kind: String
  ) -> Condition? {
    diagnostics.error(
      .wrongTest, "`\(test.name)` cannot be asked of `\(name)`, which is \(kind)", at: test.keySpan)
    return nil
  }

  /// Texts to compare with, of which none may be empty: empty text is "missing".
  mutating func foldedTexts(_ field: Field) -> [FoldedText]? {
    guard let items = field.items(orOne: true, into: &diagnostics) else { return nil }
    if items.isEmpty {
      diagnostics.error(.emptyList, "`\(field.name)` needs at least one value", at: field.span)
      return nil
    }
    let texts = items.map { item in item.text(into: &diagnostics).map { (item, FoldedText($0)) } }
    for case let (item, folded)? in texts where folded.bytes.isEmpty {
      diagnostics.error(
        .emptyValue, "empty text is a missing value", at: item.span,
        label: "write {known: false} where it must be missing")
    }
    let sound = texts.compactMap { $0?.1 }.filter { !$0.bytes.isEmpty }
    return sound.count == items.count ? sound : nil
  }
}
