/// Why a decision fell as it did, as data.
public struct Trace: Hashable, Sendable {
  /// A rule, and the points it gave.
  public struct Points: Hashable, Sendable {
    public var rule: String
    /// Rounded to hundredths for decaying rules; the score is rounded once, from the exact sum.
    public var points: Double
    public init(rule: String, points: Double) {
      self.rule = rule
      self.points = points
    }
  }
  /// A named condition, and whether it held.
  public struct Finding: Hashable, Sendable {
    public var name: String
    public var held: Bool
    public init(name: String, held: Bool) {
      self.name = name
      self.held = held
    }
  }

  public var fit: Int
  public var interest: Int
  public var fitRules: [Points]
  public var interestRules: [Points]
  public var alternatives: [Finding]
  public var disqualifying: [Finding]
  /// Whether all fields that `qualification.requires` names are known.
  public var requiresKnown: Bool
}

extension Situation {
  /// Why the lead is where it is. Points of `per` rules need the fields themselves and are left
  /// out here; `explain` has them.
  func trace(number: (String) -> Double? = { _ in nil }) -> Trace {
    Trace(
      fit: state.fit, interest: state.interest,
      fitRules: pointsByRule(rules.fit, number: number),
      interestRules: pointsByRule(rules.interest, number: number),
      alternatives: rules.qualification.alternatives.map {
        Trace.Finding(name: $0.name, held: holds($0.when))
      },
      disqualifying: rules.qualification.disqualifying.map {
        Trace.Finding(name: $0.name, held: holds($0.when))
      },
      requiresKnown: requiresKnown)
  }
}

/// Why a lead scores and qualifies as it does, under these rules and now.
///
/// - Parameter number: the number that a field of the lead holds, for rules that multiply it.
public func trace(
  _ state: LeadState, _ look: Look, _ rules: Rulebook, now: Instant,
  number: (String) -> Double?
) -> Trace {
  var situation = Situation(rules, look, state, now: now)
  situation.score()
  return situation.trace(number: number)
}
