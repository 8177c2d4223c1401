import Foundation
import Testing

/// Every fact comes from a line of a file, and every line becomes a fact or says why not.
struct TraceTests {
  private let now = "2026-03-03T12:00:00Z"

  private func begin() throws -> Workplace {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop("leads-a.csv", "email,title,note\nada@acme.com,Clerk,\"two\nlines\"\n,CTO,\n")
    try place.drop("crm/leads-b.jsonl", "{\"email\":\"ada@acme.com\",\"company\":\"Acme\"}\n")
    try place.drop(
      "activities-a.csv",
      """
      email,activity,form,at
      bob@acme.com,form_submitted,ebook,2026-03-01T09:00:00Z
      ada@acme.com,form_submitted,demo,2026-03-01T09:00:00Z
      ada@acme.com,form_submitted,demo,2027-03-01T09:00:00Z

      """)
    try place.once(now: "2026-03-02T08:00:00Z")
    try place.drop(
      "attempts-a.tsv",
      "email\toutcome\tchannel\tat\nada@acme.com\tconnected\tphone\t2026-03-03T11:00:00Z\n")
    try place.drop(
      "feedback-a.csv", "email;verdict;at\n\n\nada@acme.com;sql;2026-03-03T11:30:00Z\n")
    try place.once(now: now)
    return place
  }

  private struct Told: Decodable {
    struct Event: Decodable {
      var kind: String
      var file: String?
      var line: Int?
    }
    var timeline: [Event]
  }

  @Test func explainTracesEachFactToItsLine() throws {
    let place = try begin()
    let outcome = try place.run(["explain", "ada@acme.com", "--json", "--now", now])
    let told = try decodeLines(outcome.output, as: Told.self)[0].timeline
    let places = Set(
      told.compactMap { event in
        event.file.map { "\(event.kind) \($0):\(event.line ?? 0)" }
      })
    let facts: Set = [
      "lead leads-a.csv:2", "lead crm/leads-b.jsonl:1", "activity activities-a.csv:3",
      "attempt attempts-a.tsv:2", "feedback feedback-a.csv:4",
    ]
    #expect(places.isSuperset(of: facts), "\(places)")
    // What was decided says by which line.
    #expect(told.allSatisfy { $0.file == nil || $0.line ?? 0 > 0 })
    let text = try place.run(["explain", "ada@acme.com", "--now", now]).output
    #expect(text.contains("attempts-a.tsv:2"), "\(text)")
  }

  private struct Rejected: Decodable {
    var line: Int
    var reason: String
    var row: [String: String]
  }

  @Test func filesTellWhyEachRowWasRejected() throws {
    let place = try begin()
    let files = try place.files()
    #expect(files.allSatisfy { $0.isWhole })
    let leads = try #require(files.first { $0.name == "leads-a.csv" })
    #expect((leads.taken, leads.rejected) == (1, 1))
    #expect(leads.reason == "rejects/leads-a.csv.rejects.csv")
    let rows: [Rejected] = try place.list("files", "--rejects", "leads-a.csv")
    #expect(rows.count == 1 && rows[0].line == 4 && rows[0].reason.contains("no identity"))
    #expect(rows[0].row == ["email": "", "title": "CTO", "note": ""])
    let late: [Rejected] = try place.list("files", "--rejects", "activities-a.csv")
    #expect(late.map(\.line) == [4] && late[0].reason.contains("later than now"))
    let text = try place.run(["files", "--rejects", "activities-a.csv"])
    #expect(text.output.contains("2027-03-01T09:00:00Z") && text.output.contains("1 rejected row"))

    // None rejected; none of that name; a file of rejects that was moved away.
    #expect(try place.run(["files", "--rejects", "feedback-a.csv"]).ending == .exit(0))
    let unknown = try place.run(["files", "--rejects", "nothing.csv"])
    #expect(unknown.ending == .exit(1) && unknown.errors.contains("nothing.csv"))
    try FileManager.default.removeItem(at: place.data.appending(path: leads.reason!))
    let gone = try place.run(["files", "--rejects", "leads-a.csv"])
    #expect(gone.errors.contains("1 row rejected") && gone.errors.contains("is gone"))
  }
}
