/// One fact about one lead, under one rulebook, at one instant: the only way a lead changes.
///
/// - Parameters:
///   - look: what scoring finds in the lead's fields, this fact's included.
///   - now: the present. Facts may have happened earlier; MQL and handoffs happen now.
/// - Returns: the new state with its effects, or the old one with a `refusal`.
public func decide(
  _ state: LeadState, _ fact: Fact, _ look: Look, _ rules: Rulebook, now: Instant
) -> Decision {
  var deciding = Deciding(Situation(rules, look, state, now: now))
  deciding.take(fact)
  if let refusal = deciding.refusal {
    var refused = Decision(state: state)
    refused.refusal = refusal
    return refused
  }
  if !deciding.isAbsorbed { deciding.evaluate() }
  return deciding.decision(from: state)
}

/// A decision in the making.
struct Deciding {
  var situation: Situation
  var effects: [Effect] = []
  var refusal: String?
  /// Set once this decision put the lead on a track: what brings it back must come later.
  var hasEnrolled = false
  /// For which days deadlines are judged by this decision; nil: none are.
  var reported: ReportedDays?
  /// The times that are past and wait for the log of their day.
  var awaits: [Instant] = []
  /// Set once another lead goes on in its place: nothing is decided of it any more.
  var isAbsorbed = false

  init(_ situation: Situation) { self.situation = situation }

  var state: LeadState {
    get { situation.state }
    _modify { yield &situation.state }
  }
  var rules: RulebookSections {
    @inline(__always) _read { yield situation.rules }
  }
  var now: Instant { situation.now }

  mutating func take(_ fact: Fact) {
    // Of a lead that is kept out, what others did is history and nothing else.
    if state.ignoredBy != nil {
      switch fact {
      case .attempt, .feedback, .deadline, .owned: return
      default: break
      }
    }
    switch fact {
    case .fields: break
    case .activity(let mark): take(mark)
    case .attempt(let attempt): take(attempt)
    case .feedback(let feedback): take(feedback)
    case .due: expire()
    case .deadline(let days):
      reported = days
      judgeDeadlines()
    case .handed(let assignment): hand(to: assignment)
    case .released(let why): release(why: why)
    case .reassigned(let assignment, let why, let afterBreach):
      reassign(to: assignment, why: why, afterBreach: afterBreach)
    case .owned(let rep, let candidates): own(by: rep, candidates)
    case .merged(let other): join(other)
    case .absorbed(let givesHandoff): giveUp(handoff: givesHandoff)
    case .split: comeBack()
    }
  }

  private mutating func take(_ mark: ActivityMark) {
    let place = state.activities.firstIndex { $0.at > mark.at } ?? state.activities.count
    state.activities.insert(mark, at: place)
    state.lastActivity = max(state.lastActivity ?? mark.at, mark.at)
    if state.stage == .customer, mark.at > state.since, state.ignoredBy == nil {
      alert(
        .customerActive, "a customer was active again", rep: state.owner,
        tell: [state.owner].compactMap { $0 })
    }
  }

  mutating func alert(
    _ kind: Alert.Kind, _ text: String, rep: String? = nil, tell: [String] = []
  ) {
    effects.append(.alert(Alert(kind: kind, text: text, rep: rep, tell: tell)))
  }

  /// Scores the lead as it is now and makes the stage changes that follow from that.
  mutating func evaluate() {
    if let rule = rules.ignored.indices.first(where: { situation.holds(rules.ignored[$0].when) }) {
      return keepOut(by: rules.ignored[rule].name)
    }
    if state.ignoredBy != nil { state.ignoredBy = nil }
    let origin = rules.origins.indices.first { situation.holds(rules.origins[$0].when) }
    state.origin = origin.map { rules.origins[$0].origin } ?? "marketing"
    situation.score()
    qualify()
  }

  /// A lead that an `ignore:` rule names: nobody has it, and it waits for nobody.
  private mutating func keepOut(by rule: String) {
    state.ignoredBy = rule
    endHandoff(.released, at: now)
    state.waitingSince = nil
    switch state.stage {
    case .mql, .sal, .sql, .nurture:
      state.enrolment = nil
      move(to: .lead, at: now, why: "ignored: \(rule)")
    case .lead, .customer, .disqualified: break
    }
  }

  mutating func decision(from old: LeadState) -> Decision {
    var decision = Decision(state: state)
    decision.effects = effects
    decision.state.routing = state.isWaiting ? situation.routingKey() : nil
    if isAbsorbed { return decision }
    decision.state.due = situation.nextDue(hasEnrolled: hasEnrolled)
    if let handoff = state.handoff { settle(handoff, &decision) }
    if state.openHandoff == nil {
      decision.effects.removeAll { if case .passedOn = $0 { true } else { false } }
    }
    if old.stage != state.stage || old.owner != state.owner
      || old.enrolment?.track != state.enrolment?.track
    {
      decision.trace = situation.trace()
    }
    return decision
  }

  /// Notes what its clock says of a handoff: a change of the rulebook may have moved it.
  private mutating func settle(_ last: Handoff, _ decision: inout Decision) {
    let clock = rules.clock(of: last)
    var handoff = last
    if handoff.isOpen { handoff.settle(clock) }
    decision.state.handoff = handoff
    // Of a lead that is kept out, nothing is judged.
    guard state.ignoredBy == nil else { return decision.state.deadline = nil }
    let isInWork = state.stage == .mql || state.stage == .sal
    let pending = handoff.pending(clock, mayGo: isInWork).map { look(at: $0) }
    decision.state.deadline = (pending + [handoff.earlierDeadline].compactMap { $0 }).min()
    decision.awaits = awaits
  }
}
