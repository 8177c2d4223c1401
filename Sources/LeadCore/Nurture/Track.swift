/// A nurture path: how long to rest, what brings the lead back, how many rounds.
public struct Track: Sendable {
  public var name: String
  /// The lead cannot become MQL again before so long after it was recycled.
  public var rest: Interval = .zero
  /// … unless this holds at something that happens after the recycle.
  public var wakes: When?
  /// Whether only activities after the recycle count from then on.
  public var startsFromZero = false
  /// How many times a lead may be on it; nil: any number.
  public var rounds: Int?
  public var then: Destination = .stay

  public init(name: String) { self.name = name }
}
