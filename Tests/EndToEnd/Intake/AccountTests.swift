import Foundation
import Testing

/// Companies, and what rules read of them.
struct AccountTests {
  private static let rules = [
    "all.yaml": """
    fit:
      rules:
        - { name: Large, when: { account.employees: { at_least: 500 } }, points: 60 }
        - { name: Customer's people, when: { account.tier: gold }, points: 10 }
    qualification:
      mql: [{ name: Fit, fit: { at_least: 60 } }]
    sources:
      - name: companies
        files: "companies-*.csv"
        record: account
        identity: { crm_account: Account Key, domain: Web }
      - { name: people, files: "people-*.csv", record: lead, fields: { crm_account: Company Key } }

    """
  ]

  @Test("an account known before or after its leads decides their fit, by domain or by id")
  func fit() throws {
    let work = try Workplace(rules: Self.rules)
    try work.drop("leads-1.csv", "email\nada@mail.acme.com\nbob@gmail.com\n")
    try work.drop("people-1.csv", "email,Company Key\ncem@gmail.com,K1\n")
    try work.once()
    #expect(try work.leads().map(\.fit) == [0, 0, 0])
    try work.drop(
      "companies-1.csv", "Account Key,Web,employees,tier\nK1,https://www.acme.com/,900,gold\n")
    try work.once()
    #expect(try work.leads().map(\.fit) == [70, 0, 70])
    #expect(try work.leads().map(\.stage) == ["mql", "lead", "mql"])
    #expect(try work.leads().map(\.account) == ["acme.com", nil, "K1"])
    // Newcomers and changes.
    try work.drop("leads-2.csv", "email\ndel@acme.com\n")
    try work.once()
    #expect(try work.leads().map(\.fit) == [70, 0, 70, 70])
    try work.drop("companies-2.csv", "Account Key,employees\nK1,20\n")
    try work.once()
    #expect(try work.leads().map(\.fit) == [10, 0, 10, 10])
    #expect(try work.leads().map(\.stage) == ["lead", "lead", "lead", "lead"])
    // The same again changes nothing.
    try work.drop("companies-3.csv", "Account Key,employees\nK1,20\n\n")
    try work.once()
    #expect(try work.files().last?.duplicates == 1)
  }

  @Test("explain shows the points that a number of the account gives")
  func points() throws {
    let work = try Workplace(
      rules: [
        "all.yaml": "fit: { rules: [{ name: Sites, per: account.sites, points: 5, up_to: 20 }] }"
      ])
    try work.drop("leads-1.csv", "email\nada@acme.com\n")
    try work.drop("accounts-1.csv", "domain,sites\nacme.com,3\n")
    try work.once()
    #expect(try work.leads().map(\.fit) == [15])
    let explained = try work.run(["explain", "ada@acme.com"]).output
    #expect(explained.contains("+15  Sites"), "\(explained)")
  }

  @Test("leads that came while no rule asked for accounts are found when one does")
  func later() throws {
    let work = try Workplace(rules: SmallRules.none)
    try work.drop("leads-1.csv", "email\nada@acme.com\nbob@other.example\n")
    try work.drop("accounts-1.csv", "domain,employees\nacme.com,900\n")
    try work.once()
    try work.writeRules("all.yaml", Self.rules["all.yaml"]!)
    try FileManager.default.removeItem(at: work.rules.appending(path: "fit.yaml"))
    try work.drop("accounts-2.csv", "domain,employees\nother.example,700\n")
    try work.once()
    #expect(try work.leads().map(\.fit).last == 60)
  }

  @Test("an account without a domain or an id is rejected")
  func nobody() throws {
    let work = try Workplace(rules: Self.rules)
    try work.drop("accounts-1.csv", "domain,employees\n,900\ngmail.com,1\n")
    try work.once()
    #expect(try work.files().last?.rejected == 2)
  }
}
