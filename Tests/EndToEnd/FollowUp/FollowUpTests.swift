import Foundation
import Testing

/// Deadlines as a user sees them: what is due, what was missed, who is told.
struct FollowUpTests {
  private static let rules = [
    "all.yaml": """
    calendar: { time_zone: Europe/Istanbul }
    agreement:
      parties:
        - { name: Marketing, contact: amir@example.com }
        - { name: Sales, contact: kendra@example.com }
    fit: { rules: [{ name: Boss, when: { title: ceo }, points: 60 }] }
    qualification: { mql: [{ name: Boss, fit: { at_least: 60 } }] }
    teams:
      sales:
        manager: kendra@example.com
        hours: { mon-fri: "09:00-17:00" }
        bandwidth: { open: 1 }
        reps: [{ id: jim }, { id: pam }]
    routing: [{ name: Everyone, to: sales }]
    handoff: { fields: [email, title, phone] }
    follow_up:
      - name: Everyone
        clock: business
        from: mql
        first_attempt: 2h
        next_attempt: 1d
        attempts: 2
        channels: [phone, email]
        verdict: 1d
        breach: [{ after: 0m, alert: [rep, manager] }]
        unreached: nurture/rest
    nurture: { rest: { rest: 30d } }

    """
  ]
  /// Monday, 09:00 in Istanbul.
  private static let monday = "2026-03-02T06:00:00Z"

  private struct Due: Decodable {
    struct Next: Decodable, Equatable {
      var kind: String
      var by: String?
      var attempt: Int?
      var channel: String?
    }
    var id: Int
    var next: Next
  }

  private struct Breach: Decodable {
    var lead: Int
    var rep: String
    var deadline: String
    var dueAt: String
    var lateBy: String
    var inQueue: Int
    var metAt: String?
    var withdrawnAt: String?
  }

  /// Jim has ada, Pam has bea; cem waits.
  private func begin() throws -> Workplace {
    let place = try Workplace(rules: Self.rules)
    try place.drop(
      "leads-1.csv",
      "email,title,city\nada@acme.com,CEO,Rize\nbea@acme.com,CEO,Ordu\ncem@acme.com,CEO,Sivas\n")
    try place.once(now: Self.monday)
    return place
  }

  private func attempt(_ rows: String..., number: Int = 1, to place: Workplace) throws {
    try place.drop(
      "attempts-\(number).csv", (["email,rep,outcome,at"] + rows).joined(separator: "\n") + "\n")
  }

