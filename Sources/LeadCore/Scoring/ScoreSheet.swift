/// The rules that make up one score, `fit:` or `interest:`.
public struct ScoreSheet: Sendable {
  /// The least and the most the score may be; nil switches limits off.
  public var limits: ClosedRange<Int>? = 0...100
  public var groups: [PointsGroup] = []
  public var rules: [PointsRule] = []

  public init() {}
}

/// Rules whose sum is capped.
public struct PointsGroup: Sendable {
  public var name: String
  public var atLeast: Int?
  public var atMost: Int?

  public init(name: String, atLeast: Int? = nil, atMost: Int? = nil) {
    self.name = name
    self.atLeast = atLeast
    self.atMost = atMost
  }

  func capped(_ sum: Double) -> Double {
    min(max(sum, atLeast.map(Double.init) ?? sum), atMost.map(Double.init) ?? .infinity)
  }
}

/// One rule that gives or takes points.
public struct PointsRule: Sendable {
  /// A condition and the points it is worth.
  public struct Choice: Sendable {
    public var when: When
    public var points: Int
    public init(when: When, points: Int) {
      self.when = when
      self.points = points
    }
  }

  /// What a rule looks at.
  public enum Form: Sendable {
    /// The first choice that holds gives its points; `when: … points: …` is a list of one.
    case firstOf([Choice])
    /// Points for each of a number, cut towards zero, at most `upTo` either way.
    case per(field: String, points: Double, upTo: Double?)
    /// Points for activities, decaying.
    case did(ActivityPoints)
  }

  public var name: String
  /// Index into the sheet's groups.
  public var group: Int?
  public var form: Form

  public init(name: String, group: Int? = nil, form: Form) {
    self.name = name
    self.group = group
    self.form = form
  }
}

/// Points for what a lead did: points × 2^(−age ÷ half-life) for each activity that counts.
public struct ActivityPoints: Sendable {
  /// Which of several activities count.
  public enum Count: Hashable, Sendable {
    /// Only so many of the latest.
    case latest(Int)
    /// In time order, one counts if fewer than so many counted in the time before it.
    case per(Int, Interval)
  }

  /// The bit of `ActivityMark.matches`, see `Program.matches`.
  public var match: Int
  public var points: Int
  /// nil: no decay.
  public var halfLife: Interval?
  public var count: Count?
  /// Older activities count nothing.
  public var expires: Interval?

  public init(
    match: Int, points: Int, halfLife: Interval?, count: Count? = nil, expires: Interval? = nil
  ) {
    self.match = match
    self.points = points
    self.halfLife = halfLife
    self.count = count
    self.expires = expires
  }
}
