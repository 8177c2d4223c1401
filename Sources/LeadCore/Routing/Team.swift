/// Reps who share work, see `teams:`.
public struct Team: Sendable {
  public var id: String
  public var manager: String?
  public var reps: [Rep] = []

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
  public var zone: Zone = .utc

  public init(id: String) { self.id = id }

  /// Whether files mean this rep by `name`: the id, name, e-mail or a `known_as`, folded.
  public func isCalled(_ name: FoldedText) -> Bool {
    ([id, self.name, email].compactMap { $0 } + knownAs).contains { FoldedText($0) == name }
  }
}

/// How much a rep can take; all limits hold, nil is no limit.
public struct Bandwidth: Hashable, Sendable {
  public var open: Int?
  public var perDay: Int?
  public var perWeek: Int?
  public var perMonth: Int?

  public init(open: Int? = nil, perDay: Int? = nil, perWeek: Int? = nil, perMonth: Int? = nil) {
    self.open = open
    self.perDay = perDay
    self.perWeek = perWeek
    self.perMonth = perMonth
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
  public var name: String
  public var when: When
  public var team: String
  public var choice: Choice = .roundRobin
  public var ifFull: IfFull = .wait

  public init(name: String, when: When, team: String) {
    self.name = name
    self.when = when
    self.team = team
  }
}
