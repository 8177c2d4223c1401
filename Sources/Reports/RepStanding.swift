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

  public init(_ rep: Rep, team: String, load: RepLoad, now: Instant) {
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
    isPaused = rep.isPaused
  }

  /// How many leads more the rep could take now, hours apart; nil: any number.
  public var free: Int? {
    if isAway || isPaused { return 0 }
    return [open, today, week, month].compactMap { use in
      use.limit.map { max(0, $0 - use.used) }
    }.min()
  }

  /// `present`, `away` or `paused`.
  public var presence: String { isPaused ? "paused" : isAway ? "away" : "present" }
}

extension JSONObject {
  /// A rep: `id team name presence open today week month minutes free last_handoff`; each of the
  /// five is `{"used", "limit"}`.
  public init(_ rep: RepStanding) {
    self.init()
    add("id", rep.id)
    add("team", rep.team)
    add("name", rep.name)
    add("presence", rep.presence)
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
  }
}
