/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Comparable, Hashable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
  public static func + (instant: Instant, span: Interval) -> Instant {
    Instant(milliseconds: instant.milliseconds &+ span.milliseconds)
  }
  public static func - (instant: Instant, span: Interval) -> Instant {
    Instant(milliseconds: instant.milliseconds &- span.milliseconds)
  }
  public static func - (later: Instant, earlier: Instant) -> Interval {
    Interval(milliseconds: later.milliseconds &- earlier.milliseconds)
  }
}

/// A length of time in milliseconds: `90s 15m 4h 1d 2w` in the rulebook.
public struct Interval: Comparable, Hashable, Sendable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func seconds(_ n: Int64) -> Interval { Interval(milliseconds: n * 1000) }
  public static func minutes(_ n: Int64) -> Interval { seconds(n * 60) }
  public static func hours(_ n: Int64) -> Interval { minutes(n * 60) }
  public static func days(_ n: Int64) -> Interval { hours(n * 24) }
  public static let zero = Interval(milliseconds: 0)

  public static func < (left: Interval, right: Interval) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
