import LeadCore
import Testing

@testable import Intake

@Suite(.enabled(if: Corpus.isThere, "the shared corpus is missing")) struct ExportTests {
  /// Of each reconstructed export: kinds of identities, fields that must be there, the first
  /// row's title, company, country, created_at as far as it has them.
  @Test(
    arguments: [
      (
        "hubspot-contacts.csv", ["hubspot", "email"],
        [
          "first_name": "Ayşe", "title": "VP, Sales", "company": "Example İstanbul",
          "created_at": "2026-03-12T09:14:00Z", "source": "ORGANIC_SEARCH", "country": "",
          "phone": "+90 (532) 000 00 01", "email": "ayse.isik@example.com",
          "crm_owner": "Inès Owner", "account_id": "9002",
        ]
      ),
      (
        "mailchimp-audience.csv", ["mailchimp", "email"],
        ["country": "tr", "created_at": "2026-03-14T09:12:30Z", "last_name": "Işık"]
      ),
      (
        "typeform-responses.csv", ["email"],
        ["employees": "1000", "created_at": "2026-04-03T09:05:40Z"]
      ),
      (
        "meta-leadads.utf8.tsv", ["meta", "email"],
        [
          "name": "Ayşe Işık", "created_at": "2026-08-30T15:22:28Z", "campaign": "Leadgen UK",
          "city": "İstanbul", "phone": "+90 (532) 000 00 01",
        ]
      ),
      (
        "pipedrive-persons.semicolon.csv", ["pipedrive", "email"],
        ["company": "Example İstanbul", "email": "ayse.isik@example.com", "name": "Ayşe Işık"]
      ),
      (
        "leadsquared-leads.csv", ["leadsquared", "email"],
        [
          "created_at": "2026-08-24T10:00:00Z", "source": "Google", "mx_program": "",
          "crm_owner": "System",
        ]
      ),
      (
        "outlook-contacts.cp1252.csv", ["email"],
        ["last_name": "Œuvrard", "city": "Annecy", "email": "gaelle@fr.example"]
      ),
      (
        "google-ads-leadform-webhook.json", ["google_ads", "email"],
        [
          "created_at": "2026-09-26T12:30:00Z", "email": "test@example.com",
          "name": "FirstName LastName", "phone": "+1-555-0100",
        ]
      ),
    ] as [(String, [String], [String: String])])
  func mapsReconstructed(
    _ name: String, _ kinds: [String], _ expected: [String: String]
  ) throws {
    let mapped = try MappingTests.Mapped(
      try Corpus.bytes("exports/reconstructed/" + name), name)
    #expect(mapped.rows.rejects.isEmpty && mapped.block.rejects.isEmpty)
    #expect(mapped.mapping.kind == .lead)
    #expect(mapped.block.identityKinds == kinds)
    for (field, value) in expected {
      #expect(mapped.field(field).first == value, "\(field) in \(mapped.block.fieldNames)")
    }
    for kind in kinds where kind != "pipedrive" || name.hasPrefix("pipedrive") {
      #expect(mapped.identity(kind).first?.isEmpty == false)
    }
  }

  @Test func mapsDataLoader() throws {
    let folder = "exports/salesforce-dataloader/src/main/resources/samples/data/"
    let mapped = try MappingTests.Mapped(
      try Corpus.bytes(folder + "accountData.csv"), "accounts-sf.csv")
    #expect(mapped.mapping.kind == .account)
    #expect(mapped.block.identityKinds == ["account_id", "domain"])
    #expect(mapped.identity("account_id").first == "001x0000002xLCVAA2")
    #expect(mapped.block.rows > 100)
    #expect(mapped.field("country").first == "US")
  }

  @Test(arguments: [
    ("pardot_prospect_data.csv", "dbt_pardot"), ("marketo_lead_data.csv", "dbt_marketo"),
    ("sf_lead_data.csv", "dbt_salesforce"), ("member.csv", "dbt_mailchimp_source"),
    ("contact_data.csv", "dbt_hubspot_source"),
  ])
  func mapsSeeds(_ name: String, _ program: String) throws {
    let path = "exports/fivetran-seeds/\(program)/integration_tests/seeds/\(name)"
    let mapped = try MappingTests.Mapped(try Corpus.bytes(path), name)
    #expect(mapped.mapping.kind == .lead)
    #expect(mapped.block.identityKinds.contains("email"))
    #expect(mapped.block.rows > 0)
  }

  /// Whatever is in them, reading ends and nothing crashes.
  @Test(arguments: [1, 7, 4096])
  func survivesEverything(_ piece: Int) throws {
    for path in try Corpus.bytes("MANIFEST.tsv").split(separator: 0x0A).map({
      String(decoding: $0.split(separator: 0x09)[0], as: UTF8.self)
    }) {
      guard path.contains("csv") || path.contains("exports") || path.contains("lists/blns") else {
        continue
      }
      guard let bytes = try? Corpus.bytes(path), bytes.count < 100_000 else { continue }
      for name in ["x.csv", "x.tsv", "x.json", "x.jsonl"] {
        let whole = Result { try Table(bytes, name) }
        if piece < 64 && bytes.count > 20_000 { continue }
        let pieces = Result { try Table(bytes, name, piece: piece) }
        switch (whole, pieces) {
        case (.success(let one), .success(let other)): #expect(one == other, "\(path) as \(name)")
        case (.failure, .failure): break
        default: Issue.record("\(path) as \(name) depends on how its bytes arrive")
        }
      }
    }
  }
}
