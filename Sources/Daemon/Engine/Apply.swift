import LeadCore
import Reports
import Store

extension Engine {
  /// Decides one fact of a lead and notes all that follows. Returns why the fact cannot be, if so.
  func take(_ fact: Fact, of work: Work, from origin: Origin, _ batch: inout Batch) -> String? {
    let look = look(at: work, now: batch.now)
    let decision = decide(work.lead.state, fact, look, rules, now: batch.now)
    if let refusal = decision.refusal { return refusal }
    apply(decision, to: work, from: origin, &batch)
    awaited.formUnion(decision.awaits)
    for case .passedOn(let why, let isRepeated) in decision.effects {
      passOn(work, why: why, isRepeated: isRepeated, &batch)
    }
    return nil
  }

  private func apply(
    _ decision: Decision, to work: Work, from origin: Origin, _ batch: inout Batch
  ) {
    let old = work.lead.state
    work.lead.state = decision.state
    work.isChanged = true
    let trace = decision.trace?.json
    for effect in decision.effects {
      note(effect, of: work, trace: trace, from: origin, &batch)
      if let handoff = old.openHandoff { settleBandwidth(of: handoff, effect, batch.now) }
    }
    if let handoff = work.lead.state.handoff, handoff != old.handoff {
      batch.handoffs[handoff.id] = (handoff, lead: work.id)
    }
    let earlier = work.lead.state.earlierHandoffs
    for (handoff, before) in zip(earlier, old.earlierHandoffs) where handoff != before {
      batch.handoffs[handoff.id] = (handoff, lead: work.id)
    }
    if old.isWaiting || decision.state.isWaiting { enqueue(work) }
  }

  func note(
    _ effect: Effect, of work: Work, trace: String?, from origin: Origin, _ batch: inout Batch
  ) {
    var entry = HistoryEntry(
      lead: work.id, at: batch.now, decidedAt: batch.now, kind: "", text: "", trace: nil,
      file: origin.file, line: origin.line)
    switch effect {
    case .stage(let change):
      entry.kind = "stage"
      entry.at = change.at
      entry.trace = trace
      entry.text =
        change.from == change.to
        ? change.why : "\(change.from.rawValue) → \(change.to.rawValue): \(change.why)"
    case .handed(let handoff):
      lastHandoff += 1
      work.lead.state.handoff?.id = lastHandoff
      entry.kind = "handed"
      entry.text = "to \(handoff.rep), plan \(handoff.plan ?? "none")"
      load.book(handoff.rep, work: handoff.terms.work ?? 0, now: batch.now)
      noteOwner(handoff, of: work)
      deliver(.handoffs, to: handoff.rep, payload(handoff: lastHandoff, work), of: work.id, &batch)
    case .handoffEnded(var handoff):
      if handoff.id == 0 { handoff.id = lastHandoff }
      batch.handoffs[handoff.id] = (handoff, lead: work.id)
      if !handoff.isOverdue { load.release(rep: handoff.rep, now: batch.now) }
      accounts.end(handoff.id)
      queue.unblock(handoff.rep, load, accounts)
      entry.kind = "ended"
      entry.at = handoff.endedAt ?? batch.now
      entry.text = "\(handoff.rep)'s handoff: \(handoff.ended?.rawValue ?? "")"
      if let ended = handoff.ended, ended.isTakenBack {
        deliver(.withdrawn, to: handoff.rep, payload(withdrawn: handoff, work), of: work.id, &batch)
      }
    case .enrolled(let enrolment):
      entry.kind = "enrolled"
      entry.at = enrolment.since
      entry.text = "on track \(enrolment.track)"
      if let wish = work.lead.record.wish(against: ["no_contact", "no_email"], names) {
        entry.text += "; not sent, for \(wish)"
      } else {
        deliver(
          .nurture, to: enrolment.track, payload(enrolment: enrolment, work), of: work.id, &batch)
      }
    case .breached(let breach, let handoff, let tell):
      entry.kind = "breach"
      entry.at = breach.dueAt
      entry.text = "\(breach.kind.rawValue) was due \(breach.dueAt.iso)" + told(tell)
      send(payload(breach, of: handoff, "breach", tell, work, batch), of: work.id, &batch)
    case .escalated(let breach, let handoff, let tell):
      entry.kind = "escalated"
      entry.text = "\(breach.kind.rawValue) due \(breach.dueAt.iso) is still missed" + told(tell)
      send(payload(breach, of: handoff, "escalation", tell, work, batch), of: work.id, &batch)
    case .withdrawn(let breach, let handoff, let tell):
      entry.kind = "withdrawn"
      entry.text = "\(breach.kind.rawValue) due \(breach.dueAt.iso) was not missed after all"
      send(payload(breach, of: handoff, "withdrawn", tell, work, batch), of: work.id, &batch)
    case .passedOn: return
    case .alert(let alert):
      entry.kind = "alert"
      entry.text = alert.text
      send(payload(alert, of: work.id, now: batch.now), of: work.id, &batch)
    }
    batch.changes.history.append(entry)
  }

