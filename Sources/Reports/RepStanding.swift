public import LeadCore

/// What one rep has taken, against what the rep can take.
public struct RepStanding: Sendable {
  /// A limit and what is used of it.
  public struct Use: Equatable, Sendable {
    public var used: Int
    /// nil: no limit.
    public var limit: Int?

    public init(used: Int, limit: Int?) {
      self.used = used
      self.limit = limit
    }
  }

  public var id: String
  public var name: String?
  public var team: String
  public var open: Use
  public var today: Use
  public var week: Use
  public var month: Use
  /// Minutes of today.
  public var minutes: Use
  public var lastHandoff: Instant?
  public var isAway: Bool
  public var isPaused: Bool
  /// What was set by hand and holds.
  public var byHand: [RepState] = []
  /// When time alone lets the rep take a lead; nil where that is now, or nobody knows: only the end
  /// of a lead, or somebody's word, will.
  public var nextFree: Instant?
  /// The mean time from handoff to first attempt, those of which only the day is known left out;
  /// nil where there is none.
  public var meanSpeed: Interval?
  /// Deadlines that the rep has missed in the last `TeamStanding.days`; what the queue has missed,
  /// and what was taken back, left out.
  public var strikes = 0

  /// The least that a plan takes of hours, in minutes, at least one.
  private let leastMinutes: Int

  /// - Parameter leastWork: the least that a plan takes of hours, in milliseconds.
  public init(_ rep: Rep, team: String, load: RepLoad, leastWork: Int64? = nil, now: Instant) {
    leastMinutes = max(1, Int((leastWork ?? 0) / 60_000))
    let day = rep.zone.day(of: now)
    func use(_ period: RepLoad.Period, from begin: Day, _ limit: Int?) -> Use {
      Use(used: period.count(inPeriodFrom: begin), limit: limit)
    }
    id = rep.id
    name = rep.name
    self.team = team
    open = Use(used: load.open, limit: rep.bandwidth.open)
    today = use(load.day, from: day, rep.bandwidth.perDay)
    week = use(load.week, from: day.startOfWeek(rep.weekStarts), rep.bandwidth.perWeek)
    month = use(load.month, from: day.startOfMonth, rep.bandwidth.perMonth)
    minutes = Use(
      used: Int(load.day.work(inPeriodFrom: day) / 60_000),
      limit: rep.bandwidth.workPerDay.map { Int($0 / 60_000) })
    lastHandoff = load.lastHandoff
    isAway = rep.isAway(on: day)
    isPaused = rep.isPaused(on: day)
    nextFree = free == 0 ? rep.nextFree(load, after: day) : nil
  }

  /// How many leads more the rep could take now, of hours only whether any are left; nil: any
  /// number.
  public var free: Int? {
    if isAway || isPaused { return 0 }
    if let limit = minutes.limit, limit - minutes.used < leastMinutes { return 0 }
    return [open, today, week, month].compactMap { use in
      use.limit.map { max(0, $0 - use.used) }
    }.min()
  }

  /// `present`, `away` or `paused`.
  public var presence: String { isPaused ? "paused" : isAway ? "away" : "present" }
}

extension JSONObject {
  /// A rep: `id team name presence by_hand open today week month minutes free last_handoff
  /// next_free mean_speed strikes`; each of the five is `{"used", "limit"}`, the speed is in
  /// seconds. What was set by hand is `[{"act", "since", "until", "reason"}]`.
  public init(_ rep: RepStanding) {
    self.init()
    add("id", rep.id)
    add("team", rep.team)
    add("name", rep.name)
    add("presence", rep.presence)
    let byHand = rep.byHand.map { state in
      var object = JSONObject()
      object.add("act", state.act.rawValue)
      object.add("since", state.since)
      object.add("until", state.until?.iso)
      object.add("reason", state.reason)
      return object.closed
    }
    add("by_hand", json: "[\(byHand.joined(separator: ","))]")
    for (key, use) in [
      ("open", rep.open), ("today", rep.today), ("week", rep.week), ("month", rep.month),
      ("minutes", rep.minutes),
    ] {
      var object = JSONObject()
      object.add("used", use.used)
      object.add("limit", use.limit)
      add(key, object)
    }
    add("free", rep.free)
    add("last_handoff", rep.lastHandoff)
    add("next_free", rep.nextFree)
    add("mean_speed", rep.meanSpeed.map { $0.milliseconds / 1000 })
    add("strikes", rep.strikes)
  }
}

extension Rep {
  /// The beginning of the first day, of a year's, on which the limits of days, weeks and months and
  /// the absences leave room.
  fileprivate func nextFree(_ load: RepLoad, after today: Day) -> Instant? {
    if isPaused || bandwidth.workPerDay == 0 { return nil }
    if let open = bandwidth.open, load.open >= open { return nil }
    func isFull(_ period: RepLoad.Period, from begin: Day, _ limit: Int?) -> Bool {
      limit.map { period.count(inPeriodFrom: begin) >= $0 } ?? false
    }
    let days = (1...366).lazy.map { Day(number: today.number + $0) }
    let day = days.first { day in
      absence(on: day) == nil && !isFull(load.day, from: day, bandwidth.perDay)
        && !isFull(load.week, from: day.startOfWeek(weekStarts), bandwidth.perWeek)
        && !isFull(load.month, from: day.startOfMonth, bandwidth.perMonth)
    }
    return day.map { zone.instant(of: $0) }
  }
}
