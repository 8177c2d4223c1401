public import Diagnostics
public import LeadCore

/// A test of a rulebook: what happens to leads on a virtual clock, and what must be so then.
public struct RuleTest: Sendable {
  public var name: String
  /// Where the name stands.
  public var span: SourceSpan
  /// The time at which the test begins.
  public var now: Instant
  public var steps: [Step]

  /// One thing that happens, and what must be so after it.
  public struct Step: Sendable {
    /// How long the clock goes on before.
    public var after = Interval.zero
    /// What is told, if anything is.
    public var fact: Fact?
    /// How often it is told, and how long after each other.
    public var times = 1
    public var every = Interval.zero
    /// Empty where nothing is expected.
    public var expected: [Expectation] = []
    /// The lead that is looked at; nil: the one of this step, or of the last that had one.
    public var lead: Property?
    public var span: SourceSpan
  }

  /// A record, as a row of a file would bring it.
  public struct Fact: Sendable {
    /// `lead`, `activity`, `attempt` or `feedback`.
    public var record: RecordKind
    public var properties: [Property]
    /// The line on which it is told.
    public var line: Int
  }

  /// A field of a record.
  public struct Property: Sendable {
    public var name: String
    public var value: String
    public var span: SourceSpan
  }

  /// Something that must be so.
  public struct Expectation: Sendable {
    public var subject: Subject
    public var value: Value
    public var span: SourceSpan
  }

  /// What an expectation speaks of; the raw values are the keys under `expect`.
  public enum Subject: String, CaseIterable, Sendable {
    case stage, grade, fit, interest, owner, track, cycle, attempts, origin, ignored, waiting
    case team, route, plan, ended
    /// Reps of the latest handoff who did not take it, and why.
    case not
    /// Deadlines missed, and breaches taken back, in this step.
    case breaches, withdrawn
    /// Who was told something in this step: reps by id, others by address.
    case alerts
    /// Why the fact cannot be taken in: a part of the reason.
    case rejected
  }

  /// What is expected.
  public enum Value: Equatable, Sendable {
    /// A word or a number; nil where there must be none.
    case text(String?)
    /// Several words, in this order.
    case list([String])
    /// Reps and reasons.
    case reasons([String: String])
  }
}

extension RuleTest.Value {
  /// The value as it is shown, and compared; nil where there must be none.
  public var text: String? {
    switch self {
    case .text(let text): text
    case .list(let words): "[\(words.joined(separator: ", "))]"
    case .reasons(let reasons):
      "{"
        + reasons.keys.sorted().map { "\($0): \(reasons[$0]!)" }.joined(separator: ", ") + "}"
    }
  }
}
