import LeadCore
import Store

/// Deliveries to endpoints, as the courier has them noted.
extension Engine {
  /// Entries put on their way in one transaction.
  private static let spreadAtOnce = 2_000

  func meet(_ endpoints: [Endpoint], memory: Interval) throws -> [String: Int] {
    let now = clock()
    return try store.meet(endpoints, horizon: now - memory, latest: now + Backoff.longest)
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

  /// Has deliveries that were given up tried again: those of an event, or all.
  func resend(
    _ event: String?, _ reason: String, from origin: Origin, _ batch: inout Batch
  ) throws {
    // `book-17`, or its number alone.
    let number = event.flatMap { Int64($0.split(separator: "-").last ?? "") }
    guard event == nil || number != nil else { throw RowProblem("'\(event ?? "")' is no event") }
    let dead = try store.deadLetters(of: number, limit: .max)
    guard !dead.isEmpty else {
      throw RowProblem(
        event.map { "nothing of event \($0) was given up" } ?? "nothing was given up")
    }
    batch.changes.revivals.append(Revival(entry: number, at: batch.now))
    for letter in dead {
      guard let lead = letter.entry.lead else { continue }
      batch.changes.history.append(
        HistoryEntry(
          lead: lead, at: batch.now, decidedAt: batch.now, kind: "resent",
          text: "\(letter.entry.channel.event) to \(Webhook.shown(letter.endpoint)): \(reason)",
          trace: nil, file: origin.file, line: origin.line))
    }
  }

  func endpointStandings() throws -> [EndpointStanding] { try store.endpointStandings() }

  /// What tells this store from every other one; made when it is first asked for.
  func bookID() throws -> String {
    if let known = try store.note(OutboxEntry.bookNote) { return known }
    let id = String(UInt64.random(in: .min ... .max), radix: 36)
    try store.setNote(OutboxEntry.bookNote, id)
    return id
  }
}
