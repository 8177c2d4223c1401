import LeadCore

/// How an endpoint does, by its last answers: one that fails again and again is asked by one
/// delivery at a time, with pauses, instead of by all that wait for it.
struct Health {
  /// Failures since it answered last.
  private(set) var failures = 0
  /// Rests since then, this one included.
  private var rests = 0
  private var restsUntil: Instant?

  /// So many failures, one after the other, and it is taken to be down.
  static let patience = 8
  static let longestRest = Interval.minutes(5)

  var isDown: Bool { failures >= Health.patience }

  /// How many more deliveries may be under way.
  func room(besides inFlight: Int, of most: Int, at now: Instant) -> Int {
    guard isDown else { return max(0, most - inFlight) }
    return inFlight == 0 && !isResting(at: now) ? 1 : 0
  }

  private func isResting(at now: Instant) -> Bool { restsUntil.map { now < $0 } ?? false }

  /// What was under way when it went down makes the rest no longer: that is no further try.
  mutating func failed(at now: Instant, using generator: inout some RandomNumberGenerator) {
    failures += 1
    guard isDown, !isResting(at: now) else { return }
    rests += 1
    restsUntil =
      now + Backoff.delay(after: rests, longest: Health.longestRest, using: &generator)
  }

  /// It answered. Returns whether it had been down.
  mutating func answered() -> Bool {
    defer { self = Health() }
    return isDown
  }
}
