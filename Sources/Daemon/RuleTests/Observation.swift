import Foundation
import LeadCore
import RuleSource
import Store

/// A breach, as far as tests ask.
struct SeenBreach: Hashable {
  var handoff: Int64
  var kind: Deadline.Kind
  var dueAt: Instant
  var isWithdrawn: Bool

  static func all(of handoff: Handoff) -> [SeenBreach] {
    handoff.breaches.map {
      SeenBreach(
        handoff: handoff.id, kind: $0.kind, dueAt: $0.dueAt, isWithdrawn: $0.withdrawnAt != nil)
    }
  }
}

/// What is to be seen of a lead at the end of a step.
struct Observation {
  /// Reps who could have the lead, and why they took it or did not: of its latest handoff, or,
  /// while it waits, as they are now.
  let reasons: [String: String]
  /// All breaches so far, those taken back included.
  let breaches: Set<SeenBreach>
  /// What of the rulebook has a part in where the lead stands.
  let exercised: Set<Coverage.Item>
  private let state: LeadState
  private let grade: Grade
  private let last: Handoff?
  private let breachesBefore: Set<SeenBreach>
  private let told: [String]

  /// - Parameters:
  ///   - breachesBefore: what was seen of breaches before the step.
  ///   - outboxBefore: the last outbox entry before the step.
  init(
    _ id: Int64, _ engine: isolated Engine, breachesBefore: Set<SeenBreach>, outboxBefore: Int64
  ) throws {
    let (store, book, rules, now) = (engine.store, engine.book, engine.rules, engine.clock())
    guard let stored = try book.lead(id) else {
      preconditionFailure("lead \(id) is indexed but not stored")
    }
    let lead = book.scored(stored, now: now)
    let handoffs = lead.state.handoff == nil ? [] : try store.handoffs(of: id)
    state = lead.state
    grade = rules.grade(of: state)
    last = handoffs.last
    breaches = Set(handoffs.flatMap(SeenBreach.all))
    self.breachesBefore = breachesBefore
    told = try engine.told(of: id, after: outboxBefore)
    var candidates = handoffs.last?.candidates ?? []
    if state.isWaiting {
      let key = routingKey(state, book.look(at: lead, now: now), rules, now: now)
      candidates = engine.load.candidates(for: key, now: now)
    }
    let named = candidates.compactMap { candidate in
      candidate.rep.map { ($0, candidate.reason.rawValue) }
    }
    reasons = Dictionary(named) { first, _ in first }
    exercised = Observation.exercised(state, book.trace(lead, now: now), handoffs)
  }

  private static func exercised(
    _ state: LeadState, _ trace: Trace, _ handoffs: [Handoff]
  ) -> Set<Coverage.Item> {
    if let rule = state.ignoredBy { return [Coverage.Item(.ignore, rule)] }
    var items = trace.fitRules.map { Coverage.Item(.fit, $0.rule) }
    items += trace.interestRules.map { Coverage.Item(.interest, $0.rule) }
    items += trace.alternatives.filter(\.held).map { Coverage.Item(.mql, $0.name) }
    items += trace.disqualifying.filter(\.held).map { Coverage.Item(.disqualify, $0.name) }
    items += handoffs.map { Coverage.Item(.route, $0.route) }
    items += handoffs.compactMap(\.plan).map { Coverage.Item(.plan, $0) }
    items += state.rounds.keys.map { Coverage.Item(.track, $0) }
    return Set(items)
  }

  /// What an expectation speaks of, as text; nil where there is none.
  subscript(subject: RuleTest.Subject) -> String? {
    switch subject {
    case .stage: return state.stage.rawValue
    case .grade: return grade.description
    case .fit: return String(state.fit)
    case .interest: return String(state.interest)
    case .owner: return state.owner
    case .track: return state.enrolment?.track
    case .cycle: return String(state.cycle)
    case .attempts: return String(state.handoff?.countedAttempts.count ?? 0)
    case .origin: return state.origin
    case .ignored: return state.ignoredBy
    case .waiting: return String(state.isWaiting)
    case .team: return last?.team
    case .route: return last?.route
    case .plan: return last?.plan
    case .ended: return last?.ended?.rawValue
    case .not: return RuleTest.Value.reasons(reasons).text
    case .breaches: return list { !$0.isWithdrawn }
    case .withdrawn: return list(\.isWithdrawn)
    case .alerts: return RuleTest.Value.list(told).text
    case .rejected: return nil
    }
  }

  /// The breaches that came to be so in this step, in the order of their deadlines.
  private func list(_ isMeant: (SeenBreach) -> Bool) -> String? {
    let new = breaches.filter { isMeant($0) && !breachesBefore.contains($0) }
      .sorted { ($0.dueAt, $0.kind.rawValue) < ($1.dueAt, $1.kind.rawValue) }
    return RuleTest.Value.list(new.map(\.kind.rawValue)).text
  }
}

extension Engine {
  /// The breaches of all leads.
  func breachesSoFar() throws -> Set<SeenBreach> {
    var seen: Set<SeenBreach> = []
    try store.forEachHandoff { handoff, _ in seen.formUnion(SeenBreach.all(of: handoff)) }
    return seen
  }

  /// The last entry of the outbox; 0 where there is none.
  func lastOutboxEntry() throws -> Int64 {
    try store.undelivered(limit: .max).map(\.id).max() ?? 0
  }

  /// Who was told of a lead, or of what is about no single lead, each once and in order.
  fileprivate func told(of lead: Int64, after entry: Int64) throws -> [String] {
    let new = try store.undelivered(limit: .max).filter { $0.id > entry }
    return Set(new.filter { ($0.lead ?? lead) == lead }.flatMap(\.told)).sorted()
  }
}
