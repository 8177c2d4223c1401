/// Reps who share work, see `teams:`.
public struct Team: Sendable {
  /// What becomes of open leads of who is away, paused or gone.
  public enum OnLeave: String, CaseIterable, Sendable {
    case keep, queue, reassign
  }
  public var id: String
  public var manager: String?
  public var onLeave: OnLeave = .keep
  public var reps: [Rep] = []
  /// What holds for its reps where they say nothing else; its id is empty.
  public var usual = Rep(id: "")

  public init(id: String) { self.id = id }
}

/// Somebody who takes leads. A rep belongs to one team; team defaults are already applied.
public struct Rep: Sendable {
  public var id: String
  public var name: String?
  public var email: String?
  /// What else files call this rep.
  public var knownAs: [String] = []
  public var weight: Int = 1
  public var bandwidth = Bandwidth()
  /// Which leads this rep takes at all.
  public var takes: When?
  /// First and last day of each absence, both included.
  public var away: [ClosedRange<Day>] = []
  public var isPaused = false
  /// Days on which the rep is paused by hand.
  public var pauses: [ClosedRange<Day>] = []
  public var zone: Zone = .utc
  public var weekStarts: Weekday = .mon
  /// Working hours; nil is always. They move follow-up clocks, they stop no handoff.
  public var hours: WorkingHours?
  /// Days on which the rep's follow-up clocks stand still, beside absences.
  public var holidays: [Day] = []

  public init(id: String) { self.id = id }

  /// All that files may call this rep: the id, name, e-mail or a `known_as`.
  var names: [String] { [id, name, email].compactMap { $0 } + knownAs }

  /// Whether the rep is away on a day of their zone.
  public func isAway(on day: Day) -> Bool { away.contains { $0.contains(day) } }

  /// Whether the rep keeps what is there and gets nothing new on a day of their zone.
  public func isPaused(on day: Day) -> Bool { isPaused || pauses.contains { $0.contains(day) } }

  /// Why the rep is not there on a day of their zone; nil where they are.
  public func absence(on day: Day) -> Candidate.Reason? {
    isPaused(on: day) ? .paused : isAway(on: day) ? .away : nil
  }

  /// Days on which the clock of this rep's working time stands still.
  var daysOff: [ClosedRange<Day>] { holidays.map { $0...$0 } + away }
}

/// How much a rep can take; all limits hold, nil is no limit.
public struct Bandwidth: Hashable, Sendable {
  public var open: Int?
  public var perDay: Int?
  public var perWeek: Int?
  public var perMonth: Int?
  /// Hours of a day for leads, and which part of them is for leads of marketing (0…1).
  public var hoursPerDay: Double?
  public var share: Double?

  public init(
    open: Int? = nil, perDay: Int? = nil, perWeek: Int? = nil, perMonth: Int? = nil,
    hoursPerDay: Double? = nil, share: Double? = nil
  ) {
    self.open = open
    self.perDay = perDay
    self.perWeek = perWeek
    self.perMonth = perMonth
    self.hoursPerDay = hoursPerDay
    self.share = share
  }

  /// Whether it leaves room for any lead at all.
  public var isAny: Bool { ![open, perDay, perWeek, perMonth].contains(0) }

  /// What handoffs of one day may take of the rep's hours, in milliseconds.
  public var workPerDay: Int64? {
    hoursPerDay.map { Int64(($0 * 3_600_000 * (share ?? 1)).rounded()) }
  }
}

/// One entry of `routing:`. The first whose `when` holds decides.
public struct Route: Sendable {
  /// Whose turn it is among those who can take the lead.
  public enum Choice: String, CaseIterable, Sendable {
    case roundRobin = "round_robin"
    case weighted
    case leastLoaded = "least_loaded"
  }
  /// What happens while nobody of the team can take the lead.
  public enum IfFull: Hashable, Sendable {
    case wait
    /// The routes below decide.
    case next
    /// That team takes it instead.
    case team(String)
  }
  /// Who comes before everybody else, if they can take the lead.
  public enum KeepOwner: String, CaseIterable, Sendable {
    /// The rep of the lead's last handoff.
    case lead
    /// The rep of an open handoff of the lead's account.
    case account
    case none
  }
  public var name: String
  public var when: When
  public var team: String
  public var choice: Choice = .roundRobin
  public var ifFull: IfFull = .wait
  public var keepOwner: KeepOwner = .none

  public init(name: String, when: When, team: String) {
    self.name = name
    self.when = when
    self.team = team
  }
}
