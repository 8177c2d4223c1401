import Diagnostics
import LeadCore
import YAML

extension RuleTestReader {
  /// `expect:`, what must be so after a step.
  mutating func readExpected(_ field: Field, into step: inout RuleTest.Step) {
    guard let fields = reader.fields(field, .expected) else { return }
    if fields.all.isEmpty {
      diagnostics.error(.emptyTest, "`expect` expects nothing", at: field.span)
    }
    if let lead = fields["lead"] { step.lead = identity(lead) }
    for entry in fields.all {
      guard let subject = RuleTest.Subject(rawValue: entry.name),
        let value = value(of: subject, entry)
      else { continue }
      step.expected.append(
        RuleTest.Expectation(subject: subject, value: value, span: entry.keySpan))
    }
  }

  /// `ada@acme.com`, or `{hubspot: 1001}`.
  private mutating func identity(_ field: Field) -> RuleTest.Property? {
    guard field.node.mapping != nil else {
      return field.filledText(into: &diagnostics).map {
        RuleTest.Property(name: "email", value: $0, span: field.span)
      }
    }
    guard let fields = field.fields(vocabulary.identities.sorted(), into: &diagnostics),
      let entry = fields.all.first, let text = entry.filledText(into: &diagnostics)
    else { return nil }
    return RuleTest.Property(name: entry.name, value: text, span: entry.span)
  }

  private mutating func value(
    of subject: RuleTest.Subject, _ field: Field
  ) -> RuleTest.Value? {
    switch subject {
    case .stage: return word(field, of: Stage.allCases.map(\.rawValue))
    case .grade: return word(field, of: Words.grades.names)
    case .fit, .interest, .cycle, .attempts:
      return field.integer(into: &diagnostics).map { .text(String($0)) }
    case .waiting: return field.boolean(into: &diagnostics).map { .text(String($0)) }
    case .origin, .rejected: return field.filledText(into: &diagnostics).map { .text($0) }
    case .owner: return rep(field)
    case .track: return name(field, among: rules.tracks.map(\.name), .unknownTrack, "track")
    case .team: return name(field, among: rules.teams.map(\.id), .unknownTeam, "team")
    case .route: return name(field, among: rules.routes.map(\.name), .unknownName, "route")
    case .plan: return name(field, among: rules.plans.map(\.name), .unknownName, "plan")
    case .ignored:
      return name(field, among: rules.ignored.map(\.name), .unknownName, "rule of `ignore`")
    case .ended: return word(field, of: Handoff.Ending.allCases.map(\.rawValue))
    case .not: return reasons(field)
    case .breaches, .withdrawn:
      let kinds = field.list(orOne: true, into: &diagnostics) {
        $0.choice(of: Deadline.Kind.self, into: &$1)?.rawValue
      }
      return kinds.map { .list($0) }
    case .alerts:
      let names = field.list(orOne: true, into: &diagnostics) { $0.filledText(into: &$1) }
      return names.map { names in
        .list(names.map { rules.rep(called: $0) ?? $0 }.sorted())
      }
    }
  }

  private mutating func word(_ field: Field, of words: [String]) -> RuleTest.Value? {
    if field.isNull { return .text(nil) }
    return field.choice(of: words.map { ($0, $0) }, into: &diagnostics).map { .text($0) }
  }

  /// The name of something that must be in the rulebook; `~` where there must be none.
  private mutating func name(
    _ field: Field, among names: [String], _ id: Diagnostic.ID, _ kind: String
  ) -> RuleTest.Value? {
    if field.isNull { return .text(nil) }
    guard let name = field.text(into: &diagnostics) else { return nil }
    guard !names.contains(name) else { return .text(name) }
    diagnostics.error(
      id, "there is no \(kind) \(quoted(name))", at: field.span,
      label: diagnostics.suggestion(for: name, among: names).map { "did you mean '\($0)'?" })
    return nil
  }

  private mutating func rep(_ field: Field) -> RuleTest.Value? {
    if field.isNull { return .text(nil) }
    guard let text = field.text(into: &diagnostics) else { return nil }
    reportUnknownRep(text, at: field.span)
    return .text(rules.rep(called: text) ?? text)
  }

  /// `{pam: outside_takes}`.
  private mutating func reasons(_ field: Field) -> RuleTest.Value? {
    guard let entries = field.entries(into: &diagnostics) else { return nil }
    var reasons: [String: String] = [:]
    for entry in entries {
      reportUnknownRep(entry.name, at: entry.keySpan)
      let reason = entry.choice(of: Candidate.Reason.self, into: &diagnostics)
      reasons[rules.rep(called: entry.name) ?? entry.name] = reason?.rawValue
    }
    return .reasons(reasons)
  }
}
