import Foundation
import Testing

/// Deadlines of leads that end, are kept out or go to somebody else before they are judged.
struct OddFollowUpTests {
  private static func rules(_ plan: String, _ more: String = "") -> [String: String] {
    [
      "all.yaml": """
      fit: { rules: [{ name: Boss, when: { title: ceo }, points: 60 }] }
      qualification: { mql: [{ name: Boss, fit: { at_least: 60 } }] }
      teams:
        sales: { manager: kendra@example.com, reps: [{ id: jim }, { id: pam }] }
      routing: [{ name: Everyone, to: sales }]
      follow_up: [{ name: Plan, unreached: nurture/rest, \(plan) }]
      nurture: { rest: { rest: 30d } }
      \(more)

      """
    ]
  }

  private struct Breach: Decodable {
    var lead: Int
    var rep: String
    var deadline: String
  }

  private func begin(_ rules: [String: String]) throws -> Workplace {
    let place = try Workplace(rules: rules)
    try place.drop("leads-1.csv", "email,title\nada@acme.com,CEO\n")
    try place.once(now: "2026-03-02T09:00:00Z")
    return place
  }

  /// The call back did not come before the deadline of acceptance did.
  @Test func whatEndedBeforeADeadlineIsPassedOnToNobody() throws {
    let place = try begin(
      Self.rules("accept: 4h, attempts: 1, grace: 1h, breach: [{ after: 0m, reassign: true }]"))
    try place.drop(
      "attempts-1.csv", "email,outcome,at,rep\nada@acme.com,no_answer,2026-03-02T09:30:00Z,zed\n")
    try place.once(now: "2026-03-02T14:00:00Z")
    let lead = try #require(try place.leads().first)
    #expect(lead.stage == "nurture" && lead.since == "2026-03-02T10:30:00Z")
    #expect(try place.list("breaches", "--withdrawn", as: Breach.self).isEmpty)
  }

  @Test(arguments: [
    "qualification: { mql: [{ name: Boss, fit: { at_least: 60 } }], "
      + "disqualify: [{ name: Ours, when: { email_domain: acme.com } }] }",
    "ignore: [{ name: Ours, when: { email_domain: acme.com } }]",
  ])
  func whomARuleTakesAwayIsPassedOnToNobody(_ rule: String) throws {
    let plan = "accept: 4h, attempts: 3, breach: [{ after: 0m, alert: [rep], reassign: true }]"
    let place = try begin(Self.rules(plan))
    var text = Self.rules(plan)["all.yaml"]!
    if rule.hasPrefix("qualification") {
      text = text.replacing(
        "qualification: { mql: [{ name: Boss, fit: { at_least: 60 } }] }", with: rule)
    } else {
      text += rule + "\n"
    }
    try place.writeRules("all.yaml", text)
    try place.once(now: "2026-03-02T14:00:00Z")
    let handoffs = try place.handoffs()
    #expect(handoffs.count == 1 && handoffs[0].ended != nil)
  }

  /// A lead that was kept out with a deadline unjudged holds nobody up.
  @Test func whoIsKeptOutHoldsNobodyUp() throws {
    let plan = "accept: 4h, attempts: 3, reporting_lag: 2h"
    let place = try begin(Self.rules(plan, "ignore: [{ name: Ours, when: { city: Rize } }]"))
    try place.drop("leads-2.csv", "email,title,city\nada@acme.com,,Rize\nbea@acme.com,CEO,Ordu\n")
    try place.once(now: "2026-03-02T14:00:00Z")
    try place.once(now: "2026-03-03T09:00:00Z")
    #expect(try place.list("breaches", as: Breach.self).map(\.lead) == [2])
    struct Status: Decodable { var nextDue: String? }
    let status = try place.run(["status", "--json"]).output
    #expect(try decodeLines(status, as: Status.self).first?.nextDue == nil)
  }

  /// The CRM names another owner while the daemon is off: what was missed before was missed.
  @Test func whatWasMissedBeforeSomebodyElseHadItIsJudged() throws {
    let sources = """
      sources:
        - { name: crm, files: "crm-*.csv", record: lead, owner: Owner }
      """
    let place = try begin(
      Self.rules("accept: 4h, attempts: 3, breach: [{ after: 0m, alert: [rep] }]", sources))
    #expect(try place.leads().first?.owner == "jim")
    try place.drop("crm-1.csv", "email,Owner\nada@acme.com,pam\n")
    try place.once(now: "2026-03-02T14:00:00Z")
    #expect(try place.leads().first?.owner == "pam")
    #expect(try place.list("breaches", as: Breach.self).map(\.rep) == ["jim"])
    #expect(try alerts(place).first?["tell"] == .list([.text("jim")]))
    try place.once(now: "2026-03-02T19:00:00Z")
    #expect(try place.list("breaches", as: Breach.self).map(\.rep) == ["jim", "pam"])
  }

