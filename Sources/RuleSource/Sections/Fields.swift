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
        type = entry.fields(["type"], into: &diagnostics)?.required("type", into: &diagnostics)
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
