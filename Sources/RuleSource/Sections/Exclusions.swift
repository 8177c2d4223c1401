import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `exclusions:`, days in which follow-up clocks stand still.
  mutating func readExclusions(_ field: Field) {
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = fields(item, .exclusion) else { continue }
      let from = fields["from"]?.day(into: &diagnostics)
      let to = fields["to"]?.day(into: &diagnostics)
      let why = fields["why"]?.filledText(into: &diagnostics)
      let teams = fields["teams"]?.list(orOne: true, into: &diagnostics) { $0.id(into: &$1) } ?? []
      if let field = fields["teams"] {
        mentions.excludedTeams += teams.map { .init(name: $0, span: field.span) }
      }
      var instead: [Deadline.Kind: Allowance] = [:]
      if let terms = fields["instead"].flatMap({ self.fields($0, .relaxedTerms) }) {
        for kind in Deadline.Kind.allCases {
          instead[kind] = terms[kind.rawValue]?.allowance(into: &diagnostics)
        }
      }
      guard let from, let to else { continue }
      guard from <= to else {
        diagnostics.error(
          .emptyRange, "this exclusion ends before it begins",
          at: fields["to"]?.span ?? item.start)
        continue
      }
      book.exclusions.append(
        Exclusion(days: from...to, why: why, teams: Set(teams), instead: instead))
    }
  }

  /// `handoff: { fields: [email, name] }`, what goes over to sales.
  mutating func readHandoff(_ field: Field) {
    guard let fields = fields(field, .handoff), let names = fields["fields"] else { return }
    book.handoffFields = fieldNames(names)
  }
}
