/// A time zone as a plain table: when the offset to UTC changes, and to what.
///
/// The core knows no time zone database; the shell resolves an IANA name into this and hands it in.
public struct Zone: Hashable, Sendable {
  /// The IANA name, such as `Europe/Istanbul`.
  public let name: String
  /// Instants at which a new offset begins, ascending.
  public let transitions: [Instant]
  /// Seconds east of UTC; one more than there are transitions, the first holding before all of
  /// them.
  public let offsets: [Int32]

  public init(name: String, transitions: [Instant], offsets: [Int32]) {
    precondition(offsets.count == transitions.count + 1)
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
  }

  public static let utc = Zone(name: "UTC", transitions: [], offsets: [0])

  /// Seconds east of UTC in force at an instant.
  public func offset(at instant: Instant) -> Int32 { offsets[transitionsUpTo(instant)] }

  /// The calendar day it is here at an instant.
  public func day(of instant: Instant) -> Day {
    let local = instant.milliseconds + Int64(offset(at: instant)) * 1000
    return Day(number: Int32(floorDivide(local, 86_400_000)))
  }

  /// The instant at which a clock here first shows `minute` minutes past midnight of a day, or,
  /// where the clock is put forward over that time, the instant it is put forward.
  public func instant(of day: Day, minute: Int = 0) -> Instant {
    instant(ofLocal: Int64(day.number) * 86_400_000 + Int64(minute) * 60_000)
  }

  /// The same for a wall time in milliseconds since 1970-01-01T00:00 on a clock here.
  public func instant(ofLocal local: Int64) -> Instant {
    // Offsets differ by less than a day: only the transitions near `local` can matter. Of the
    // periods in which the clock shows the wanted time the first is taken; if none does, the time
    // was skipped.
    var period = transitionsUpTo(Instant(milliseconds: local - 86_400_000 * 2))
    while true {
      let candidate = Instant(milliseconds: local - Int64(offsets[period]) * 1000)
      let end = period < transitions.count ? transitions[period] : Instant(milliseconds: .max)
      if candidate < end {
        let begin = period > 0 ? transitions[period - 1] : Instant(milliseconds: .min)
        return max(candidate, begin)
      }
      period += 1
    }
  }

  /// The first midnight here after an instant. A clock that is put back over midnight shows it
  /// twice; the first counts.
  public func nextMidnight(after instant: Instant) -> Instant {
    var day = self.day(of: instant)
    repeat { day.number += 1 } while self.instant(of: day) <= instant
    return self.instant(of: day)
  }

  private func transitionsUpTo(_ instant: Instant) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Division that rounds towards negative infinity.
func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b < 0 ? quotient - 1 : quotient
}
