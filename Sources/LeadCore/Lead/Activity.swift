/// When a fact happened: a moment, or a day of which no more is known.
public struct FactTime: Hashable, Comparable, Sendable {
  /// The moment, or the first one of the day in the zone of its source.
  public var instant: Instant
  /// How long the day is, where clocks change not 24 hours; zero for a moment.
  public var length: Interval

  public init(instant: Instant, length: Interval = .zero) {
    self.instant = instant
    self.length = length
  }

  /// A whole day of a zone.
  public init(_ day: Day, in zone: Zone) {
    instant = zone.instant(of: day)
    length = zone.instant(of: Day(number: day.number + 1)) - instant
  }

  public var isWholeDay: Bool { length > .zero }
  /// The moment, or when the day is over.
  public var end: Instant { instant + length }

  public static func < (left: FactTime, right: FactTime) -> Bool { left.instant < right.instant }

  /// Whether it happened at or after an instant; a whole day does if it is not over by then.
  public func isAtOrAfter(_ other: Instant) -> Bool {
    isWholeDay ? end > other : instant >= other
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
