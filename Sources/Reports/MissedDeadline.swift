public import LeadCore

/// A breach, with whose it is.
public struct MissedDeadline: Sendable {
  public var handoff: Handoff
  public var lead: Int64
  public var breach: Breach
  /// When what it asked for happened after all.
  public var metAt: Instant?

  public init(handoff: Handoff, lead: Int64, breach: Breach, metAt: Instant?) {
    self.handoff = handoff
    self.lead = lead
    self.breach = breach
    self.metAt = metAt
  }

  /// `queue` where the time was up before the rep had the lead, else `rep`.
  public var lateBy: String { breach.isOfQueue(handoff) ? "queue" : "rep" }

  /// How long its clock had run before the rep had the lead.
  public var inQueue: Interval { max(.zero, handoff.at - handoff.from) }

  /// Whether it still waits to be done.
  public var isToDo: Bool { handoff.isOpen && metAt == nil && breach.withdrawnAt == nil }
}

extension JSONObject {
  /// A breach: `handoff lead rep team plan deadline due_at late_by in_queue met_at withdrawn_at`;
  /// `late_by` is `queue` or `rep`, `in_queue` is in seconds.
  public init(_ missed: MissedDeadline) {
    self.init()
    add("handoff", missed.handoff.id)
    add("lead", missed.lead)
    add("rep", missed.handoff.rep)
    add("team", missed.handoff.team)
    add("plan", missed.handoff.plan)
    add("deadline", missed.breach.kind.rawValue)
    add("due_at", missed.breach.dueAt)
    add("late_by", missed.lateBy)
    add("in_queue", missed.inQueue.milliseconds / 1000)
    add("met_at", missed.metAt)
    add("withdrawn_at", missed.breach.withdrawnAt)
  }

  /// What is due next of a lead: `kind by attempt channel`.
  public init(_ step: NextStep) {
    self.init()
    add("kind", step.kind.rawValue)
    add("by", step.by)
    add("attempt", step.attempt)
    add("channel", step.channel)
  }
}
