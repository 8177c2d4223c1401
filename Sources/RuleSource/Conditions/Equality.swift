import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// A value, or a list of values of which one must be the field's.
  mutating func equals(_ field: Field, _ subject: TestSubject) -> Condition? {
    switch subject {
    case .standing(let standing): return equals(field, standing)
    case .field(let name, let type):
      guard var texts = foldedTexts(field) else { return nil }
      reportUnknownWords(field, of: name)
      if name == "email_domain" { texts = texts.map { canonicalDomain($0) } }
      let numbers = texts.compactMap { LeadCore.number($0.description) }
      guard type == .number, numbers.count == texts.count else {
        return subject.condition(.equals(texts))
      }
      return anyOf(numbers, subject)
    }
  }

  private func anyOf(_ numbers: [Double], _ subject: TestSubject) -> Condition {
    let tests = numbers.map { number in
      let bound = NumberRange.Bound(number, isInclusive: true)
      return subject.condition(.number(NumberRange(lower: bound, upper: bound)))
    }
    return tests.count == 1 ? tests[0] : .any(tests)
  }

  private mutating func equals(_ field: Field, _ standing: Standing) -> Condition? {
    guard let texts = foldedTexts(field), let items = field.items(orOne: true, into: &diagnostics)
    else { return nil }
    let subject = TestSubject.standing(standing)
    if subject.isScore {
      let numbers = items.map { $0.integer(into: &diagnostics) }
      let sound = numbers.compactMap { $0 }
      for (number, item) in zip(numbers, items) {
        guard let bound = number.map({ NumberRange.Bound(Double($0), isInclusive: true) })
        else { continue }
        mentions.scoreTests.append(
          .init(standing: standing, range: .init(lower: bound, upper: bound), span: item.span))
      }
      return sound.count == numbers.count ? anyOf(sound.map(Double.init), subject) : nil
    }
    var isSound = true
    for item in items {
      switch standing {
      case .grade: isSound = word(item, of: Words.grades.names) && isSound
      case .stage: isSound = word(item, of: Words.stages.names) && isSound
      case .track:
        mentions.sentTo.append(
          .init(name: item.node.scalar?.text ?? "", span: item.span, group: "test"))
      case .owner:
        mentions.owners.append(.init(name: item.node.scalar?.text ?? "", span: item.span))
      default: break
      }
    }
    if standing == .grade { mentions.gradeTests.append(.init(grades: texts, span: field.span)) }
    return isSound ? subject.condition(.equals(texts)) : nil
  }

  /// Whether it is one of the words, in whatever case.
  private mutating func word(_ item: Field, of words: [String]) -> Bool {
    guard let text = item.node.scalar?.text else { return false }
    if words.contains(where: { FoldedText($0) == FoldedText(text) }) { return true }
    return item.choice(of: words.map { ($0, $0) }, into: &diagnostics) != nil
  }

  /// Derived fields hold a few words only; a file may bring others itself, so it is a warning, and
  /// none where the field was declared.
  private mutating func reportUnknownWords(_ field: Field, of name: String) {
    guard book.fieldTypes[name] == nil else { return }
    let words: [String]
    switch name {
    case "seniority": words = Words.seniorities.names
    case "department": words = book.program.derived.department.values.map(\.description)
    case "email_kind": words = Words.emailKinds.names
    case "email_domain": return reportSubdomains(field)
    default: return
    }
    for item in field.items(orOne: true, into: &diagnostics) ?? [] {
      guard let text = item.node.scalar?.text,
        !words.contains(where: { FoldedText($0) == FoldedText(text) })
      else { continue }
      let near = diagnostics.suggestion(for: text, among: words, severity: .warning)
        .map { "did you mean '\($0)'?" }
      diagnostics.warning(
        .unknownWord, "`\(name)` is never \(quoted(text))", at: item.span,
        label: near ?? "it is one of \(words.joined(separator: ", "))")
    }
  }

  /// `email_domain` is that of the company, never one below it.
  private mutating func reportSubdomains(_ field: Field) {
    for item in field.items(orOne: true, into: &diagnostics) ?? [] {
      guard let text = item.node.scalar?.text else { continue }
      let domain = canonicalDomain(FoldedText(text))
      let company = companyDomain(of: domain)
      guard company != domain else { continue }
      diagnostics.warning(
        .unknownWord, "`email_domain` is never \(quoted(text))", at: item.span,
        label: "it is the company's, \(company)")
    }
  }
}
