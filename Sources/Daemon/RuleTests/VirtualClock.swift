import LeadCore
import Synchronization

/// A clock that goes on when it is told to.
final class VirtualClock: Sendable {
  private let time: Mutex<Instant>

  init(_ now: Instant) { time = Mutex(now) }

  var now: Instant { time.withLock { $0 } }

  func set(_ now: Instant) { time.withLock { $0 = now } }
}

extension Engine {
  /// Lets time go by: what comes due is done when it comes due, as the daemon does it.
  func goOn(to target: Instant, _ clock: VirtualClock) throws {
    try doWhatIsDue()
    while let next = try nextDue(), next > clock.now, next < target {
      clock.set(next)
      try doWhatIsDue()
    }
    clock.set(target)
    try doWhatIsDue()
  }

  private func doWhatIsDue() throws {
    try runDue(.time)
    try runDue(.deadlines)
  }
}
