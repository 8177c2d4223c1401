import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `origin: [{ when: { source: sdr_outbound }, is: sales }, { is: marketing }]`.
  mutating func readOrigin(_ field: Field) {
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = item.fields(["when", "is"], into: &diagnostics) else { continue }
      let when = when(in: fields, .scoring)
      let origin = fields.required("is", into: &diagnostics)?.id(into: &diagnostics)
      noteChoice(when, of: "origin", at: item)
      if let when, let origin { book.origins.append(OriginRule(when: when, origin: origin)) }
    }
  }

  /// `ignore: [{ name: Our own people, when: { email_domain: [ourselves.example] } }]`.
  mutating func readIgnore(_ field: Field) {
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = item.fields(["name", "when"], into: &diagnostics) else { continue }
      let name = name(in: fields, of: "ignore")
      guard let field = fields.required("when", into: &diagnostics),
        let condition = condition(field, .scoring), let name
      else { continue }
      let when = compile(condition)
      noteChoice(when, of: "ignore", countsAnyway: true, at: item)
      book.ignored.append(IgnoreRule(name: name, when: when))
    }
  }
}
