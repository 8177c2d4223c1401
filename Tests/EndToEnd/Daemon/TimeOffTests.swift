import Foundation
import Testing

/// A daemon that was off while deadlines, rests, a queue's patience and decay went by.
struct TimeOffTests {
  /// Two reps with room for one lead each.
  private var rules: [String: String] {
    SmallRules.sales.mapValues {
      $0.replacing("open: 1000, per_day: 1000", with: "open: 1")
        .replacing("expires: 30d", with: "expires: 5d")
        .replacing("within: 30d", with: "within: 12d")
        .replacing("stale: { rest: 5d }", with: "stale: { rest: 10d }")
    }
  }

  /// Monday: ada is jim's and bob pam's; cem and dan wait. Tuesday: bob was called three times.
  private func begin() throws -> Workplace {
    let place = try Workplace(rules: rules)
    try place.drop("leads-1.csv", "email,title\nada@acme.com,CTO\nbob@acme.com,Clerk\n")
    try place.drop("leads-2.csv", "email,title\ncem@acme.com,Clerk\ndan@acme.com,Clerk\n")
    let asked = ["bob": "03-02", "cem": "03-02", "dan": "03-02"].sorted { $0.key < $1.key }.map {
      "\($0)@acme.com,form_submitted,demo,2026-\($1)T08:00:00Z"
    }
    try place.drop("activities-1.csv", (["email,activity,form,at"] + asked).joined(separator: "\n"))
    try place.once(now: "2026-03-02T09:00:00Z")
    try #require(try place.handoffs().map(\.rep) == ["jim", "pam"])
    let calls = [10, 11, 12].map { "bob@acme.com,pam,no_answer,phone,2026-03-03T\($0):00:00Z" }
    try place.drop(
      "attempts-1.csv", (["email,rep,outcome,channel,at"] + calls).joined(separator: "\n"))
    try place.once(now: "2026-03-03T13:00:00Z")
    return place
  }

  private func lead(_ name: String, _ place: Workplace) throws -> LeadLine {
    try #require(try place.leads().first { $0.email == "\(name)@acme.com" })
  }

  @Test func whatTheDaemonLeftIsAsItShouldBe() throws {
    let place = try begin()
    let bob = try lead("bob", place)
    #expect(bob.stage == "nurture" && bob.track == "unreached" && bob.interest == 0)
    #expect(try lead("cem", place).owner == "pam", "bob's recycling made room")
    let dan = try lead("dan", place)
    #expect(dan.stage == "mql" && dan.owner == nil, "waits")
  }

  @Test func itCatchesUpInOrder() throws {
    let place = try begin()
    try place.once(now: "2026-03-14T07:00:00Z")

    // dan waited from Monday 9:00 to Saturday 9:00 and rests for ten days.
    let dan = try lead("dan", place)
    #expect(dan.stage == "nurture" && dan.track == "stale" && dan.owner == nil, "\(dan)")
    #expect(dan.since == "2026-03-07T09:00:00Z")
    // bob's rest ended on the 13th at 12:00; he asked twelve days ago, but for an hour.
    let bob = try lead("bob", place)
    #expect(bob.stage == "mql" && bob.owner == nil && bob.track == nil, "\(bob)")
    #expect(bob.since == "2026-03-14T07:00:00Z", "MQL happens now, never in the past")

    let events = try timeline("dan@acme.com", place)
    #expect(events.map(\.at) == events.map(\.at).sorted())
    #expect(events.contains { $0.at == "2026-03-07T09:00:00Z" }, "\(events)")
    let alerts = try self.alerts(place)
    let due = alerts.compactMap { $0["due_at"]?.text }
    #expect(due == due.sorted(), "breaches in the order of their deadlines")
    let late = alerts.filter { $0["due_at"] == .text("2026-03-03T09:00:00Z") }
    #expect(late.contains { $0["rep"] == .text("jim") }, "ada was not called: \(alerts)")
  }

  @Test func runningEveryHourOrOnceComesToTheSameWhereNothingDependsOnTheDay() throws {
    let (often, seldom) = (try begin(), try begin())
    for day in 4...14 {
      let two = day < 10 ? "0\(day)" : "\(day)"
      for hour in ["01", "07", "13", "19"] where day < 14 || hour == "01" {
        try often.once(now: "2026-03-\(two)T\(hour):00:00Z")
      }
    }
    for place in [often, seldom] { try place.once(now: "2026-03-14T07:00:00Z") }
    let (first, second) = (try often.leads(), try seldom.leads())
    #expect(first.map(\.stage) == second.map(\.stage))
    #expect(first.map(\.track) == second.map(\.track))
    #expect(first.map(\.owner) == second.map(\.owner))
    #expect(first.map(\.interest) == second.map(\.interest))
  }

  @Test func interestHasDecayed() throws {
    let place = try begin()
    let before = try lead("cem", place).interest
    #expect(before == 49, "50 points, a day of thirty")
    try place.once(now: "2026-04-01T08:00:00Z")
    #expect(try lead("cem", place).interest == 25, "50 points, thirty days of thirty")
  }

  private struct Event: Decodable {
    var at: String
    var kind: String
    var text: String
  }

  private func timeline(_ lead: String, _ place: Workplace) throws -> [Event] {
    struct Explanation: Decodable { var timeline: [Event] }
    let outcome = try place.run(["explain", lead, "--json"])
    #expect(outcome.ending == .exit(0), "\(outcome.errors)")
    return try JSONDecoder().decode(Explanation.self, from: Data(outcome.output.utf8)).timeline
  }

  private func alerts(_ place: Workplace) throws -> [Value] {
    try place.names(below: "outbox/alerts").flatMap { name in
      try decodeLines(try place.text("outbox/alerts/" + name), as: Value.self)
    }
  }
}
