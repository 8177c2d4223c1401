import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// The entries of a mapping with these keys: keys that are unknown, missing or not yet acted upon
  /// are reported, and the values of the last are checked, for nobody else reads them.
  ///
  /// - Parameter orEmpty: whether nothing counts as a mapping without entries.
  mutating func fields(_ field: Field, _ keys: Keys, orEmpty: Bool = false) -> Fields? {
    guard let fields = field.openFields(orEmpty: orEmpty, into: &diagnostics) else { return nil }
    if keys.others == nil { fields.reportUnknown(besides: keys.names, into: &diagnostics) }
    for key in keys.all {
      if key.isRequired { _ = fields.required(key.name, into: &diagnostics) }
      guard let field = fields[key.name] else { continue }
      if let other = key.needs { _ = fields.required(other, into: &diagnostics) }
      guard key.isLater else { continue }
      notYet(field)
      check(field, is: key.shape)
    }
    return fields
  }

  /// Reports where a value is not of its shape.
  mutating func check(_ field: Field, is shape: Shape) {
    switch shape {
    case .list(let item, let orOne, let isFilled):
      guard let items = field.items(orOne: orOne, into: &diagnostics) else { return }
      if isFilled, items.isEmpty {
        diagnostics.error(.emptyList, "`\(field.name)` needs at least one value", at: field.span)
      }
      for one in items { check(one, is: item) }
    case .tuple(let shapes):
      guard let items = field.items(into: &diagnostics) else { return }
      guard items.count == shapes.count else {
        let expected = "a list of \(shapes.count)"
        return field.reportValue(expected: expected, into: &diagnostics)
      }
      for (one, shape) in zip(items, shapes) { check(one, is: shape) }
    case .mapping(let keys): checkMapping(field, keys)
    case .entries(let value, let form):
      for entry in field.entries(into: &diagnostics) ?? [] {
        checkKey(entry, form)
        check(entry, is: value)
      }
    case .orNothing(let shape): if !field.isNull { check(field, is: shape) }
    case .either(let shapes, let expected): checkEither(field, shapes, expected)
    case .shared(.condition): _ = condition(field)
    case .shared(.scoringCondition): _ = condition(field, .scoring)
    case .shared(.propertyCondition): _ = condition(field, .activity)
    case .shared(let shared): check(field, is: shared.shape)
    case .never:
      diagnostics.error(.unknownKey, "unknown key \(quoted(field.name))", at: field.keySpan)
    default: checkScalar(field, shape)
    }
  }

  private mutating func checkMapping(_ field: Field, _ keys: Keys) {
    guard let fields = fields(field, keys) else { return }
    for entry in fields.all {
      guard let key = keys[entry.name] else {
        if let others = keys.others { check(entry, is: others) }
        continue
      }
      // What is required or comes later was looked at by `fields`.
      if key.isLater || entry.isNull && (key.isRequired || keys.allowsNothing(behind: key)) {
        continue
      }
      check(entry, is: key.shape)
    }
  }

  /// The first shape of the value's kind says what is wrong, unless several are of that kind.
  private mutating func checkEither(_ field: Field, _ shapes: [Shape], _ expected: String) {
    let before = self
    var likely: [RuleReader] = []
    for shape in shapes {
      self = before
      diagnostics = Diagnostics()
      check(field, is: shape)
      let said = diagnostics
      diagnostics = before.diagnostics
      diagnostics.append(contentsOf: said)
      if !said.hasErrors { return }
      if shape.isOfKind(of: field.node) { likely.append(self) }
    }
    self = before
    if let reading = likely.first {
      self = reading
    } else if field.node.scalar == nil || field.isNull {
      field.reportShape(expected: expected, into: &diagnostics)
    } else {
      field.reportValue(expected: expected, into: &diagnostics)
    }
  }

  private mutating func checkKey(_ entry: Field, _ form: Shape.KeyForm) {
    switch form {
    case .name: break
    case .id: _ = entry.keyID(into: &diagnostics)
    case .fieldName: _ = entry.keyFieldName(into: &diagnostics)
    case .written(let writing):
      if writing.matches(entry.name) { break }
      diagnostics.error(
        .wrongValue, "\(quoted(entry.name)) must be \(writing.expected)", at: entry.keySpan)
    }
  }

  private mutating func checkScalar(_ field: Field, _ shape: Shape) {
    switch shape {
    case .filledText: _ = field.filledText(into: &diagnostics)
    case .id: _ = field.id(into: &diagnostics)
    case .fieldName: _ = field.fieldName(into: &diagnostics)
    case .email: _ = field.email(into: &diagnostics)
    case .boolean: _ = field.boolean(into: &diagnostics)
    case .integer(let bounds): _ = field.integer(in: bounds, into: &diagnostics)
    case .number(let bounds): _ = field.number(in: bounds, into: &diagnostics)
    case .percentage: _ = field.percentage(into: &diagnostics)
    case .duration(let least): _ = field.duration(atLeast: least, into: &diagnostics)
    case .date: _ = field.day(into: &diagnostics)
    case .dates: _ = field.days(into: &diagnostics)
    case .timeZone: _ = field.zone(into: &diagnostics)
    case .destination: _ = destination(field)
    case .word(let words, _): _ = field.choice(of: words.choices, into: &diagnostics)
    case .written(let writing):
      _ = field.value(writing.expected, into: &diagnostics) { writing.matches($0) ? true : nil }
    default: _ = field.text(into: &diagnostics)
    }
  }
}

extension Shape {
  /// Whether it is a list, or a mapping, as the node is.
  fileprivate func isOfKind(of node: Node) -> Bool {
    switch self {
    case .list, .tuple: node.sequence != nil
    case .mapping, .entries: node.mapping != nil
    default: false
    }
  }
}

extension Writing {
  /// Whether a text is of this form.
  func matches(_ text: String) -> Bool {
    // The pattern is ours: one that cannot be read is found by the first test.
    (try? Regex(pattern).firstMatch(in: text)) != nil
  }
}