  @Test func whatIsDueAndHow() throws {
    let place = try begin()
    try place.drop("optout-1.csv", "email,no_call\nbea@acme.com,yes\n")
    try attempt("ada@acme.com,jim,no_answer,2026-03-02T07:00:00Z", to: place)
    try place.once(now: "2026-03-02T07:30:00Z")
    let due: [Due] = try place.list("leads", "--due")
    #expect(due.map(\.id) == [1, 2], "cem has no rep yet")
    #expect(
      due.map(\.next) == [
        Due.Next(kind: "next_attempt", by: "2026-03-03T07:00:00Z", attempt: 2, channel: "email"),
        Due.Next(kind: "first_attempt", by: "2026-03-02T08:00:00Z", attempt: 1, channel: "email"),
      ])
    let text = try place.run(["leads", "--due"]).output
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4 && lines[1].contains("bea@acme.com"), "the next first: \(text)")
    #expect(try place.list("leads", "--due", "--owner", "jim", as: Due.self).map(\.id) == [1])
  }

  @Test func onlyTheFieldsThatWereAgreedGoOver() throws {
    let place = try begin()
    let name = try #require(place.names(below: "outbox/handoffs/jim").first)
    let csv = try String(
      contentsOf: place.data.appending(path: "outbox/handoffs/jim/\(name)"), encoding: .utf8)
    #expect(csv.hasPrefix("handoff,lead,grade,fit,interest,accept_by,first_attempt_by,why,"))
    #expect(csv.split(separator: "\n")[0].hasSuffix(",why,email,phone,title"), "\(csv)")
    #expect(!csv.contains("Rize"))
  }

  @Test func whatWasMissedAndByWhom() throws {
    let place = try begin()
    // Pam calls in time, but it is told too late; Jim not at all. Both are reached in the end.
    try place.once(now: "2026-03-02T09:00:00Z")
    try attempt(
      "bea@acme.com,pam,no_answer,2026-03-02T07:00:00Z",
      "bea@acme.com,pam,no_answer,2026-03-03T07:00:00Z", to: place)
    try place.once(now: "2026-03-03T08:00:00Z")
    var missed: [Breach] = try place.list("breaches")
    #expect(missed.map(\.lead) == [1, 3])
    #expect(missed.map(\.rep) == ["jim", "pam"])
    // cem was handed to Pam when bea went, with his two hours long over.
    #expect(missed.map(\.lateBy) == ["rep", "queue"])
    #expect(missed[0].inQueue == 0 && missed[1].inQueue == 26 * 3600)
    #expect(missed.allSatisfy { $0.deadline == "first_attempt" && $0.metAt == nil })
    missed = try place.list("breaches", "--withdrawn", "--owner", "pam")
    #expect(missed.map(\.withdrawnAt) == ["2026-03-03T08:00:00Z", nil])

    let told = try alerts(place)
    #expect(
      told.map { $0["event"] } == [
        .text("breach"), .text("breach"), .text("withdrawn"), .text("breach"),
      ])
    #expect(told[0]["tell"] == .list([.text("jim"), .text("kendra@example.com")]))
    #expect(told[2]["tell"] == .list([.text("pam"), .text("kendra@example.com")]))
    #expect(told[3]["late_by"] == .text("queue"))

    struct Rep: Decodable {
      var id: String
      var strikes: Int
    }
    let reps: [Rep] = try place.list("reps")
    #expect(reps.map(\.strikes) == [1, 0], "the queue's and the withdrawn are nobody's")
    try attempt("ada@acme.com,jim,no_answer,2026-03-03T08:30:00Z", number: 2, to: place)
    try place.once(now: "2026-03-03T09:00:00Z")
    #expect(try place.list("breaches", "--open", as: Breach.self).map(\.lead) == [3])
    #expect(
      try place.list("breaches", "--owner", "jim", as: Breach.self).map(\.metAt) == [
        "2026-03-03T08:30:00Z"
      ])
    #expect(try place.run(["breaches"]).output.contains("queue"))
  }

  @Test func bothSidesHearThatItWasReachedAfterAll() throws {
    let place = try begin()
    try attempt(
      "ada@acme.com,jim,no_answer,2026-03-02T07:00:00Z",
      "ada@acme.com,jim,no_answer,2026-03-03T07:00:00Z", to: place)
    try place.once(now: "2026-03-03T07:30:00Z")
    try attempt("ada@acme.com,jim,replied,2026-03-03T07:20:00Z", number: 2, to: place)
    try place.once(now: "2026-03-03T08:00:00Z")
    let late = try #require(try alerts(place).first { $0["event"] == .text("reached_after_all") })
    #expect(
      late["tell"] == .list([.text("jim"), .text("kendra@example.com"), .text("amir@example.com")]))
    let lead = try #require(try place.leads().first)
    #expect(lead.stage == "nurture", "an ended handoff stays ended")
  }

  /// Who has reached a lead and says nothing has room for the next.
  @Test func whoSaysNothingIsNotSparedForIt() throws {
    let place = try begin()
    try attempt("ada@acme.com,jim,connected,2026-03-02T07:00:00Z", to: place)
    try place.once(now: "2026-03-02T08:00:00Z")
    #expect(try place.leads().last?.owner == nil)
    try place.once(now: "2026-03-03T08:00:00Z")
    let missed: [Breach] = try place.list("breaches", "--owner", "jim")
    #expect(missed.map(\.deadline) == ["verdict"])
    let cem = try #require(try place.leads().last)
    #expect(cem.owner == "jim")
    let reps = try place.run(["reps"]).output
    #expect(reps.contains("1 of 1"), "\(reps)")
  }
}
