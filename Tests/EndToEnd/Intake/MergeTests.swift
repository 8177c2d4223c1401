import Foundation
import Testing

/// Rows that show two leads to be one person.
struct MergeTests {
  private static let rules = SmallRules.sales.merging([
    "sources.yaml": """
    sources:
      - { name: crm, files: "crm-*.csv", record: lead, identity: { crm: CRM ID, web: Web ID } }

    """
  ]) { _, new in new }

  private static func workplace(_ files: (String, String)...) throws -> Workplace {
    let work = try Workplace(rules: rules)
    for (name, text) in files {
      try work.drop(name, text)
      try work.once(now: "2026-03-02T09:00:00Z")
    }
    return work
  }

  @Test("a row that ties two leads together merges them: the older one goes on")
  func merged() throws {
    let work = try Self.workplace(
      ("crm-1.csv", "CRM ID,title\nC1,CTO\n"),
      ("leads-2.csv", "email,company,title\nada@acme.com,Acme,CEO\n"),
      ("activities-3.csv", "email,activity,at,form\nada@acme.com,form_submitted,2026-03-01,demo\n"),
      ("crm-4.csv", "CRM ID,email\nC1,ada@acme.com\n"))
    let leads = try work.leads()
    #expect(leads.count == 1)
    let lead = try #require(leads.first)
    #expect(lead.id == 1)
    #expect(lead.identities == ["crm": ["C1"], "email": ["ada@acme.com"]])
    #expect(lead.fields["company"]?.text == "Acme")
    // The older lead could not be handed over without an address; the younger one's owner goes on.
    #expect(lead.owner == "jim")
    #expect(try work.handoffs().map(\.lead) == [1])
    let now = ["--now", "2026-03-02T09:00:00Z"]
    let story = try work.run(["explain", "ada@acme.com"] + now).output
    #expect(story.contains("activities-3.csv:2"))
    #expect(story.contains("with lead 2, the same person"))
    #expect(try work.run(["explain", "2"] + now).output == story)
    // Dropped again, all is as it was.
    try work.drop("crm-5.csv", "CRM ID,email\nC1,ada@acme.com\n\n")
    try work.once(now: "2026-03-02T09:00:00Z")
    #expect(try work.leads().count == 1)
    #expect(try work.files().last?.duplicates == 1)
  }

  @Test("two who have different ids of one kind are not one, whatever the row says")
  func differentIDs() throws {
    let work = try Self.workplace(
      ("crm-1.csv", "CRM ID,email\nC1,ada@acme.com\nC2,bob@acme.com\n"),
      ("crm-2.csv", "CRM ID,email\nC1,bob@acme.com\n"))
    let leads = try work.leads()
    #expect(leads.map(\.id) == [1, 2])
    #expect(leads[1].identities["email"] == ["bob@acme.com"])
  }

  @Test("within one file too, and a third that joins later")
  func chain() throws {
    let work = try Self.workplace(
      (
        "crm-1.csv",
        "CRM ID,Web ID,email\nC1,,\n,W1,\n,,ada@acme.com\n,W1,ada@acme.com\nC1,W1,\n"
      ))
    let leads = try work.leads()
    #expect(leads.map(\.id) == [1])
    #expect(
      leads.first?.identities == ["crm": ["C1"], "web": ["W1"], "email": ["ada@acme.com"]])
    for identity in ["C1", "W1", "ada@acme.com", "2", "3"] {
      #expect(try work.run(["explain", identity]).output.contains("ada@acme.com"))
    }
  }

  @Test("role addresses identify nobody, and free-mail domains tie nobody together")
  func shared() throws {
    let work = try Self.workplace(
      (
        "crm-1.csv",
        "CRM ID,email\nC1,info@acme.com\nC2,info@acme.com\nC3,ada@gmail.com\nC4,bob@gmail.com\n"
      ))
    #expect(try work.leads().count == 4)
  }

  @Test("split undoes a merge, and what was split is not merged again")
  func split() throws {
    let work = try Self.workplace(
      ("crm-1.csv", "CRM ID,title\nC1,Intern\n"),
      ("leads-2.csv", "email,company,title\nada@acme.com,Acme,CTO\n"),
      ("crm-3.csv", "CRM ID,email\nC1,ada@acme.com\n"))
    #expect(try work.leads().map(\.id) == [1])
    let split = try work.run(["split", "C1", "--reason", "two people"])
    #expect(split.code == 0, "\(split.errors)")
    let leads = try work.leads()
    #expect(leads.map(\.id) == [1, 2])
    #expect(leads[0].identities == ["crm": ["C1"]])
    #expect(leads[0].fields["title"]?.text == "Intern")
    #expect(leads[0].fields["company"] == nil)
    #expect(leads[1].identities == ["email": ["ada@acme.com"]])
    #expect(leads[1].fields["title"]?.text == "CTO")
    #expect(try work.run(["explain", "2"]).output.contains("from lead 1: two people"))
    try work.drop("crm-4.csv", "CRM ID,email,city\nC1,ada@acme.com,Rome\n")
    try work.once()
    #expect(try work.leads().map(\.id) == [1, 2])
    #expect(try work.run(["split", "2", "--reason", "again"]).code == 65)
  }
}
