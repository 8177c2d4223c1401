/// A clock that goes only while somebody works: by their zone, hours, and days off.
///
/// Spans are real time: of hours that a clock put forward skips, nothing is worked; an hour that
/// comes twice is worked twice where it lies inside of the hours.
public struct BusinessClock: Sendable {
  /// Two hundred years.
  private static let horizon: Int32 = 73_050

  private let zone: Zone
  private let hours: WorkingHours
  /// Ascending and apart.
  private let daysOff: [ClosedRange<Day>]

  /// - Parameters:
  ///   - hours: some time of some day must be worked.
  ///   - daysOff: first and last days of holidays, absences and exclusions, in any order.
  public init(zone: Zone, hours: WorkingHours = .always, daysOff: [ClosedRange<Day>] = []) {
    precondition(!hours.isEmpty, "nobody ever works")
    self.zone = zone
    self.hours = hours
    var off: [ClosedRange<Day>] = []
    for days in daysOff.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = off.last, days.lowerBound.number <= last.upperBound.number + 1 {
        off[off.count - 1] = last.lowerBound...max(last.upperBound, days.upperBound)
      } else {
        off.append(days)
      }
    }
    self.daysOff = off
  }

  /// The instant at which so much working time has passed since another. Nothing at all, from
  /// outside of working time, is the next beginning of it. What takes longer than `horizon` days is
  /// due at their end.
  public func instant(_ span: Interval, after start: Instant) -> Instant {
    var left = span.milliseconds
    var (day, first) = (zone.day(of: start), true)
    let last = day.number + BusinessClock.horizon
    while true {
      day = workingDay(from: day)
      if day.number > last, left > 0 { return zone.instant(of: day) }
      for worked in spans(of: day) where !first || worked.upperBound > start {
        let begin = first ? max(worked.lowerBound, start) : worked.lowerBound
        let length = (worked.upperBound - begin).milliseconds
        // What is used up exactly at the end of a span ends there, and not when the next begins.
        if left < length || (left == length && left > 0) {
          return begin + Interval(milliseconds: left)
        }
        left -= length
      }
      first = false
      day.number += 1
    }
  }

  /// The working time between two instants; nothing where they are the other way round.
  public func worked(from start: Instant, to end: Instant) -> Interval {
    var worked: Int64 = 0
    var day = zone.day(of: start)
    // The last day may begin once more where a clock is put back over midnight.
    let last = zone.day(of: end)
    while true {
      day = workingDay(from: day)
      guard day <= last else { return Interval(milliseconds: worked) }
      for span in spans(of: day) {
        let (from, to) = (max(span.lowerBound, start), min(span.upperBound, end))
        if from < to { worked += (to - from).milliseconds }
      }
      day.number += 1
    }
  }

  /// The same time of day so many working days later; from outside of working time, counted from
  /// its next beginning. Where that time is not worked on that day, the next that is.
  public func instant(workingDays count: Int, after start: Instant) -> Instant {
    let begin = instant(.zero, after: start)
    var day = zone.day(of: begin)
    let local = begin.milliseconds + Int64(zone.offset(at: begin)) * 1000
    let timeOfDay = local - Int64(day.number) * 86_400_000
    for _ in 0..<max(0, count) { day = workingDay(from: Day(number: day.number + 1)) }
    if count <= 0 { return begin }
    return instant(
      .zero, after: zone.instant(ofLocal: Int64(day.number) * 86_400_000 + timeOfDay))
  }

  /// Whether any time of a day is worked.
  public func isWorked(_ day: Day) -> Bool { workingDay(from: day) == day }

  /// The first day, from this one on, of which any time is worked.
  private func workingDay(from day: Day) -> Day {
    var day = day
    while true {
      if let off = daysOff(at: day) {
        day = Day(number: off.upperBound.number + 1)
      } else if hours[day.weekday].isEmpty {
        day.number += 1
      } else {
        return day
      }
    }
  }

  private func daysOff(at day: Day) -> ClosedRange<Day>? {
    var (low, high) = (0, daysOff.count)
    while low < high {
      let middle = (low + high) / 2
      if daysOff[middle].upperBound < day { low = middle + 1 } else { high = middle }
    }
    return low < daysOff.count && daysOff[low].contains(day) ? daysOff[low] : nil
  }

  /// When a day is worked.
  private func spans(of day: Day) -> [Range<Instant>] {
    hours[day.weekday].compactMap { span in
      let begin = zone.instant(of: day, minute: span.lowerBound)
      let end = zone.instant(of: day, minute: span.upperBound)
      return begin < end ? begin..<end : nil
    }
  }
}
