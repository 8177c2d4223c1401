/// What a lead scores and whether it qualifies, from its fields alone: what `score` writes for a
/// row.
public struct Assessment: Equatable, Sendable {
  public var fit: Int
  public var interest: Int
  public var grade: Grade
  /// An alternative holds, all required fields are known, nothing disqualifies.
  public var qualified: Bool
}

/// Assesses a lead of which nothing is known but its fields.
public func assess(_ look: Look, _ rules: Rulebook, now: Instant) -> Assessment {
  var situation = Situation(
    rules, look, LeadState(id: 0, since: now, createdAt: now), now: now)
  return situation.assessed()
}

extension Situation {
  /// The order is that of `Deciding.evaluate`: origin, scores, then what looks at both.
  fileprivate mutating func assessed() -> Assessment {
    state.origin = rules.origins.first { holds($0.when) }?.origin ?? "marketing"
    score()
    let qualification = rules.qualification
    return Assessment(
      fit: state.fit, interest: state.interest, grade: rules.grade(of: state),
      qualified: requiresKnown && qualification.alternatives.contains { holds($0.when) }
        && !qualification.disqualifying.contains { holds($0.when) })
  }
}

/// Assesses many leads under the same rules and at the same instant. Leads in which scoring found
/// the same are assessed once.
public struct Assessor {
  private let rules: Rulebook
  private let now: Instant
  private var known = LookMemo<Assessment>()

  public init(_ rules: Rulebook, now: Instant) {
    self.rules = rules
    self.now = now
  }

  /// The assessments of all rows of what `Scorer.look` found.
  public mutating func assess(_ looks: Looks) -> [Assessment] {
    let (rules, now) = (rules, now)
    return (0..<looks.rows).map { row in
      known.value(of: looks, row: row) { LeadCore.assess(looks[row], rules, now: now) }
    }
  }
}

/// Whether a condition holds for a lead; `did` asks its activities, which must be there then.
public func holds(
  _ when: When, _ state: LeadState, _ look: Look, _ rules: Rulebook, now: Instant
) -> Bool {
  Situation(rules, look, state, now: now).holds(when)
}

extension Rulebook {
  /// Whether any of it asks for what leads did: scores then change as time passes.
  public var asksActivities: Bool { !sections.program.matches.isEmpty }
}

extension When {
  /// Whether it asks for what the lead did.
  public var asksActivities: Bool {
    code.contains { if case .did = $0 { true } else { false } }
  }
}
