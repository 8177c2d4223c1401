/// What must hold: the meaning of a condition mapping in the rulebook.
public indirect enum Condition: Hashable, Sendable {
  /// Every one holds; an empty list always does.
  case all([Condition])
  /// At least one holds.
  case any([Condition])
  case not(Condition)
  /// A field of the lead, or, below `did … where`, of the activity.
  case field(String, FieldTest)
  /// What LeadRelay itself knows of the lead.
  case standing(Standing, FieldTest)
  /// What the lead did.
  case did(DidTest)

  public static let always = Condition.all([])
}

/// The pseudo-fields: known only after scoring, never brought by a file.
public enum Standing: String, CaseIterable, Hashable, Sendable {
  case fit, interest, grade, stage, cycle, owner, track, origin
}

/// A test of one value. Where the value is missing, every test is false; the forms that are true
/// then (`is_not`, `not_in`) are written as `not`.
public enum FieldTest: Hashable, Sendable {
  case known
  case equals([FoldedText])
  /// In the word list of that name.
  case inList(String)
  case contains([FoldedText])
  case hasWord([FoldedText])
  case startsWith([FoldedText])
  case endsWith([FoldedText])
  /// Any of the patterns is found in it.
  case matches([Pattern])
  case number(NumberRange)
  case date(DateTest)
}

/// A range of numbers, open where a bound is nil.
public struct NumberRange: Hashable, Sendable {
  /// One end of a range.
  public struct Bound: Hashable, Sendable {
    public var value: Double
    public var isInclusive: Bool
    public init(_ value: Double, isInclusive: Bool) {
      self.value = value
      self.isInclusive = isInclusive
    }
  }
  public var lower: Bound?
  public var upper: Bound?

  public init(lower: Bound? = nil, upper: Bound? = nil) {
    self.lower = lower
    self.upper = upper
  }

  public func contains(_ number: Double) -> Bool {
    if let lower, lower.isInclusive ? number < lower.value : number <= lower.value { return false }
    if let upper, upper.isInclusive ? number > upper.value : number >= upper.value { return false }
    return true
  }
}

/// A test of a date against now, or against a day of the calendar.
public enum DateTest: Hashable, Sendable {
  /// Not in the future and at most so long ago.
  case within(Interval)
  /// More than so long ago.
  case olderThan(Interval)
  /// Before this instant, the beginning of a day.
  case before(Instant)
  /// At or after this instant, the end of a day.
  case after(Instant)

  func holds(_ value: Instant, now: Instant) -> Bool {
    switch self {
    case .within(let span): value <= now && value >= now - span
    case .olderThan(let span): value < now - span
    case .before(let instant): value < instant
    case .after(let instant): value >= instant
    }
  }
}

/// `did: {activity: demo_requested, where: {…}, within: 7d, at_least: 2}`.
public struct DidTest: Hashable, Sendable {
  public var match: ActivityMatch
  public var within: Interval?
  public var atLeast: Int

  public init(match: ActivityMatch, within: Interval? = nil, atLeast: Int = 1) {
    self.match = match
    self.within = within
    self.atLeast = atLeast
  }
}

/// Which activities are meant: any of these names, with properties for which the condition holds.
public struct ActivityMatch: Hashable, Sendable {
  public var activities: [FoldedText]
  public var properties: Condition

  public init(activities: [FoldedText], properties: Condition = .always) {
    self.activities = activities
    self.properties = properties
  }
}
