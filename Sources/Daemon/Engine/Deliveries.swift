import LeadCore
import Store

/// Deliveries to endpoints, as the courier has them noted.
extension Engine {
  /// Entries put on their way in one transaction.
  private static let spreadAtOnce = 2_000

  func meet(_ endpoints: [Endpoint], memory: Interval) throws -> [String: Int] {
    try store.meet(endpoints, horizon: clock() - memory)
  }

  func spread(to endpoint: Endpoint) throws -> Bool {
    try store.spread(to: endpoint, limit: Engine.spreadAtOnce)
  }

  func ready(for endpoint: String, at now: Instant, limit: Int) throws -> [Delivery] {
    try store.ready(for: endpoint, at: now, limit: limit)
  }

  func note(_ tried: [Tried], for endpoint: String) throws {
    try store.note(tried, for: endpoint)
  }

  func wake(_ endpoint: String) throws { try store.wake(endpoint, at: clock()) }

  func endpointStandings() throws -> [EndpointStanding] { try store.endpointStandings() }

  /// What tells this store from every other one; made when it is first asked for.
  func bookID() throws -> String {
    if let known = try store.note(OutboxEntry.bookNote) { return known }
    let id = String(UInt64.random(in: .min ... .max), radix: 36)
    try store.setNote(OutboxEntry.bookNote, id)
    return id
  }
}
