public import LeadCore
public import Reports
public import RuleSource

/// What came of a rule test.
public struct RuleTestResult: Sendable {
  /// Something that is otherwise than expected.
  public struct Difference: Sendable {
    public var expectation: RuleTest.Expectation
    /// As text; nil where there is none.
    public var found: String?
  }

  /// A step after which something was otherwise.
  public struct Failure: Sendable {
    /// Counted from 1.
    public var number: Int
    public var step: RuleTest.Step
    public var differences: [Difference]
    /// Why its fact could not be taken in.
    public var rejection: String?
    /// Why the lead is where it is; nil where no lead is known by that identity.
    public var explanation: Explanation?
    /// The names of its fields.
    public var fields: FieldCatalogue
    public var rules: Rulebook
  }

  public var test: RuleTest
  public var failures: [Failure] = []
  /// What of the rulebook the test put to use.
  public var exercised: Set<Coverage.Item> = []

  public var passed: Bool { failures.isEmpty }
}
