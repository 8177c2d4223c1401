@testable import LeadCore

/// One lead's life under a rulebook, told fact by fact; the clock is moved by hand.
struct Life {
  let rules: Rulebook
  private let scorer: Scorer
  var lead: TestLead
  var now: Instant
  var state: LeadState
  /// What the last fact led to.
  private(set) var last: Decision
  /// All effects so far.
  private(set) var effects: [Effect] = []

  init(_ rules: Rulebook, _ lead: TestLead = ["email": "ada@acme.com"], now: Instant = Life.monday)
  {
    self.rules = rules
    scorer = Scorer(rules)
    self.lead = lead
    self.now = now
    state = LeadState(id: 1, since: now, createdAt: now)
    last = Decision(state: state)
  }

  static let monday: Instant = "2026-03-02T09:00:00Z"

  @discardableResult
  mutating func take(_ fact: Fact) -> Decision {
    last = decide(
      state, fact, scorer.look(at: [lead], rules, now: now)[0], rules, now: now)
    state = last.state
    effects += last.effects
    return last
  }

  /// New fields.
  mutating func know(_ fields: [String: String] = [:]) {
    for (name, value) in fields { lead.fields[name] = Array(value.utf8) }
    take(.fields)
  }

  mutating func did(_ activity: String, at: Instant? = nil, _ properties: [String: String] = [:]) {
    take(.activity(rules.mark(activity, at: at ?? now, properties)))
  }

  mutating func attempt(
    _ outcome: Attempt.Outcome = .noAnswer, at: FactTime? = nil, by rep: String? = nil
  ) {
    take(.attempt(Attempt(at: at ?? .at(now), outcome: outcome, rep: rep)))
  }

  mutating func say(
    _ verdict: Feedback.Verdict, at: FactTime? = nil, reason: String? = nil, track: String? = nil,
    amount: String? = nil, by rep: String? = nil
  ) {
    take(
      .feedback(
        Feedback(
          at: at ?? .at(now), verdict: verdict, rep: rep, reason: reason, track: track,
          amount: amount)))
  }

  /// Gives the waiting lead to a rep.
  mutating func hand(to rep: String = "jim", team: String = "sales") {
    take(.handed(Assignment(rep: rep, team: team, route: "everyone", candidates: [])))
  }

  /// Lets time pass; what comes due on the way is done, each at its time.
  mutating func wait(until end: Instant) {
    while let next = [state.due, state.deadline].compactMap({ $0 }).min(), next <= end {
      now = max(now, next)
      take(next == state.deadline ? .deadline() : .due)
    }
    now = end
  }

  mutating func wait(_ span: Interval) { wait(until: now + span) }

  var alerts: [Alert.Kind] {
    effects.compactMap { if case .alert(let alert) = $0 { alert.kind } else { nil } }
  }
  var breaches: [Deadline.Kind] {
    effects.compactMap { if case .breached(let breach, _, _) = $0 { breach.kind } else { nil } }
  }
  var withdrawn: [Deadline.Kind] {
    effects.compactMap { if case .withdrawn(let breach, _, _) = $0 { breach.kind } else { nil } }
  }
  /// Who was told of missed deadlines, by breach and step.
  var told: [[String]] {
    effects.compactMap {
      switch $0 {
      case .breached(_, _, let tell), .escalated(_, _, let tell): tell
      default: nil
      }
    }
  }
  /// How often the lead was to go to another rep, without the times that were tried again.
  var passedOn: Int {
    effects.count { if case .passedOn(_, isRepeated: false) = $0 { true } else { false } }
  }
  /// The handoffs that have ended, as they were then.
  var ended: [Handoff] {
    effects.compactMap { if case .handoffEnded(let handoff) = $0 { handoff } else { nil } }
  }
  /// The stages gone through, the first one's start left out.
  var path: [Stage] {
    effects.compactMap { if case .stage(let change) = $0 { change.to } else { nil } }
  }
}
