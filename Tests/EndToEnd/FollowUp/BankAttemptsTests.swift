import Foundation
import Testing

/// The attempts of a real campaign, through a plan of three: whoever was called three times in vain
/// rests, whoever was reached later is said to have been.
@Suite(.enabled(if: Corpus.has("bank-marketing/bank.csv"), "no ../shared/corpus"))
struct BankAttemptsTests {
  private static let rules = [
    "all.yaml": """
    sources:
      - { name: bank, files: "leads-*", record: lead, identity: { client: client } }
      - { name: calls, files: "attempts-*", record: attempt, identity: { client: client } }
    fit: { rules: [{ name: All, when: { job: { known: true } }, points: 60 }] }
    qualification: { mql: [{ name: All, fit: { at_least: 50 } }] }
    teams: { sales: { reps: [{ id: jim }, { id: pam }] } }
    routing: [{ name: Everyone, to: sales }]
    follow_up:
      - { name: Campaign, attempts: 3, apart: day, unreached: nurture/unreached }
    nurture: { unreached: { rest: 900d } }
    """
  ]
  private static let most = 3

  /// One client: how often they were called, and whether the last call sold something.
  private struct Client {
    var calls: Int
    var bought: Bool

    var isRecycled: Bool { calls > most || (calls == most && !bought) }
    var isReachedAfterAll: Bool { bought && calls > most }
  }

  private func clients() throws -> [Client] {
    let text = try Corpus.text("bank-marketing/bank.csv")
    return CSVText.records(text, separator: ";").map { row in
      Client(calls: Int(row["campaign"] ?? "") ?? 0, bought: row["y"] == "yes")
    }
  }

  @Test func asManyAreRecycledAsAnIndependentCountSays() throws {
    let clients = try clients()
    try #require(clients.count == 4521 && clients.allSatisfy { $0.calls > 0 })
    let place = try Workplace(rules: Self.rules)
    let names = clients.indices.map { "client-\($0)" }
    try place.drop("leads-1.csv", "client,job\n" + names.map { "\($0),admin\n" }.joined())
    try place.once(now: "2026-01-05T09:00:00Z")
    var calls = "client,outcome,channel,at\n"
    for (name, client) in zip(names, clients) {
      for call in 1...client.calls {
        let outcome = call == client.calls && client.bought ? "connected" : "no_answer"
        let day = DateComponents(
          calendar: .init(identifier: .gregorian), timeZone: .gmt, year: 2026, month: 1,
          day: 5 + call, hour: 10
        ).date!
        calls += "\(name),\(outcome),phone,\(day.formatted(.iso8601))\n"
      }
    }
    try place.drop("attempts-1.csv", calls)
    try place.once(now: "2026-06-01T09:00:00Z")

    let recycled = clients.count(where: \.isRecycled)
    #expect((500...2000).contains(recycled), "\(recycled)")
    let leads = try place.leads()
    #expect(leads.count { $0.stage == "nurture" && $0.track == "unreached" } == recycled)
    let wrong = zip(leads, clients).filter { lead, client in
      lead.stage != (client.isRecycled ? "nurture" : "sal")
        || (!client.isRecycled && lead.attempts != client.calls)
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    let handoffs = try place.handoffs()
    #expect(handoffs.count { $0.ended == "recycled" } == recycled)
    let after = try alerts(place).count { $0["event"] == .text("reached_after_all") }
    #expect(after == clients.count(where: \.isReachedAfterAll))
  }
}

/// All alerts in the outbox, in order.
func alerts(_ place: Workplace) throws -> [[String: Value]] {
  try place.names(below: "outbox/alerts").flatMap { name in
    let text = try String(
      contentsOf: place.data.appending(path: "outbox/alerts/\(name)"), encoding: .utf8)
    return try decodeLines(text, as: [String: Value].self)
  }
}
