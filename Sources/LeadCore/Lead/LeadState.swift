/// All that is known of where a lead stands; its fields are looked at separately (`Look`).
///
/// Most leads never come further than being scored, and states are copied often: what sales and
/// nurture add lies out of line.
public struct LeadState: Equatable, Sendable {
  public var id: Int64
  public var stage: Stage = .lead
  /// When the stage began.
  public var since: Instant
  /// When the lead came to be: its `created_at`, else when it was first heard of.
  public var createdAt: Instant
  /// Whose prospect it is, see `origin:`.
  public var origin: String = "marketing"
  public var fit: Int = 0
  public var interest: Int = 0
  /// Handed to sales so many times; a reassignment is the same cycle.
  public var cycle: Int = 0
  /// When it became MQL, while it waits for a rep.
  public var waitingSince: Instant?
  /// When time alone will change something, follow-up deadlines apart, see `nextDue`.
  public var due: Instant?
  /// When the next follow-up deadline counts as missed.
  public var deadline: Instant?
  /// When it last did anything, looked at by rules or not.
  public var lastActivity: Instant?
  /// What rules look at of all activities, in order of time.
  public var activities: [ActivityMark] = []
  private var course: Course?

  public init(id: Int64, since: Instant, createdAt: Instant) {
    self.id = id
    self.since = since
    self.createdAt = createdAt
  }

  /// The name of the `ignore:` rule that keeps it out of everything.
  public var ignoredBy: String? {
    get { course?.events.ignoredBy }
    set { change { $0.ignoredBy = newValue } }
  }
  public var disqualification: Disqualification? {
    get { course?.events.disqualification }
    set { change { $0.disqualification = newValue } }
  }
  public var enrolment: Enrolment? {
    get { course?.events.enrolment }
    set { change { $0.enrolment = newValue } }
  }
  /// Times it has been on each track, by name.
  public var rounds: [String: Int] {
    get { course?.events.rounds ?? [:] }
    set { change { $0.rounds = newValue } }
  }
  /// Only activities after this count for interest.
  public var interestFrom: Instant? {
    get { course?.events.interestFrom }
    set { change { $0.interestFrom = newValue } }
  }
  /// The latest handoff, open or ended.
  public var handoff: Handoff? {
    get { course?.events.handoff }
    set { change { $0.handoff = newValue } }
  }
  /// While it waits: which reps it could go to when it was last looked at.
  public var routing: RoutingKey? {
    get { course?.events.routing }
    set { change { $0.routing = newValue } }
  }
  /// The handoffs before the latest, the first one first. They are there only while something is
  /// told of their time.
  public var earlierHandoffs: [Handoff] {
    get { course?.events.earlierHandoffs ?? [] }
    set { change { $0.earlierHandoffs = newValue } }
  }

  /// All handoffs that are there, the first one first.
  var handoffs: [Handoff] {
    get { earlierHandoffs + [handoff].compactMap { $0 } }
    set {
      earlierHandoffs = newValue.dropLast()
      handoff = newValue.last
    }
  }

  /// What happened to a lead beyond being scored.
  private struct Events: Equatable, Sendable {
    var ignoredBy: String?
    var disqualification: Disqualification?
    var enrolment: Enrolment?
    var rounds: [String: Int] = [:]
    var interestFrom: Instant?
    var handoff: Handoff?
    var routing: RoutingKey?
    var earlierHandoffs: [Handoff] = []
  }

  private final class Course: Equatable, Sendable {
    let events: Events
    init(_ events: Events) { self.events = events }
    static func == (left: Course, right: Course) -> Bool {
      left === right || left.events == right.events
    }
  }

  private mutating func change(_ edit: (inout Events) -> Void) {
    let before = course?.events ?? Events()
    var events = before
    edit(&events)
    if events != before { course = events == Events() ? nil : Course(events) }
  }

  /// The rep whose lead it is now.
  public var owner: String? {
    guard let handoff else { return nil }
    if handoff.isOpen { return handoff.rep }
    return stage == .customer && handoff.ended == .won ? handoff.rep : nil
  }

  public var isWaiting: Bool { waitingSince != nil }

  /// Whether it waits because it was taken from a rep: it has qualified, and sales has begun.
  public var isReleased: Bool {
    guard let waitingSince, let handoff else { return false }
    return handoff.ended == .released && handoff.endedAt == waitingSince
  }
  /// Since when it is MQL, while it waits: a rep may have had it meanwhile.
  public var hasWaitedSince: Instant? { isReleased ? handoff?.qualifiedAt : waitingSince }
  public var openHandoff: Handoff? { handoff.flatMap { $0.isOpen ? $0 : nil } }
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
