import Foundation
import Testing

/// Deals, opt-outs, figures, and what a lead's own columns tell.
struct RecordKindTests {
  private static let now = "2026-03-02T09:00:00Z"

  @Test("a deal that is won makes a customer of whom its row names, once")
  func deals() throws {
    let work = try Workplace(rules: SmallRules.sales)
    try work.drop("leads-1.csv", "email\nada@acme.com\nbob@acme.com\n")
    try work.drop(
      "deals-1.csv",
      """
      deal,email,stage,amount,currency,closed_at
      D1,ada@acme.com,open,"1,000",EUR,2026-05-01
      D1,bob@acme.com,Closed Won,"1,200",EUR,2026-03-01
      D2,,lost,,,
      D3,ada@acme.com,negotiation,1,,
      D4,ada@acme.com,open,much,,

      """)
    try work.once(now: Self.now)
    #expect(try work.leads().map(\.stage) == ["lead", "customer"])
    let file = try #require(try work.files().last)
    #expect(file.taken == 3 && file.rejected == 2)
    let rejects = try work.text("rejects/deals-1.csv.rejects.csv")
    #expect(rejects.contains("stage 'negotiation' is unknown"))
    #expect(rejects.contains("D4"))
    #expect(try work.run(["explain", "bob@acme.com"]).output.contains("deal D1 is"))
    try work.drop("deals-2.csv", "deal,stage,closed_at\nD2,lost,\n")
    try work.once(now: Self.now)
    #expect(try work.files().last?.duplicates == 1)
  }

  @Test("an opt-out is a field, is never cleared by blanks, and keeps a lead out of enrolments")
  func optouts() throws {
    let work = try Workplace(rules: SmallRules.sales)
    try work.drop("leads-1.csv", "email,title\nada@acme.com,CTO\nbob@acme.com,CTO\n")
    try work.once(now: Self.now)
    try work.drop(
      "optout-1.csv", "email,no_email,no_call\nada@acme.com,1,\nada@acme.com,,no\n,1,\n")
    try work.once(now: Self.now)
    let ada = try #require(try work.leads().first)
    #expect(ada.fields["no_email"]?.text == "yes")
    #expect(ada.fields["no_call"]?.text == "no")
    #expect(try work.files().last?.rejected == 1)
    try work.drop(
      "feedback-1.csv",
      "email,verdict,at,reason\nada@acme.com,rejected,2026-03-02T09:00:00Z,later\n"
        + "bob@acme.com,rejected,2026-03-02T09:00:00Z,later\n")
    try work.once(now: Self.now)
    #expect(try work.leads().map(\.track) == ["lost", "lost"])
    let files = work.names(below: "outbox/nurture/lost")
    let told = try files.map { try work.text("outbox/nurture/lost/\($0)") }.joined()
    #expect(told.contains("bob@acme.com") && !told.contains("ada@acme.com"))
    #expect(try work.run(["explain", "ada@acme.com"]).output.contains("not sent, for no_email"))
  }

  @Test("of figures the last row counts")
  func figures() throws {
    let work = try Workplace(rules: SmallRules.none)
    try work.drop(
      "numbers-1.csv",
      "metric,period,value,source\nvisitors,2026-02,\"12,000\",google\n"
        + "visitors,2026-02,13000,google\n"
        + "visitors,2026-02,13000,google\ncosts,2026-02,lots,google\n,2026-02,1,\n")
    try work.once(now: Self.now)
    let file = try #require(try work.files().last)
    #expect(file.taken == 2 && file.duplicates == 1 && file.rejected == 2)
  }

  private static let crm = SmallRules.sales.merging([
    "sources.yaml": """
    sources:
      - name: crm
        files: "crm-*.csv"
        record: lead
        identity: { crm: CRM ID, email: email }
        as_of: Modified
        verdict: { from: Lead Status, values: { UNQUALIFIED: rejected, Customer: won } }
        activities: [{ activity: form_submitted, at: Converted, form: Form }]

    """
  ]) { _, new in new }

  @Test("an older row never overwrites a newer one, but adds what was not known")
  func asOf() throws {
    let work = try Workplace(rules: Self.crm)
    try work.drop("crm-1.csv", "CRM ID,email,city,Modified\nC1,ada@acme.com,Rome,2026-03-01\n")
    try work.once(now: Self.now)
    try work.drop("crm-2.csv", "CRM ID,city,company,Modified\nC1,Paris,Acme,2026-02-01\n")
    try work.once(now: Self.now)
    var fields = try #require(try work.leads().first).fields
    #expect(fields["city"]?.text == "Rome" && fields["company"]?.text == "Acme")
    try work.drop("crm-3.csv", "CRM ID,city,Modified\nC1,Oslo,2026-03-02\n")
    try work.once(now: Self.now)
    fields = try #require(try work.leads().first).fields
    #expect(fields["city"]?.text == "Oslo")
  }

  @Test("columns tell of activities, each once however often the export is dropped")
  func activities() throws {
    let work = try Workplace(rules: Self.crm)
    let row = "C1,ada@acme.com,2026-03-01T08:00:00Z,demo"
    try work.drop("crm-1.csv", "CRM ID,email,Converted,Form\n\(row)\n")
    try work.once(now: Self.now)
    #expect(try work.leads().first?.interest == 49)
    #expect(try work.leads().first?.owner == "jim")
    try work.drop("crm-2.csv", "CRM ID,email,Converted,Form\n\(row)\n\n")
    try work.once(now: Self.now)
    #expect(try work.leads().first?.interest == 49)
    #expect(try work.files().last?.duplicates == 1)
    try work.drop("crm-3.csv", "CRM ID,Converted,Form\nC1,2026-03-02T08:00:00Z,demo\n")
    try work.once(now: Self.now)
    #expect(try #require(try work.leads().first).interest > 49)
    #expect(try work.run(["explain", "C1"]).output.contains("crm-3.csv:2"))
  }

  @Test("a change of the verdict's column is feedback; one that cannot be stands in the history")
  func verdicts() throws {
    let work = try Workplace(rules: Self.crm)
    try work.drop("crm-1.csv", "CRM ID,email,title,Lead Status\nC1,ada@acme.com,CTO,New\n")
    try work.once(now: Self.now)
    #expect(try work.leads().first?.stage == "mql")
    try work.drop("crm-2.csv", "CRM ID,Lead Status\nC1,Unqualified\n")
    try work.once(now: Self.now)
    #expect(try work.leads().first?.track == "lost")
    #expect(try work.handoffs().first?.ended == "rejected")
    // Told again it is no change; another that cannot be is said.
    try work.drop("crm-3.csv", "CRM ID,Lead Status,city\nC1,Unqualified,Rome\n")
    try work.once(now: Self.now)
    #expect(try work.handoffs().count == 1)
    try work.drop("crm-4.csv", "CRM ID,Lead Status\nC1,New\n")
    try work.once(now: Self.now)
    try work.drop("crm-5.csv", "CRM ID,Lead Status\nC1,Unqualified \n")
    let outcome = try work.once(now: "2026-03-02T10:00:00Z")
    #expect(outcome.errors.contains("needs a lead that a rep has"))
    #expect(try work.run(["explain", "C1"]).output.contains("refused"))
    try work.drop("crm-6.csv", "CRM ID,Lead Status\nC1,customer\n")
    try work.once(now: Self.now)
    #expect(try work.leads().first?.stage == "customer")
  }
}
