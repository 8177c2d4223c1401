/// Whether a rep is there, as somebody has set it by hand: sick days, a call for help. It holds
/// until the rulebook says something new of it.
public struct RepState: Equatable, Sendable {
  /// What was set.
  public enum Act: String, CaseIterable, Sendable {
    /// Not there, from now on.
    case away
    /// There again, whatever the rulebook says of today.
    case back
    /// Keeps what is there, and gets nothing new.
    case pause
  }
  public var rep: String
  public var act: Act
  public var since: Instant
  /// The last day, of `away` and `pause`; nil: until further notice.
  public var until: Day?
  public var reason: String
  /// What the rulebook said of the rep then, see `Rulebook.presence`.
  public var told: String

  public init(
    rep: String, act: Act, since: Instant, until: Day?, reason: String, told: String
  ) {
    self.rep = rep
    self.act = act
    self.since = since
    self.until = until
    self.reason = reason
    self.told = told
  }
}

extension Rulebook {
  /// What the rulebook itself says of whether a rep is there, to be compared with itself.
  public func presence(ofRep id: String) -> String {
    guard let rep = rep(id) else { return "gone" }
    let days = rep.away.map { "\($0.lowerBound.iso)/\($0.upperBound.iso)" }
    return (rep.isPaused ? ["paused"] : []).joined() + days.joined(separator: " ")
  }

  /// What was set by hand and holds, for the rulebook has said nothing new since.
  public func current(_ states: [RepState]) -> [RepState] {
    states.filter { presence(ofRep: $0.rep) == $0.told }
  }

  /// The rulebook with what was set by hand laid over it; of what it says anew meanwhile, it is
  /// right.
  public func with(_ states: [RepState]) -> Rulebook {
    let current = current(states)
    guard !current.isEmpty else { return self }
    var rules = self
    for state in current {
      guard let place = sections.roster.places[state.rep] else { continue }
      rules.teams[place.team].reps[place.rep].set(state)
    }
    rules.settle()
    return rules
  }
}

extension Rep {
  /// Further than anybody plans.
  private static let furtherNotice: Int32 = 100 * 366

  fileprivate mutating func set(_ state: RepState) {
    let day = zone.day(of: state.since)
    let last = max(state.until ?? Day(number: day.number + Rep.furtherNotice), day)
    switch state.act {
    case .away: away.append(day...last)
    case .pause: pauses.append(day...last)
    case .back:
      isPaused = false
      away = Rep.ended(away, on: day)
      pauses = Rep.ended(pauses, on: day)
    }
  }

  /// What is left of absences if the rep is back on a day.
  private static func ended(_ absences: [ClosedRange<Day>], on day: Day) -> [ClosedRange<Day>] {
    absences.flatMap { absence -> [ClosedRange<Day>] in
      guard absence.contains(day) else { return [absence] }
      return absence.lowerBound == day ? [] : [absence.lowerBound...Day(number: day.number - 1)]
    }
  }
}
