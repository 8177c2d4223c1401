import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `origin: [{ when: { source: sdr_outbound }, is: sales }, { is: marketing }]`.
  mutating func readOrigin(_ field: Field) {
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = fields(item, .originRule) else { continue }
      let when = when(in: fields, .scoring)
      let origin = fields["is"]?.id(into: &diagnostics)
      noteChoice(when, of: "origin", at: item)
      if let when, let origin { book.origins.append(OriginRule(when: when, origin: origin)) }
    }
  }

  /// `ignore: [{ name: Our own people, when: { email_domain: [ourselves.example] } }]`.
  mutating func readIgnore(_ field: Field) {
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = fields(item, .ignoreRule) else { continue }
      let name = name(in: fields, of: "ignore")
      guard let field = fields["when"], let condition = condition(field, .scoring), let name
      else { continue }
      let when = compile(condition)
      noteChoice(when, of: "ignore", countsAnyway: true, at: item)
      book.ignored.append(IgnoreRule(name: name, when: when))
    }
  }
}

extension Keys {
  static let originRule: Keys = [
    .optional("when", .shared(.scoringCondition), "Which leads; without it, all the others."),
    .required(
      "is", .id, "Whose prospects they are.", examples: ["marketing", "sales"]),
  ]

  static let ignoreRule: Keys = [
    .required("name", .filledText, "What people call the rule."),
    .required("when", .shared(.scoringCondition), "Which leads are kept out of everything."),
  ]
}
