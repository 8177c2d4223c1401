/// Who counts as what: `qualification:`.
public struct Qualification: Sendable {
  /// Who counts as a lead in reports; nil: everybody.
  public var lead: When?
  public var grades = Grades()
  /// Fields that must be known before a lead is handed over.
  public var requires: [String] = []
  /// Bits that tell whether `requires` are known.
  public var requiresKnown: When?
  /// A lead qualifies when any alternative holds.
  public var alternatives: [Alternative] = []
  /// Fields that must be known, of the verdict or the lead, before it becomes SQL.
  public var sqlRequires: [String] = []
  public var disqualifying: [NamedCondition] = []
  public var waiting = Waiting()

  public init() {}
}

/// A condition with a name.
public struct NamedCondition: Sendable {
  public var name: String
  public var when: When
  public init(name: String, when: When) {
    self.name = name
    self.when = when
  }
}

/// One way to become MQL.
public typealias Alternative = NamedCondition

/// How leads wait for a rep.
public struct Waiting: Sendable {
  /// What puts one waiting lead before another: the best grade, the longest wait …
  public enum Order: String, CaseIterable, Sendable {
    case grade, oldest, newest, fit, interest
  }
  public var order: [Order] = []
  public var expires: Interval?
  public var then: Destination?

  public init() {}
}

/// From scores to grades: the least fit for A, B, C (else D), the least interest for 1, 2, 3
/// (else 4).
public struct Grades: Sendable {
  public var fit: [Int] = [75, 50, 25]
  public var interest: [Int] = [75, 50, 25]

  public init() {}

  public func grade(fit: Int, interest: Int) -> Grade {
    Grade(
      fit: self.fit.firstIndex { fit >= $0 } ?? 3,
      interest: self.interest.firstIndex { interest >= $0 } ?? 3)
  }
}

/// Fit letter and interest digit, A1 … D4. A1 comes first.
public struct Grade: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 0…3, A to D and 1 to 4.
  public var fit: Int
  public var interest: Int

  public init(fit: Int, interest: Int) {
    self.fit = fit
    self.interest = interest
  }

  public var description: String { ["A", "B", "C", "D"][fit] + String(interest + 1) }

  public static func < (left: Grade, right: Grade) -> Bool {
    (left.fit, left.interest) < (right.fit, right.interest)
  }
}
