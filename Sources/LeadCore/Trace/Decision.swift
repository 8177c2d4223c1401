/// Something that happened, to be decided upon.
public enum Fact: Sendable {
  /// The lead came to be, or its fields changed; `Look` shows them as they are now.
  case fields
  case activity(ActivityMark)
  case attempt(Attempt)
  case feedback(Feedback)
  /// Time passed: rests, the queue's expiry and what fades are looked at.
  case due
  /// Time passed: follow-up deadlines are judged for the days of which all reports are in; nil:
  /// nothing is judged, only what the clocks say is noted.
  case deadline(ReportedDays? = .all)
  /// A rep has bandwidth for it.
  case handed(Assignment)
  /// Its rep gives it back, or it is taken from them; it waits for a rep again.
  case released(why: String)
  /// It is taken from its rep for another one; `afterBreach`: because a deadline was missed.
  case reassigned(Assignment, why: String, afterBreach: Bool = false)
  /// The CRM says whose it is, by id. Told when it says so anew: what it has said before was
  /// settled then. `candidates`: that rep, and who else would have been asked.
  case owned(rep: String, candidates: [Candidate] = [])
  /// Another lead, in this state, is the same person: this one takes over what it has.
  case merged(LeadState)
  /// It is the same person as an older lead, which goes on in its place and, if `givesHandoff`,
  /// takes over its open handoff.
  case absorbed(givesHandoff: Bool)
  /// It is not the same person as another lead after all: what it had is undone.
  case split
}

/// What follows from a fact: the new state, what is to be told, and why.
public struct Decision: Sendable {
  public var state: LeadState
  public var effects: [Effect] = []
  /// Set where stage, owner or track changed.
  public var trace: Trace?
  /// Set where the fact cannot be: a sentence for the reject row. State and effects are as before
  /// then.
  public var refusal: String?
  /// The times that are past and wait for the log of their day.
  public var awaits: [Instant] = []

  public init(state: LeadState) { self.state = state }
}

/// What a decision asks the world outside to note or to deliver.
public enum Effect: Equatable, Sendable {
  case stage(StageChange)
  case handed(Handoff)
  case handoffEnded(Handoff)
  case enrolled(Enrolment)
  /// A deadline was missed; `tell`: who is to know, reps by id, others by address.
  case breached(Breach, of: Handoff, tell: [String])
  /// It is still missed: the next step of the ladder.
  case escalated(Breach, of: Handoff, tell: [String])
  /// A breach turned out to be none; told to whom the breach was told.
  case withdrawn(Breach, of: Handoff, tell: [String])
  /// The lead is to go to the next eligible rep, if there is one: a fact for it, `reassigned`.
  /// `isRepeated`: there was none the last time, and it was said.
  case passedOn(why: String, isRepeated: Bool)
  case alert(Alert)
}

/// A lead went from one stage to another, or from the queue to a rep.
public struct StageChange: Hashable, Sendable {
  public var from: Stage
  public var to: Stage
  /// When it took effect.
  public var at: Instant
  /// What did it, in a few words: an alternative's name, a verdict, `rest over` …
  public var why: String

  public init(from: Stage, to: Stage, at: Instant, why: String) {
    self.from = from
    self.to = to
    self.at = at
    self.why = why
  }
}

/// Something a person should know.
public struct Alert: Hashable, Sendable {
  /// What it is about.
  public enum Kind: String, CaseIterable, Sendable {
    case noRoute = "no_route"
    case unknownRep = "unknown_rep"
    case reachedAfterAll = "reached_after_all"
    case customerActive = "customer_active"
    /// A log of attempts that covers whole days does not come.
    case missingLog = "missing_log"
    /// A deadline was missed, and no other rep can take the lead.
    case nobodyElse = "nobody_else"
  }
  public var kind: Kind
  public var text: String
  /// The rep it concerns.
  public var rep: String?
  /// Who is to know: reps by id, others by address. Empty: nobody in particular.
  public var tell: [String]

  public init(kind: Kind, text: String, rep: String? = nil, tell: [String] = []) {
    self.kind = kind
    self.text = text
    self.rep = rep
    self.tell = tell
  }
}
