import Diagnostics
import LeadCore
import YAML

/// Of what a condition speaks, which decides what may stand in it.
enum ConditionScope {
  /// A lead whose scores are known.
  case lead
  /// A lead that is being scored, or not yet: pseudo-fields are not known.
  case scoring
  /// An activity: its properties are the fields.
  case activity
}

/// Deeper conditions are refused: the stack of a running one has 64 bits.
private let deepestCondition = 24

extension RuleReader {
  /// A condition mapping. Nil where anything in it is wrong.
  mutating func condition(_ field: Field, _ scope: ConditionScope = .lead) -> Condition? {
    guard let fields = field.openFields(into: &diagnostics) else { return nil }
    return condition(fields.all, scope)
  }

  /// The entries of a condition mapping: every one must hold.
  mutating func condition(_ entries: [Field], _ scope: ConditionScope) -> Condition? {
    conditionDepth += 1
    defer { conditionDepth -= 1 }
    if conditionDepth > deepestCondition, let entry = entries.first {
      diagnostics.error(
        .depth, "a condition is at most \(deepestCondition) levels deep", at: entry.keySpan)
      return nil
    }
    let first = mentions.conjunctions.count
    let parts = entries.map { part($0, scope) }
    let sound = parts.compactMap { $0 }
    guard sound.count == parts.count else { return nil }
    note(sound, of: entries, since: first)
    return sound.count == 1 ? sound[0] : .all(sound)
  }

  private mutating func part(_ entry: Field, _ scope: ConditionScope) -> Condition? {
    switch entry.name {
    case "all": return conditions(entry, scope).map { .all($0) }
    case "any": return conditions(entry, scope).map { .any($0) }
    case "not": return condition(entry, scope).map { .not($0) }
    case "did": return did(entry, scope)
    default: break
    }
    if scope != .activity, let standing = Standing(rawValue: entry.name) {
      if scope == .lead { return test(entry, of: .standing(standing)) }
      diagnostics.error(
        .scoreInScore, "`\(entry.name)` is known only after scoring", at: entry.keySpan,
        label: "ask for it in qualification, routing or follow_up")
      return nil
    }
    guard let name = entry.keyFieldName(into: &diagnostics) else { return nil }
    if scope != .activity { mentions.askedFields.append(.init(name: name, span: entry.keySpan)) }
    return test(entry, of: .field(name, declaredType(of: name)))
  }

  private mutating func conditions(_ field: Field, _ scope: ConditionScope) -> [Condition]? {
    guard let items = field.items(into: &diagnostics) else { return nil }
    if items.isEmpty {
      diagnostics.error(.emptyList, "`\(field.name)` needs at least one condition", at: field.span)
      return nil
    }
    let first = mentions.conjunctions.count
    let parts = items.map { condition($0, scope) }
    let sound = parts.compactMap { $0 }
    guard sound.count == parts.count else { return nil }
    if field.name == "all" { note(sound, of: items, since: first) }
    return sound
  }

  /// Keeps parts that must hold together, with their places, for the checks at the end.
  mutating func note(_ parts: [Condition], of fields: [Field], since first: Int) {
    let parts = zip(parts, fields).map { part, field in
      let isItem = field.name == "all" && field.node.mapping != nil
      return Mentions.Conjunction.Part(
        condition: part, name: field.name, span: isItem ? field.start : field.keySpan)
    }
    mentions.conjunctions.append(.init(parts: parts, inner: first..<mentions.conjunctions.count))
  }

  /// The type of a field, if it has one that is more than its text.
  private func declaredType(of field: String) -> FieldType? {
    let name = field.withoutAccount
    return book.fieldTypes[name] ?? FieldType.known[name]
  }
}

/// What a test is about.
enum TestSubject {
  /// A field; its type where it was declared or is known.
  case field(String, FieldType?)
  case standing(Standing)

  func condition(_ test: FieldTest) -> Condition {
    switch self {
    case .field(let name, _): .field(name, test)
    case .standing(let standing): .standing(standing, test)
    }
  }

  /// Whether it always is a number that LeadRelay itself has worked out.
  var isScore: Bool {
    switch self {
    case .standing(.fit), .standing(.interest), .standing(.cycle): true
    default: false
    }
  }

  /// Why a number cannot be asked of it.
  var reasonAgainstNumbers: String? {
    switch self {
    case .field(_, .date): "a date"
    case .field(_, .text): "text"
    case .standing: isScore ? nil : "text"
    default: nil
    }
  }

  /// Why a date cannot be asked of it.
  var reasonAgainstDates: String? {
    switch self {
    case .field(_, .number): "a number"
    case .field(_, .text): "text"
    case .standing: isScore ? "a number" : "text"
    default: nil
    }
  }
}
