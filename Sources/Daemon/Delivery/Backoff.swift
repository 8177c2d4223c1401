import LeadCore

/// How long something that failed waits before it is tried again: up to 5 s, 10 s, 20 s … 6 h, at
/// random between nothing and that ("full jitter", see Marc Brooker, "Exponential Backoff And
/// Jitter", AWS Architecture Blog 2015), so that what failed together does not come back together.
enum Backoff {
  static let first = Interval.seconds(5)
  static let longest = Interval.hours(6)

  /// The most that is waited after so many tries, 1 or more.
  static func most(after tries: Int, longest: Interval = longest) -> Interval {
    // Doubled more often than this it is longer than any bound.
    let doubled = first.milliseconds << Int64(min(max(tries - 1, 0), 24))
    return min(Interval(milliseconds: doubled), longest)
  }

  static func delay(
    after tries: Int, longest: Interval = longest,
    using generator: inout some RandomNumberGenerator
  ) -> Interval {
    let most = most(after: tries, longest: longest).milliseconds
    return Interval(milliseconds: Int64.random(in: 0...most, using: &generator))
  }
}