  /// Pam has her hands full when Jim is late, and has room two hours later.
  @Test func whoHasRoomLaterGetsItThen() throws {
    let plan = "first_attempt: 1h, attempts: 3, breach: [{ after: 0m, reassign: true }]"
    let rules = Self.rules(plan).mapValues {
      $0.replacing("{ id: pam }", with: "{ id: pam, bandwidth: { open: 1 } }")
    }
    let place = try Workplace(rules: rules)
    try place.drop("leads-1.csv", "email,title\nada@acme.com,CEO\nbea@bolt.com,CEO\n")
    try place.once(now: "2026-03-02T09:00:00Z")
    try place.drop("attempts-1.csv", "email,outcome,at\nbea@bolt.com,busy,2026-03-02T09:30:00Z\n")
    for hour in ["10:01", "11:02"] { try place.once(now: "2026-03-02T\(hour):00Z") }
    #expect(try place.leads().map(\.owner) == ["jim", "pam"])
    #expect(try alerts(place).filter { $0["event"] == .text("nobody_else") }.count == 1)
    try place.drop("feedback-1.csv", "email,verdict,at\nbea@bolt.com,won,2026-03-02T11:30:00Z\n")
    try place.once(now: "2026-03-02T12:03:00Z")
    #expect(try place.leads().map(\.owner) == ["pam", "pam"])
  }

  /// Jim's word that he took it comes when Pam has it already.
  @Test func aLateWordOfTheEarlierRepTakesTheBreachBack() throws {
    let place = try begin(
      Self.rules("accept: 1h, attempts: 3, breach: [{ after: 0m, reassign: true }]"))
    try place.once(now: "2026-03-02T10:01:00Z")
    #expect(try place.leads().first?.owner == "pam")
    try place.drop(
      "feedback-1.csv",
      """
      email,verdict,at,rep
      ada@acme.com,accepted,2026-03-02T09:30:00Z,jim
      ada@acme.com,accepted,2026-03-02T10:02:00Z,jim

      """)
    try place.once(now: "2026-03-02T10:30:00Z")
    #expect(try place.list("breaches", as: Breach.self).isEmpty)
    #expect(try place.list("breaches", "--withdrawn", as: Breach.self).map(\.rep) == ["jim"])
    let lead = try #require(try place.leads().first)
    #expect(lead.owner == "pam" && lead.stage == "mql")
    #expect(try place.files().last?.rejected == 1)
    let rejects = try place.text("rejects/feedback-1.csv.rejects.csv")
    #expect(rejects.contains("verdict 'accepted' is jim's"), "\(rejects)")
  }

  @Test func aDayIsNotOverBeforeItsEvening() throws {
    let place = try Workplace(
      rules: Self.rules("next_attempt: 4h, verdict: 6h, attempts: 3"))
    try place.drop("leads-1.csv", "email,title\nada@acme.com,CEO\n")
    try place.once(now: "2026-03-02T15:00:00Z")
    try place.drop("attempts-1.csv", "email,outcome,at\nada@acme.com,connected,2026-03-02\n")
    try place.once(now: "2026-03-02T23:00:00Z")
    #expect(try place.list("breaches", as: Breach.self).isEmpty)
    try place.once(now: "2026-03-03T06:01:00Z")
    #expect(try place.list("breaches", as: Breach.self).map(\.deadline) == ["verdict"])
    let text = try place.run(["breaches"]).output
    #expect(text.contains("1 breach\n"), "\(text)")
  }

  /// Hours of a minute a week are legal, and a century is long.
  @Test func noRuleKeepsTheServiceBusyForEver() throws {
    let rules = Self.rules("clock: business, accept: 840000h, attempts: 3")
      .mapValues {
        $0.replacing("{ id: jim }", with: "{ id: jim, hours: { mon: \"09:00-09:01\" } }")
      }
    let place = try begin(rules)
    #expect(try place.handoffs().first?.acceptBy?.hasPrefix("22") == true)
  }
}
