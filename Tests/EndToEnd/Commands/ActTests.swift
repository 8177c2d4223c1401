import Foundation
import Testing

/// What people do by hand, each with a reason.
struct ActTests {
  private static let rules = SmallRules.sales.merging([
    "sources.yaml": """
    sources:
      - { name: crm, files: "crm-*.csv", record: lead, owner: Contact owner }

    """
  ]) { _, new in new }

  private func workplace() throws -> Workplace {
    let work = try Workplace(rules: Self.rules)
    try work.drop("leads-1.csv", "email,title\nada@acme.com,CTO\nbob@acme.com,CTO\n")
    try work.once()
    #expect(try work.leads().map(\.owner) == ["jim", "pam"])
    return work
  }

  @Test("a lead is given to another rep, in the same cycle")
  func reassign() throws {
    let work = try workplace()
    let act = try work.run([
      "reassign", "ada@acme.com", "--to", "Pam B.", "--reason", "speaks Thai",
    ])
    #expect(act.code == 0, "\(act.errors)")
    let ada = try #require(try work.leads().first)
    #expect(ada.owner == "pam" && ada.cycle == 1)
    #expect(try work.handoffs().map(\.ended) == ["reassigned", nil, nil])
    #expect(try work.run(["explain", "1"]).output.contains("speaks Thai"))
    let byHand = try #require(
      try work.run(["handoffs", "--json"]).output.split(separator: "\n").last)
    #expect(byHand.contains(#"{"rep":"jim","taken":false,"reason":"not_in_turn""#), "\(byHand)")
    #expect(byHand.contains(#"{"rep":"pam","taken":true,"reason":"taken""#), "\(byHand)")
    // Without a name it goes to the next one.
    #expect(try work.run(["reassign", "1", "--reason", "again"]).code == 0)
    #expect(try work.leads().first?.owner == "jim")
    let withdrawn = work.names(below: "outbox/withdrawn")
    #expect(
      withdrawn.contains { $0.hasPrefix("jim/") } && withdrawn.contains { $0.hasPrefix("pam/") })
  }

  @Test("what cannot be is refused with the reason, and leaves all as it was")
  func refused() throws {
    let work = try workplace()
    for (arguments, reason) in [
      (["reassign", "ada@acme.com", "--to", "jim", "--reason", "x"], "jim has this lead already"),
      (["reassign", "ada@acme.com", "--to", "nobody", "--reason", "x"], "no team has the rep"),
      (["release", "7", "--reason", "x"], "there is no lead 7"),
      (["rep", "nobody", "away", "--reason", "x"], "no team has the rep"),
      (["split", "ada@acme.com", "--reason", "x"], "not merged with any other"),
    ] {
      let outcome = try work.run(arguments)
      #expect(outcome.code == 65 && outcome.errors.contains(reason), "\(outcome)")
    }
    #expect(try work.run(["release", "ada@acme.com"]).code == 64, "a reason is needed")
    #expect(
      try work.run(["rep", "jim", "back", "--until", "2026-01-01", "--reason", "x"]).code == 64)
    #expect(try work.leads().map(\.owner) == ["jim", "pam"])
  }

  @Test("a lead that is released waits for a rep, and gets one who has room")
  func release() throws {
    let work = try workplace()
    #expect(try work.run(["release", "ada@acme.com", "--reason", "wrong time zone"]).code == 0)
    #expect(try work.handoffs().first?.ended == "released")
    #expect(try work.leads().first?.owner != nil)
    #expect(try work.leads().first?.cycle == 2)
  }

  @Test("a rep who is away gets nothing until the rulebook says something new, or is back")
  func away() throws {
    let work = try workplace()
    #expect(try work.run(["rep", "jim", "away", "--reason", "ill"]).code == 0)
    try work.drop("leads-2.csv", "email,title\ncem@acme.com,CTO\ndel@acme.com,CTO\n")
    try work.once()
    #expect(try work.leads().suffix(2).map(\.owner) == ["pam", "pam"])
    #expect(try work.run(["reps"]).output.contains("away"))
    #expect(try !work.run(["check"]).errors.contains("[team-away]"))
    #expect(try work.run(["rep", "pam", "away", "--reason", "ill too"]).code == 0)
    #expect(try work.run(["check"]).errors.contains("[team-away]"), "nobody is there")
    #expect(try work.run(["rep", "pam", "back", "--reason", "well again"]).code == 0)
    #expect(try !work.run(["check"]).errors.contains("[team-away]"))
    #expect(try work.run(["rep", "Jim Halpert", "back", "--reason", "well again"]).code == 0)
    try work.drop("leads-3.csv", "email,title\neli@acme.com,CTO\nfay@acme.com,CTO\n")
    try work.once()
    #expect(Set(try work.leads().suffix(2).map(\.owner)) == ["jim", "pam"])
    // The rulebook's own word on a rep ends what was set by hand.
    #expect(try work.run(["rep", "jim", "pause", "--reason", "busy"]).code == 0)
    #expect(try work.run(["reps"]).output.contains("paused"))
    let text = try #require(Self.rules["all.yaml"])
    try work.writeRules(
      "all.yaml",
      text.replacingOccurrences(of: "id: jim,", with: "id: jim, away: [2020-01-01/2020-01-02],"))
    try work.once()
    #expect(!(try work.run(["reps"]).output.contains("paused")))
  }

  @Test("whose lead it is, the CRM says: the change of its column, not its repetition")
  func takeover() throws {
    let work = try workplace()
    try work.drop("crm-1.csv", "email,Contact owner\nada@acme.com,Pam B.\nzoe@acme.com,jim\n")
    try work.once()
    #expect(try work.leads().map(\.owner) == ["pam", "pam", "jim"])
    #expect(try work.run(["reassign", "ada@acme.com", "--to", "jim", "--reason", "x"]).code == 0)
    try work.drop("crm-2.csv", "email,Contact owner,city\nada@acme.com,Pam B.,Rome\n")
    try work.once()
    #expect(try work.leads().first?.owner == "jim", "told again it is no change")
  }
}
