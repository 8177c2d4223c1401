import Foundation
import Testing

/// `check --file` on real exports: what it says of them, and that the entry it prints reads them
/// the same way.
@Suite(.enabled(if: exports != nil, "the shared corpus is missing")) struct FileReportTests {
  @Test(
    arguments: [
      ("reconstructed/hubspot-contacts.csv", "HubSpot", "lead", ["hubspot", "email"]),
      ("reconstructed/mailchimp-audience.csv", "Mailchimp", "lead", ["mailchimp", "email"]),
      ("reconstructed/typeform-responses.csv", "Typeform", "lead", ["email"]),
      ("reconstructed/meta-leadads.utf8.tsv", "Meta lead ads", "lead", ["meta", "email"]),
      (
        "reconstructed/pipedrive-persons.semicolon.csv", "Pipedrive", "lead",
        ["pipedrive", "email"]
      ),
      ("reconstructed/leadsquared-leads.csv", "LeadSquared", "lead", ["leadsquared", "email"]),
      ("reconstructed/outlook-contacts.cp1252.csv", "Outlook", "lead", ["email"]),
      (
        "reconstructed/google-ads-leadform-webhook.json", "Google Ads", "lead",
        ["google_ads", "email"]
      ),
      (
        "salesforce-dataloader/src/main/resources/samples/data/accountData.csv", "Salesforce",
        "account", ["account_id", "domain"]
      ),
      (
        "salesforce-dataloader/src/main/resources/samples/data/opportunityData.csv", "Salesforce",
        "deal", []
      ),
      (
        "fivetran-seeds/dbt_salesforce/integration_tests/seeds/sf_contact_data.csv", "Salesforce",
        "lead", ["salesforce", "email"]
      ),
      (
        "fivetran-seeds/dbt_pardot/integration_tests/seeds/pardot_prospect_data.csv", "Pardot",
        "lead", ["pardot", "email"]
      ),
    ] as [(String, String, String, Set<String>)])
  func showsAndDrafts(
    _ export: String, _ exporter: String, _ record: String, _ kinds: Set<String>
  ) throws {
    let place = try Workplace(files: ["rules/all.yaml": rulebook])
    let name = try #require(export.split(separator: "/").last.map(String.init))
    let copy = URL(fileURLWithPath: place.path + "/" + name)
    try Data(contentsOf: try #require(exports).appending(path: export)).write(to: copy)

    let first = try report(place, name)
    #expect(first["exporter"] as? String == exporter)
    #expect(first["record"] as? String == record)
    #expect(first["evidence"] as? String == "by the header of an export of \(exporter)")
    let columns = try #require(first["columns"] as? [[String: Any]])
    let identities = columns.filter { $0["role"] as? String == "identity" }
    #expect(Set(identities.compactMap { $0["name"] as? String }) == kinds)

    let text = try place.run("check", "--file", name)
    #expect(text.status == 0)
    #expect(text.output.contains("export   of \(exporter)"))
    let yaml = try #require(first["yaml"] as? String)
    #expect(text.output.hasSuffix(yaml))

    try place.write(yaml, to: "rules/sources.yaml")
    let checked = try place.run("check")
    #expect(checked.status == 0, "\(checked.errors)")
    let complaints = checked.errors.split(separator: "\n").filter { $0.contains("sources.yaml:") }
    #expect(complaints.allSatisfy { $0.hasSuffix("[not-yet]") }, "\(checked.errors)")
    let again = try report(place, name)
    #expect(again["source"] as? String != nil && again["yaml"] is NSNull)
    for key in ["format", "separator", "encoding", "record", "rows", "columns", "rejects"] {
      #expect(same(first[key], again[key]), "\(key) of \(name)")
    }
  }

  @Test func saysWhatIsLostAndWhatIsKept() throws {
    let place = try Workplace(files: [
      "rules/all.yaml": rulebook,
      "list-2026-11-22.csv": "E-Mail;Job Title;Shoe size;Lead Owner;Last Modified Date\n"
        + "ada@acme.com;CTO;38;Jim;2026-11-01\nnobody;VP;40;;\nbob@acme.com;Clerk;41;Pam;\n",
    ])
    let result = try place.run("check", "--file", "list-2026-11-22.csv")
    #expect(result.status == 0)
    for line in [
      "  format   CSV, separated by semicolon, UTF-8", "  records  lead, by its columns",
      "  rows     3 looked at", "warning: E-Mail: 1 value is no e-mail address, in line 3",
      "1 row would be rejected:", "list-2026-11-22.csv:3: no identity",
      "read by no rule: shoe_size, crm_owner, last_modified_date", "    files: \"list-*.csv\"",
      "    # owner: Lead Owner  #", "    # as_of: Last Modified Date  #",
    ] {
      #expect(result.output.contains(line), "\(line)\n\(result.output)")
    }
  }

  /// Hints are keys of the language: with their marks taken away they are read too.
  @Test func hintsAreReadToo() throws {
    let place = try Workplace(files: [
      "rules/all.yaml": rulebook,
      "a \"b\" #1.csv":
        "E-Mail,Contact owner: now,Modified On,#,Ad's\tSoyad\nx@y.co,J,2026-01-01,1,A\n",
    ])
    let yaml = try #require(try report(place, "a \"b\" #1.csv")["yaml"] as? String)
    let live = yaml.replacing("    # owner", with: "    owner")
      .replacing("    # as_of", with: "    as_of")
    #expect(live.contains("\n    as_of: "))
    try place.write(live, to: "rules/sources.yaml")
    let checked = try place.run("check")
    #expect(checked.status == 0 && !checked.errors.contains("sources.yaml:"), "\(checked.errors)")
    #expect(try report(place, "a \"b\" #1.csv")["source"] as? String == "a \"b\" #1")
  }

  private func report(_ place: Workplace, _ name: String) throws -> [String: Any] {
    let result = try place.run("check", "--json", "--file", name)
    #expect(result.status == 0, "\(result.errors)")
    let line = try #require(result.output.split(separator: "\n").last)
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
    return try #require(value as? [String: Any])
  }

  private func same(_ left: Any?, _ right: Any?) -> Bool {
    guard let left = left as? NSObject, let right = right as? NSObject else { return false }
    return left.isEqual(right)
  }
}

/// The shared corpus's exports: `LEADRELAY_CORPUS`, else beside the package.
private let exports: URL? = {
  let named = ProcessInfo.processInfo.environment["LEADRELAY_CORPUS"]
  let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/corpus").standardizedFileURL.path
  let root = URL(fileURLWithPath: named ?? beside).appending(path: "exports")
  return FileManager.default.isReadableFile(atPath: root.path) ? root : nil
}()
