/// When a fact happened: an instant, or a whole day given by its first instant in the zone of its
/// source.
public struct FactTime: Hashable, Comparable, Sendable {
  public var instant: Instant
  public var isWholeDay: Bool

  public init(instant: Instant, isWholeDay: Bool = false) {
    self.instant = instant
    self.isWholeDay = isWholeDay
  }

  public static func < (left: FactTime, right: FactTime) -> Bool { left.instant < right.instant }

  /// Whether it happened at or after an instant; a whole day does if it is not over by then.
  public func isAtOrAfter(_ other: Instant) -> Bool {
    isWholeDay ? instant + .days(1) > other : instant >= other
  }
}

/// What is left of an activity once the rules have looked at it: when, and which matches it fits.
public struct ActivityMark: Hashable, Sendable {
  public var at: Instant
  /// A bit for each of `Program.matches`.
  public var matches: MatchBits

  public init(at: Instant, matches: MatchBits) {
    self.at = at
    self.matches = matches
  }
}

/// A bit for each activity match of a rulebook.
public struct MatchBits: Hashable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  public init() {}

  public var isEmpty: Bool { low | high == 0 }

  public subscript(bit: Int) -> Bool {
    get { (bit < 64 ? low >> UInt64(bit) : high >> UInt64(bit - 64)) & 1 == 1 }
    set {
      precondition(bit < Program.matchLimit)
      let mask = UInt64(1) << UInt64(bit & 63)
      if bit < 64 {
        low = newValue ? low | mask : low & ~mask
      } else {
        high = newValue ? high | mask : high & ~mask
      }
    }
  }
}
