/// For which days reports of sales are in, where logs of attempts cover whole days: what was to
/// happen on others is not judged yet.
public struct ReportedDays: Equatable, Sendable {
  /// What one source has covered.
  public struct Log: Equatable, Sendable {
    public var source: String
    /// The zone of its days.
    public var zone: Zone
    public var days: Set<Day>

    public init(source: String, zone: Zone, days: Set<Day>) {
      self.source = source
      self.zone = zone
      self.days = days
    }
  }

  public var logs: [Log]

  public init(_ logs: [Log]) { self.logs = logs }

  /// No log is awaited: reports are in when they are.
  public static let all = ReportedDays([])

  func covers(_ instant: Instant) -> Bool {
    logs.allSatisfy { $0.days.contains($0.zone.day(of: instant)) }
  }

  /// The sources whose logs of that day have not come, each with the day.
  public func missing(for instant: Instant) -> [(source: String, day: Day)] {
    logs.map { ($0.source, $0.zone.day(of: instant)) }.filter { source, day in
      !logs.contains { $0.source == source && $0.days.contains(day) }
    }
  }

  /// When the missing logs are late: when the day after their day is over.
  public func isLate(for instant: Instant) -> Instant {
    let ends = logs.map { $0.zone.instant(of: Day(number: $0.zone.day(of: instant).number + 2)) }
    return ends.max() ?? instant
  }

  /// When to look again for something that waits for its log.
  func lookAgain(for instant: Instant, now: Instant) -> Instant {
    let late = isLate(for: instant)
    return late > now ? late : now + .days(1)
  }
}
