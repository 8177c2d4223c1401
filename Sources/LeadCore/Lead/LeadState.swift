/// All that is known of where a lead stands; its fields are looked at separately (`Look`).
public struct LeadState: Equatable, Sendable {
  public var id: Int64
  public var stage: Stage = .lead
  /// When the stage began.
  public var since: Instant
  /// When the lead came to be: its `created_at`, else when it was first heard of.
  public var createdAt: Instant
  /// Whose prospect it is, see `origin:`.
  public var origin: String = "marketing"
  /// The name of the `ignore:` rule that keeps it out of everything.
  public var ignoredBy: String?
  public var fit: Int = 0
  public var interest: Int = 0
  /// Handed to sales so many times; a reassignment is the same cycle.
  public var cycle: Int = 0
  /// When it became MQL, while it waits for a rep.
  public var waitingSince: Instant?
  public var disqualification: Disqualification?
  public var enrolment: Enrolment?
  /// Times it has been on each track, by name.
  public var rounds: [String: Int] = [:]
  /// Only activities after this count for interest.
  public var interestFrom: Instant?
  /// The latest handoff, open or ended.
  public var handoff: Handoff? {
    get { latest?.handoff }
    set { latest = newValue.map(LatestHandoff.init) }
  }
  private var latest: LatestHandoff?
  /// What rules look at of all activities, in order of time.
  public var activities: [ActivityMark] = []
  /// When time alone will change something, follow-up deadlines apart, see `nextDue`.
  public var due: Instant?
  /// When the next follow-up deadline counts as missed.
  public var deadline: Instant?

  public init(id: Int64, since: Instant, createdAt: Instant) {
    self.id = id
    self.since = since
    self.createdAt = createdAt
  }

  /// The rep whose lead it is now.
  public var owner: String? {
    guard let handoff else { return nil }
    if handoff.isOpen { return handoff.rep }
    return stage == .customer ? handoff.rep : nil
  }

  public var isWaiting: Bool { waitingSince != nil }
  public var openHandoff: Handoff? { handoff.flatMap { $0.isOpen ? $0 : nil } }
}

/// A handoff out of line: most leads have none, and states are copied often.
private final class LatestHandoff: Equatable, Sendable {
  let handoff: Handoff
  init(_ handoff: Handoff) { self.handoff = handoff }
  static func == (left: LatestHandoff, right: LatestHandoff) -> Bool {
    left === right || left.handoff == right.handoff
  }
}

/// Why a lead is disqualified.
public enum Disqualification: Hashable, Sendable {
  /// By a rule of that name; undone when the rule no longer holds.
  case rule(String)
  /// By a rejection, a loss or the end of a track; for good.
  case outcome(String)
}

/// A lead on a nurture track.
public struct Enrolment: Hashable, Sendable {
  public var track: String
  public var since: Instant
  /// The lead cannot become MQL again before; nil: it rests for good.
  public var restsUntil: Instant?

  public init(track: String, since: Instant, restsUntil: Instant?) {
    self.track = track
    self.since = since
    self.restsUntil = restsUntil
  }
}
