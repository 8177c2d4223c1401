/// The load of a team's reps, in the rulebook's order, as it is stored.
public struct TeamLoad: Equatable, Sendable {
  public var reps: [RepLoad]
  /// The place in `reps` that is next in turn for `round_robin`.
  public var cursor: Int = 0
  /// Whether somebody is no longer in the team who was there: the handicaps are to be stored anew.
  public var hasLost = false

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
  /// Smooth weighted round-robin: what the rep is owed.
  public var credit: Int = 0
  /// `least_loaded`: what counts as open beside `open`, in thousandths of a lead, see
  /// `Bench.level`; nil for whoever is not there, or was not when it was last asked.
  public var handicap: Int?

  /// Handoffs begun in one calendar period.
  public struct Period: Equatable, Sendable {
    public var begins: Day?
    public var count = 0
    /// What their plans take of the rep's hours, in milliseconds.
    public var work: Int64 = 0

    public init(begins: Day? = nil, count: Int = 0, work: Int64 = 0) {
      self.begins = begins
      self.count = count
      self.work = work
    }

    public func count(inPeriodFrom day: Day) -> Int { begins == day ? count : 0 }
    public func work(inPeriodFrom day: Day) -> Int64 { begins == day ? work : 0 }

    mutating func add(periodFrom day: Day, work more: Int64) {
      (count, work) = (count(inPeriodFrom: day) + 1, work(inPeriodFrom: day) + more)
      begins = day
    }
  }

  public init(id: String) { self.id = id }

  /// Notes a handoff that begins now.
  ///
  /// - Parameter work: what its plan takes of the rep's hours, in milliseconds.
  public mutating func take(at now: Instant, by rep: Rep, work: Int64) {
    open += 1
    let today = rep.zone.day(of: now)
    day.add(periodFrom: today, work: work)
    week.add(periodFrom: today.startOfWeek(rep.weekStarts), work: work)
    month.add(periodFrom: today.startOfMonth, work: work)
    lastHandoff = now
  }
}

/// What a rep can still take.
struct Room {
  /// Why not another lead at all.
  var full: Candidate.Reason?
  /// How many more leads, hours apart; nil: any number.
  var leads: Int?
  /// How much more work today, in milliseconds; nil: any amount.
  var work: Int64?

  /// How many more leads of so much work each.
  func free(work each: Int64) -> Int? {
    guard let work, each > 0 else { return leads }
    return min(leads ?? .max, Int(max(0, work) / each))
  }
}

/// A rep's bandwidth, and by which weeks it is counted.
struct Limits: Sendable {
  let bandwidth: Bandwidth
  let weekStarts: Weekday

  init(_ rep: Rep) {
    bandwidth = rep.bandwidth
    weekStarts = rep.weekStarts
  }

  /// What the rep can still take on a day of their zone.
  func room(_ load: RepLoad, today: Day) -> Room {
    var room = Room()
    func limit(_ most: Int?, _ used: @autoclosure () -> Int, _ reason: Candidate.Reason) {
      guard let most else { return }
      let free = max(0, most - used())
      room.leads = min(room.leads ?? .max, free)
      if free == 0, room.full == nil { room.full = reason }
    }
    limit(bandwidth.open, load.open, .fullOpen)
    limit(bandwidth.perDay, load.day.count(inPeriodFrom: today), .fullDay)
    limit(
      bandwidth.perWeek, load.week.count(inPeriodFrom: today.startOfWeek(weekStarts)), .fullWeek)
    limit(bandwidth.perMonth, load.month.count(inPeriodFrom: today.startOfMonth), .fullMonth)
    room.work = bandwidth.workPerDay.map { $0 - load.day.work(inPeriodFrom: today) }
    return room
  }
}
