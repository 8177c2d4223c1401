public import LeadCore
public import Reports
import Store

extension BookReader {
  /// What keeps a lead from a stage, or from a rep; nil where there is no lead of that id.
  public func whyNot(_ id: Int64, _ target: Target, now: Instant) throws -> WhyNot? {
    guard let stored = try lead(id) else { return nil }
    let lead = scored(stored, now: now)
    let subject = Subject(book: self, lead: lead, look: look(at: lead, now: now), now: now)
    switch target {
    case .stage(let stage):
      var answer = WhyNot(stage.rawValue)
      subject.explain(stage, &answer)
      return answer
    case .rep(let rep):
      var answer = WhyNot(rep)
      subject.explain(rep: rep, try load(now: now), &answer)
      return answer
    }
  }

  /// What a lead may be asked to come to.
  public enum Target: Sendable {
    case stage(Stage)
    /// A rep, by id.
    case rep(String)
  }
}

/// A lead that is asked about.
private struct Subject {
  let book: BookReader
  let lead: StoredLead
  let look: Look
  let now: Instant

  private var rules: Rulebook { book.rules }
  private var state: LeadState { lead.state }

  func explain(_ stage: Stage, _ answer: inout WhyNot) {
    if state.stage == stage {
      answer.say("it is \(stage.rawValue) since \(state.since.iso)")
      if stage != .mql { return }
    }
    switch stage {
    case .lead: answer.say("a lead goes back only where it waits and no longer qualifies")
    case .mql: explainMQL(&answer)
    case .sal:
      needHandoff(&answer)
      answer.need(
        "the verdict accepted, or an attempt by the owner",
        held: state.handoff?.acceptedAt != nil)
    case .sql:
      needHandoff(&answer)
      for field in rules.qualification.sqlRequires {
        needKnown(field, "told with the verdict sql", &answer)
      }
      answer.need("the verdict sql", held: state.stage == .sql)
    case .customer: answer.need("the verdict won", held: state.stage == .customer)
    case .nurture:
      needHandoff(&answer)
      answer.say("the plan's last attempt without an answer, a rejection or a loss leads there")
    case .disqualified:
      for rule in rules.qualification.disqualifying { need(rule.when, named: rule.name, &answer) }
    }
  }

  private func explainMQL(_ answer: inout WhyNot) {
    if let rule = state.ignoredBy { return answer.say("it is ignored, by the rule \(rule)") }
    switch state.stage {
    case .customer: answer.say("it is a customer already")
    case .sal, .sql: answer.say("it has been accepted by \(state.owner ?? "a rep") already")
    case .disqualified:
      if case .outcome(let why)? = state.disqualification {
        answer.say("it is disqualified for good: \(why)")
      }
    case .nurture:
      let rest = state.enrolment?.restsUntil
      answer.need(
        rest.map { "its rest is over, at \($0.iso)" }
          ?? "its rest ends at all; only `wakes` ends it",
        held: rest.map { $0 <= now } ?? false)
    default: break
    }
    for field in rules.qualification.requires { needKnown(field, "required", &answer) }
    for rule in rules.qualification.disqualifying
    where holds(rule.when, state, look, rules, now: now) {
      answer.need("not disqualified by \(rule.name)", held: false)
      needParts(rule.when, depth: 1, &answer)
    }
    if rules.qualification.alternatives.isEmpty {
      answer.say("the rulebook has no `qualification.mql`")
    }
    for alternative in rules.qualification.alternatives {
      need(alternative.when, named: alternative.name, &answer)
    }
  }

  func explain(rep id: String, _ load: Load, _ answer: inout WhyNot) {
    if state.owner == id { return answer.say("\(id) has it") }
    if let owner = state.owner { answer.need("nobody else has it", held: false, found: owner) }
    answer.need(
      "it is an MQL that waits for a rep", held: state.isWaiting,
      found: state.isWaiting ? nil : state.stage.rawValue)
    if !state.isWaiting, state.owner == nil { explainMQL(&answer) }
    guard let team = rules.teams.first(where: { $0.reps.contains { $0.id == id } }) else { return }
    explainRoutes(to: team.id, &answer)
    let key = routingKey(state, look, rules, now: now)
    var load = load
    guard load.team(of: id).map({ load.teams(for: key).contains($0) }) ?? false else { return }
    let candidate = load.candidate(id, for: key, now: now)
    let isEligible = candidate.reason == .notInTurn
    let free = candidate.free.map { "\($0) free" }
    answer.need(
      "\(id) is present and has bandwidth", held: isEligible,
      found: [candidate.reason.rawValue, free].compactMap { $0 }.joined(separator: ", "))
    if candidate.reason == .outsideTakes, let takes = rules.rep(id)?.takes {
      needParts(takes, depth: 1, &answer)
    }
    guard isEligible else { return }
    let next = load.assignment(for: key, now: now)
    if let next { answer.say("it is \(next.rep == id ? id : "somebody else")'s turn") }
  }

  /// The routes in their order, up to the first that takes the lead.
  private func explainRoutes(to team: String, _ answer: inout WhyNot) {
    for route in rules.routes {
      let held = holds(route.when, state, look, rules, now: now)
      let leads = route.team == team || route.ifFull == .team(team)
      if leads { need(route.when, named: "route \(route.name)", &answer) }
      if held, !leads {
        answer.need("no earlier route takes it", held: route.ifFull == .next, found: route.name)
      }
      if held, route.ifFull != .next { return }
    }
  }

  private func needHandoff(_ answer: inout WhyNot) {
    answer.need("an open handoff", held: state.openHandoff != nil, found: state.stage.rawValue)
  }

  private func needKnown(_ field: String, _ why: String, _ answer: inout WhyNot) {
    let value = book.value(field, of: lead)
    answer.need("\(field) is known (\(why))", held: value != nil, found: value ?? "missing")
  }

  private func need(_ when: When, named name: String, _ answer: inout WhyNot) {
    answer.need(name, held: holds(when, state, look, rules, now: now))
    needParts(when, depth: 1, &answer)
  }

  private func needParts(_ when: When, depth: Int, _ answer: inout WhyNot) {
    let finding = finding(when.condition, state, look, rules, now: now) { field in
      book.value(field, of: lead)
    }
    answer.need(finding, depth: depth)
  }
}
