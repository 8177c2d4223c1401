/// How much each rep has taken: the bandwidth used so far, and whose turn it is.
public struct Load: Equatable, Sendable {
  /// In the order of the rulebook's teams.
  public var teams: [TeamLoad]

  public init(teams: [TeamLoad]) { self.teams = teams }

  public init(_ rules: Rulebook) {
    teams = rules.teams.map { team in TeamLoad(reps: team.reps.map { RepLoad(id: $0.id) }) }
  }
}

/// The load of a team's reps, in the rulebook's order.
public struct TeamLoad: Equatable, Sendable {
  public var reps: [RepLoad]
  /// The place in `reps` that is next in turn for `round_robin`.
  public var cursor: Int = 0

  public init(reps: [RepLoad]) { self.reps = reps }
}

/// What one rep has taken.
public struct RepLoad: Equatable, Sendable {
  public let id: String
  /// Handoffs not ended.
  public var open: Int = 0
  /// Handoffs begun in the calendar day, week and month that begin on these days.
  public var day = Period()
  public var week = Period()
  public var month = Period()
  public var lastHandoff: Instant?
  /// Smooth weighted round-robin: what the rep is owed, nil while the rep does not take part.
  public var credit: Int?

  /// Handoffs begun in one calendar period.
  public struct Period: Equatable, Sendable {
    public var begins: Day?
    public var count = 0

    public init(begins: Day? = nil, count: Int = 0) {
      self.begins = begins
      self.count = count
    }

    func count(inPeriodFrom day: Day) -> Int { begins == day ? count : 0 }

    mutating func add(periodFrom day: Day) {
      count = count(inPeriodFrom: day) + 1
      begins = day
    }
  }

  public init(id: String) { self.id = id }

  /// Notes a handoff that begins now.
  public mutating func take(at now: Instant, zone: Zone, weekStarts: Weekday) {
    open += 1
    let today = zone.day(of: now)
    day.add(periodFrom: today)
    week.add(periodFrom: today.startOfWeek(weekStarts))
    month.add(periodFrom: today.startOfMonth)
    lastHandoff = now
  }
}

extension Rep {
  /// Why this rep cannot take another lead now, and how many more it could take (nil: any number).
  func room(_ load: RepLoad, today: Day, weekStarts: Weekday) -> (
    full: Candidate.Reason?, free: Int?
  ) {
    var free: Int?
    var full: Candidate.Reason?
    for (limit, used, reason) in [
      (bandwidth.open, load.open, Candidate.Reason.fullOpen),
      (bandwidth.perDay, load.day.count(inPeriodFrom: today), .fullDay),
      (bandwidth.perWeek, load.week.count(inPeriodFrom: today.startOfWeek(weekStarts)), .fullWeek),
      (bandwidth.perMonth, load.month.count(inPeriodFrom: today.startOfMonth), .fullMonth),
    ] {
      guard let limit else { continue }
      free = min(free ?? .max, max(0, limit - used))
      if used >= limit, full == nil { full = reason }
    }
    return (full, free)
  }

  /// Whether the rep is away on a day of their zone.
  public func isAway(on day: Day) -> Bool { away.contains { $0.contains(day) } }
}
