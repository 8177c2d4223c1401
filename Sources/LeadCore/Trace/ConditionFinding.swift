/// A condition, part by part, and whether each part holds for a lead: what `explain --why-not`
/// shows.
public struct ConditionFinding: Sendable {
  public var condition: Condition
  public var held: Bool
  /// What the lead has there; nil where nothing is known, and for what joins parts.
  public var found: String?
  /// The parts of `all`, `any` and `not`.
  public var parts: [ConditionFinding]
}

/// Looks at each part of a condition of the rulebook.
///
/// - Parameter value: the text of a field of the lead, as it is stored.
public func finding(
  _ condition: Condition, _ state: LeadState, _ look: Look, _ rules: Rulebook, now: Instant,
  value: (String) -> String?
) -> ConditionFinding {
  // All tests of the condition are in the rulebook's program already, so compiling its parts again
  // makes no test that `look` does not know.
  var rules = rules
  let when = rules.program.compile(condition)
  let held = holds(when, state, look, rules, now: now)
  func finding(_ part: Condition) -> ConditionFinding {
    LeadCore.finding(part, state, look, rules, now: now, value: value)
  }
  switch condition {
  case .all(let parts), .any(let parts):
    return ConditionFinding(
      condition: condition, held: held, found: nil, parts: parts.map(finding))
  case .not(let part):
    let inner = finding(part)
    return ConditionFinding(
      condition: condition, held: held, found: inner.found, parts: [inner])
  case .field(let field, _):
    return ConditionFinding(
      condition: condition, held: held, found: value(field) ?? derived(field, rules, value),
      parts: [])
  case .standing(let standing, _):
    return ConditionFinding(
      condition: condition, held: held, found: text(of: standing, state, rules), parts: [])
  case .did(let test):
    return ConditionFinding(
      condition: condition, held: held, found: count(of: test, state, rules, now: now), parts: [])
  }
}

private func derived(
  _ field: String, _ rules: Rulebook, _ value: (String) -> String?
) -> String? {
  guard let derivation = Derivation(rawValue: field), let base = value(derivation.base)
  else { return nil }
  return rules.program.derived.derive(derivation, from: FoldedText(base))?.description
}

private func text(of standing: Standing, _ state: LeadState, _ rules: Rulebook) -> String? {
  switch standing {
  case .fit: String(state.fit)
  case .interest: String(state.interest)
  case .cycle: String(state.cycle)
  case .grade: rules.grade(of: state).description
  case .stage: state.stage.rawValue
  case .owner: state.owner
  case .track: state.enrolment?.track
  case .origin: state.origin
  }
}

/// `2 times, the last 2026-03-02T09:00:00Z`.
private func count(
  of test: DidTest, _ state: LeadState, _ rules: Rulebook, now: Instant
) -> String {
  let bit = rules.program.matches.firstIndex { $0.match == test.match }
  let meant = state.activities.filter { activity in
    bit.map { activity.matches[$0] } ?? false
  }
  guard let last = meant.last else { return "never" }
  let counted = meant.filter { activity in
    test.within.map { activity.at >= now - $0 } ?? true
  }
  let times = counted.count == 1 ? "once" : counted.isEmpty ? "not" : "\(counted.count) times"
  return "\(times)\(test.within == nil ? "" : " in that time"), the last \(last.at.iso)"
}
