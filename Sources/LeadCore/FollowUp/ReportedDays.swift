/// For which days reports of sales are in, where logs of attempts cover whole days: what was to
/// happen on others is not judged yet.
public struct ReportedDays: Equatable, Sendable {
  /// What one source has covered.
  public struct Log: Equatable, Sendable {
    public var source: String
    /// The zone of its days.
    public var zone: Zone
    public var days: Set<Day>
    /// Where the last day was not over when its log came: how far it goes.
    public var until: Instant?

    public init(source: String, zone: Zone, days: Set<Day>, until: Instant? = nil) {
      self.source = source
      self.zone = zone
      self.days = days
      self.until = until
    }

    func covers(_ instant: Instant) -> Bool {
      days.contains(zone.day(of: instant)) && until.map { instant < $0 } ?? true
    }

    /// Adds the days of another log.
    ///
    /// - Parameter written: when it was there; it tells nothing of what came later.
    public mutating func add(_ more: ClosedRange<Day>, written: Instant) {
      let last = days.max()
      days.formUnion((more.lowerBound.number...more.upperBound.number).map { Day(number: $0) })
      guard last.map({ $0 <= more.upperBound }) ?? true else { return }
      until = zone.day(of: written) == more.upperBound ? written : nil
    }
  }

  public var logs: [Log]

  public init(_ logs: [Log]) { self.logs = logs }

  /// No log is awaited: reports are in when they are.
  public static let all = ReportedDays([])

  func covers(_ instant: Instant) -> Bool {
    logs.allSatisfy { $0.covers(instant) }
  }

  /// The sources whose logs of that day have not come, each with the day.
  public func missing(for instant: Instant) -> [(source: String, day: Day)] {
    logs.filter { !$0.covers(instant) }.map { ($0.source, $0.zone.day(of: instant)) }
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