  /// Tells of something that is about no single lead.
  func tell(_ alert: Alert, _ batch: inout Batch) {
    send(payload(alert, of: nil, now: batch.now), of: nil, &batch)
  }

  /// Sends an alert.
  private func send(_ payload: String, of lead: Int64?, _ batch: inout Batch) {
    deliver(.alerts, to: "", payload, of: lead, &batch)
  }

  private func told(_ names: [String]) -> String {
    names.isEmpty ? "" : "; told " + names.joined(separator: ", ")
  }

  /// Who does not say in time what came of a lead has room for another one, until a report shows
  /// that it was said.
  private func settleBandwidth(of open: Handoff, _ effect: Effect, _ now: Instant) {
    switch effect {
    case .breached(let breach, let handoff, _)
    where breach.kind == .verdict && handoff.id == open.id:
      load.release(rep: open.rep, now: now)
      queue.unblock(open.rep, load, accounts)
    case .withdrawn(let breach, let handoff, _)
    where breach.kind == .verdict && handoff.id == open.id:
      load.reopen(rep: open.rep)
    default: break
    }
  }

  private func deliver(
    _ channel: OutboxEntry.Channel, to address: String, _ payload: String, of lead: Int64?,
    _ batch: inout Batch
  ) {
    if batch.changes.outbox.isEmpty { lastCommit += 1 }
    batch.changes.outbox.append(
      OutboxEntry(
        commit: lastCommit, lead: lead, channel: channel, address: address, payload: payload,
        at: batch.now))
  }

  /// Hands waiting leads over while anybody can take one.
  func drain(_ batch: inout Batch) throws {
    load.settle(batch.now)
    if batch.now != servedAt, rules.hasDayBegun(since: servedAt, batch.now) {
      queue.unblock()
      areLeavesSettled = false
    }
    servedAt = batch.now
    while let (id, assignment) = queue.next(&load, accounts, now: batch.now) {
      let work = try open(id, &batch)
      if rules.countsHours {
        // What the plan takes must be what the rep was asked for.
        var key = assignment.key
        key.work = route(of: work, now: batch.now).work
        guard key == assignment.key else {
          work.lead.state.routing = key
          work.isChanged = true
          enqueue(work)
          continue
        }
      }
      load.settleTurn(assignment, now: batch.now)
      let refusal = take(.handed(assignment), of: work, from: .none, &batch)
      precondition(refusal == nil, "a handoff is never refused")
    }
  }

  /// Who comes before everybody else for a waiting lead. From whom it was taken does not.
  func kept(_ work: Work, _ key: RoutingKey) -> WaitingQueue.Kept {
    let asked = key.routes.map { rules.routes[$0].keepOwner }
    let state = work.lead.state
    return WaitingQueue.Kept(
      owner: asked.contains(.lead) && !state.isReleased ? state.handoff?.rep : nil,
      accounts: asked.contains(.account) ? book.accountKeys(of: work.lead) : [])
  }

  /// Notes who now has a lead of an account.
  private func noteOwner(_ handoff: Handoff, of work: Work) {
    guard rules.keepsAccountOwners else { return }
    let keys = book.accountKeys(of: work.lead)
    accounts.begin(lastHandoff, rep: handoff.rep, of: keys)
    queue.unblock(accounts: keys)
  }
}

extension Handoff.Ending {
  /// Whether it is taken from its rep, who does not know yet.
  fileprivate var isTakenBack: Bool {
    switch self {
    case .recycled, .disqualified, .reassigned, .released: true
    case .rejected, .won, .lost: false
    }
  }
}
