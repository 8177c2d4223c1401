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
      if areRoutesSettled {
        enqueue(Work(stored: try stored(id)))
      } else {
        let work = try open(id, &batch)
        work.lead.state.routing = route(of: work, now: batch.now)
        enqueue(work)
        batch.forget()
      }
    }
  }

  /// Stores the ways of waiting leads, if the rulebook has changed since they were found.
  func settleRoutes() throws {
    guard !areRoutesSettled else { return }
    try store.setNote(Engine.routesNote, "")
    try work(on: try store.waitingLeads()) { work, batch in
      // Whoever had room may have got it since.
      guard work.lead.state.isWaiting else { return }
      let hadRoute = work.lead.state.routing?.routes.isEmpty == false
      let key = queue.key(of: work.id)
      work.lead.state.routing = key ?? RoutingKey()
      work.isChanged = true
      if hadRoute, key == nil {
        let alert = Alert(
          kind: .noRoute, text: "by the new rulebook no route takes this lead; it waits")
        note(.alert(alert), of: work, trace: nil, from: .none, &batch)
      }
    }
    try store.setNote(Engine.routesNote, rules.version)
    areRoutesSettled = true
  }

  /// Puts a lead that waits in its line. One that no route takes waits for another rulebook, which
  /// fills the queue anew.
  func enqueue(_ work: Work) {
    guard work.lead.state.isWaiting, let key = work.lead.state.routing, !key.routes.isEmpty else {
      return queue.remove(work.id)
    }
    queue.put(work.lead.state, key, keeping: kept(work, key), load)
  }

  /// Which reps a lead could go to, as it is now.
  ///
  /// - Parameter asksAll: whether reps are asked too to whom no route leads.
  func route(of work: Work, now: Instant, asksAll: Bool = false) -> RoutingKey {
    routingKey(work.lead.state, look(at: work, now: now), rules, now: now, asksAll: asksAll)
  }
}
