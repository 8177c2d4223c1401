import LeadCore
import Store

/// Which way leads go that wait for a rep. It is found when something is decided of them, and kept:
/// a restart changes nothing, another rulebook everything.
extension Engine {
  private static let routesNote = "routes"

  /// Puts all leads that wait in their lines.
  func restoreQueue() throws {
    queue = WaitingQueue()
    areRoutesSettled = try store.note(Engine.routesNote) == rules.version
    var batch = Batch(now: clock())
    for id in try store.waitingLeads() {
      let work = try open(id, &batch)
      if !areRoutesSettled { work.lead.state.routing = route(of: work, now: batch.now) }
      enqueue(work)
      batch.forget()
    }
  }

  /// Stores the ways of waiting leads, if the rulebook has changed since they were found.
  func settleRoutes() throws {
    guard !areRoutesSettled else { return }
    try store.setNote(Engine.routesNote, "")
    try work(on: try store.waitingLeads()) { work, batch in
      work.lead.state.routing = queue.key(of: work.id) ?? RoutingKey()
      work.isChanged = true
    }
    try store.setNote(Engine.routesNote, rules.version)
    areRoutesSettled = true
  }

  /// Puts a lead that waits in its line. One that no route takes waits for another rulebook, which
  /// fills the queue anew.
  func enqueue(_ work: Work) {
    guard let key = work.lead.state.routing, !key.routes.isEmpty else {
      return queue.remove(work.id)
    }
    queue.put(work.lead.state, key, keeping: kept(work, key), load)
  }

  /// Which reps a lead could go to, as it is now.
  func route(of work: Work, now: Instant) -> RoutingKey {
    routingKey(work.lead.state, look(at: work, now: now), rules, now: now)
  }
}
