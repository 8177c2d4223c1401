/// One entry of `follow_up:`: how soon and how often a lead must be tried.
public struct Plan: Sendable {
  public var name: String
  public var when: When
  public var terms: PlanTerms

  public init(name: String, when: When, terms: PlanTerms) {
    self.name = name
    self.when = when
    self.terms = terms
  }
}

/// What a plan asks for; frozen with each handoff.
public struct PlanTerms: Hashable, Codable, Sendable {
  /// Which attempts count.
  public enum Apart: Hashable, Codable, Sendable {
    /// One a day of the owner's.
    case day
    /// At least so long after the last that counted, in milliseconds.
    case atLeast(Int64)
  }
  /// Time to accept, in milliseconds after the handoff.
  public var accept: Int64?
  /// Time to the first attempt, in milliseconds after the handoff.
  public var firstAttempt: Int64?
  /// Counted attempts after which an unreached lead is recycled; nil: never.
  public var attempts: Int?
  public var apart: Apart = .day
  /// Where the lead goes then, as written: `nurture/TRACK`, `disqualified`, `stay`.
  public var unreached: String = "stay"
  /// What the attempts take of the rep's hours together, in milliseconds; nil: nothing.
  public var work: Int64?
  /// How long to wait for late reports before a deadline counts as missed, in milliseconds.
  public var reportingLag: Int64 = 0

  public init() {}

  /// What holds where no plan matches: no deadlines, no end.
  public static let none = PlanTerms()
}
