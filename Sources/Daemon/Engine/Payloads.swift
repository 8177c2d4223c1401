import Foundation
import LeadCore
import Reports
import Store

/// What effects tell the world, as JSON objects in the outbox.
extension Engine {
  func payload(handoff id: Int64, _ work: Work) -> String {
    var object = JSONObject()
    let state = work.lead.state
    object.add("handoff", id)
    object.add("lead", state.id)
    object.add("grade", rules.grade(of: state).description)
    object.add("fit", state.fit)
    object.add("interest", state.interest)
    object.add("accept_by", state.handoff?.acceptBy)
    object.add("first_attempt_by", state.handoff?.firstAttemptBy)
    object.add("why", state.handoff?.route)
    addFields(of: work, to: &object, rules.handoffFields)
    return object.closed
  }

  func payload(withdrawn handoff: Handoff, _ work: Work) -> String {
    var object = JSONObject()
    object.add("handoff", handoff.id)
    object.add("lead", work.id)
    object.add("ended", handoff.ended?.rawValue)
    object.add("ended_at", handoff.endedAt)
    addFields(of: work, to: &object, rules.handoffFields)
    return object.closed
  }

  func payload(enrolment: Enrolment, _ work: Work) -> String {
    var object = JSONObject()
    object.add("lead", work.id)
    object.add("track", enrolment.track)
    object.add("since", enrolment.since)
    object.add("rests_until", enrolment.restsUntil)
    addFields(of: work, to: &object)
    return object.closed
  }

  /// - Parameter tell: who is to know, reps by id, others by address.
  func payload(
    _ breach: Breach, of handoff: Handoff, _ event: String, _ tell: [String], _ work: Work,
    _ batch: Batch
  ) -> String {
    var object = JSONObject()
    object.add("event", event)
    object.add("at", batch.now)
    object.add("lead", work.id)
    object.add("handoff", handoff.id)
    object.add("rep", handoff.rep)
    object.add("plan", handoff.plan)
    object.add("deadline", breach.kind.rawValue)
    object.add("due_at", breach.dueAt)
    object.add("late_by", breach.isOfQueue(handoff) ? "queue" : "rep")
    object.add("tell", array: tell)
    return object.closed
  }

  /// - Parameter lead: whom it is about; nil: no single lead.
  func payload(_ alert: Alert, of lead: Int64?, now: Instant) -> String {
    var object = JSONObject()
    object.add("event", alert.kind.rawValue)
    object.add("at", now)
    object.add("lead", lead)
    object.add("rep", alert.rep)
    object.add("text", alert.text)
    object.add("tell", array: alert.tell)
    return object.closed
  }

  /// - Parameter wanted: the fields that go over, known or not; nil: all that are known.
  private func addFields(
    of work: Work, to object: inout JSONObject, _ wanted: [String]? = nil
  ) {
    var fields = JSONObject()
    var values = work.lead.record.named(names)
    for identity in work.lead.identities where values[identity.kind] == nil {
      values[identity.kind] = identity.value
    }
    for name in wanted ?? values.keys.sorted() { fields.add(name, values[name]) }
    object.add("fields", json: fields.closed)
  }
}

extension OutboxEntry {
  /// Who is told by an alert: ids of reps, or addresses; by others nobody.
  var told: [String] {
    struct Told: Decodable { var tell: [String] }
    guard channel == .alerts else { return [] }
    let payload = try? JSONDecoder().decode(Told.self, from: Data(payload.utf8))
    return payload?.tell ?? []
  }
}
