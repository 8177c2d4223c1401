import Foundation
import Testing

/// What `reps` says of reps and teams.
struct RepsTests {
  private static let rules = [
    "all.yaml": """
    calendar: { time_zone: Europe/Istanbul }
    fit: { rules: [{ name: Boss, when: { title: ceo }, points: 60 }] }
    qualification: { mql: [{ name: Boss, fit: { at_least: 60 } }] }
    teams:
      sales:
        reps:
          - { id: jim, bandwidth: { open: 4, per_day: 2 } }
          - { id: pam, bandwidth: { open: 1 } }
          - { id: eve, paused: true }
    routing: [{ name: Everyone, to: sales }]
    follow_up: [{ name: Everyone, attempts: 3, unreached: disqualified }]

    """
  ]
  private static let now = "2026-03-02T09:00:00Z"

  struct Rep: Decodable {
    var id: String
    var presence: String
    var free: Int?
    var nextFree: String?
    var meanSpeed: Int?
  }

  struct Team: Decodable {
    var id: String
    var waiting: Int
    var waitingSince: String?
    var begunPerDay: Double
    var room: Int?
    var fullAt: String?
  }

  @Test(
    "each rep against each limit, when they are free next and how fast they are; each team's queue")
  func standings() throws {
    let work = try Workplace(rules: Self.rules)
    let leads = (1...5).map { "lead\($0)@acme.com,CEO\n" }.joined()
    try work.drop("leads-1.csv", "email,title\n" + leads)
    try work.once(now: Self.now)
    try work.drop(
      "attempts-1.csv",
      "email,outcome,at,rep\nlead1@acme.com,no_answer,2026-03-02T10:00:00Z,jim\n"
        + "lead3@acme.com,no_answer,2026-03-02T10:30:00Z,jim\n"
        + "lead2@acme.com,no_answer,2026-03-02,pam\n")
    try work.once(now: "2026-03-02T11:00:00Z")
    let reps: [Rep] = try work.list("reps")
    #expect(reps.map(\.id) == ["jim", "pam", "eve"])
    #expect(reps.map(\.free) == [0, 0, 0])
    // Jim's day is full till midnight in Istanbul; Pam waits for an end, Eve for somebody's word.
    #expect(reps.map(\.nextFree) == ["2026-03-02T21:00:00Z", nil, nil])
    #expect(reps.map(\.meanSpeed) == [4500, nil, nil], "the mean of 1 h and 1.5 h; days apart")
    #expect(reps.map(\.presence) == ["present", "present", "paused"])
    let teams: [Team] = try work.list("reps", "--teams")
    let team = try #require(teams.first)
    #expect(teams.count == 1 && team.id == "sales")
    #expect(team.waiting == 2 && team.waitingSince == Self.now)
    #expect(team.room == 2)
    #expect(team.fullAt == "2026-03-02T11:00:00Z", "nobody can take one more today: \(team)")
    // Three came and two wait: 5 in a week, and nobody's limits are so low.
    #expect(!(try work.run(["check", "--now", Self.now]).errors.contains("over-bandwidth")))
    try work.writeRules(
      "all.yaml",
      Self.rules["all.yaml"]!.replacing("per_day: 2", with: "per_month: 2")
        .replacing("open: 1 }", with: "per_month: 3 }"))
    let check = try work.run(["check", "--now", Self.now])
    #expect(check.code == 0)
    #expect(
      check.errors.contains(
        "0.7 leads a day came lately, and the team 'sales' takes 0.2 [over-bandwidth]"),
      "\(check.errors)")
    try work.writeRules("all.yaml", Self.rules["all.yaml"]!)
    let text = try work.run(["reps"]).output
    #expect(text.contains("1 h 15 min") && text.contains("WAITING"))
  }
}
