import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `fields: {budget: number}` or `{budget: {type: number}}`.
  mutating func readFields(_ field: Field) {
    for entry in field.entries(into: &diagnostics) ?? [] {
      guard let name = entry.keyFieldName(into: &diagnostics) else { continue }
      var type: Field? = entry
      if entry.node.mapping != nil {
        type = fields(entry, .fieldDeclaration)?["type"]
      }
      guard let type = type?.choice(of: FieldType.self, into: &diagnostics) else { continue }
      if Standing(rawValue: name) != nil {
        diagnostics.error(
          .wrongTest, "`\(name)` is worked out by LeadRelay and cannot be declared",
          at: entry.keySpan)
      }
      book.fieldTypes[name] = type
    }
  }
}

extension Keys {
  /// A declared field where more than its type could be said.
  static let fieldDeclaration: Keys = [
    .required("type", .word(.fieldTypes), "What the field's text stands for.")
  ]
}

extension Shape {
  static let fieldTypes = Shape.entries(
    of: .either(
      [.word(.fieldTypes), .mapping(.fieldDeclaration)], expected: "text, number or date"),
    by: .fieldName)
}
