import LeadCore
import Testing

@testable import Intake

/// Records that are neither leads nor what befell them.
@Suite struct RecordKindTests {
  @Test(arguments: [
    ("acme.com", "acme.com"), ("https://www.Acme.co.uk/about?x=1", "acme.co.uk"),
    ("http://user@shop.acme.de:8080", "acme.de"), ("www.acme.com.tr.", "acme.com.tr"),
    ("info@mail.acme.com", "acme.com"), ("acme.com; acme.de", "acme.com"),
    ("xn--mller-kva.de", "müller.de"), ("MÜLLER.de", "müller.de"), ("gmail.com", ""),
    ("https://linkedin", ""), ("none", ""), ("192.168.0.1", ""), ("a b", ""), ("acme .com", ""),
    ("-", ""), ("https://", ""), ("acme..com", ""),
  ])
  func accountsAreKnownByTheirDomain(_ text: String, _ domain: String) throws {
    let mapped = try MappingTests.Mapped("Name,Website\nAcme,\"\(text)\"\n", "accounts-x.csv")
    #expect(mapped.mapping.kind == .account)
    #expect(mapped.block.identityKinds == ["domain"])
    #expect(mapped.identity("domain") == [domain])
    #expect(mapped.field("website") == [text == "-" ? "" : text])
  }

  @Test(arguments: [
    ("account_id,name", ["account_id"]),
    ("Account ID,Account Name,Website", ["account_id", "domain"]),
    ("AccountId,URL", ["account_id", "domain"]),
    ("company_id,Email Domain,Website", ["account_id", "domain"]),
    ("Company Domain Name,Website URL", ["domain"]), ("Email,Name", []),
  ])
  func accountIdentities(_ header: String, _ kinds: [String]) throws {
    let names = header.split(separator: ",").map(String.init)
    let mapping = try Mapping(header: names, path: "accounts.csv", sources: [], zone: .utc)
    #expect(mapping.identityKinds == kinds)
  }

  @Test func anAccountMayHaveAnIdOfItsSource() throws {
    var source = Source(name: "erp", files: "*")
    source.record = .account
    source.identity = [.init(ours: "erp", header: "Customer No")]
    let mapped = try MappingTests.Mapped(
      "Customer No,Domain,Account ID\n7,www.acme.com,9\n", sources: [source])
    #expect(mapped.block.identityKinds == ["erp", "domain"])
    #expect(mapped.identity("erp") == ["7"] && mapped.identity("domain") == ["acme.com"])
    #expect(mapped.field("account_id") == ["9"] && mapped.field("domain") == ["www.acme.com"])
  }

  /// What ties a lead to its account is no identity of the lead.
  @Test(arguments: ["account_id", "Account ID", "AccountId", "company_id", "Associated Company ID"])
  func leadsNameTheirAccount(_ header: String) throws {
    let mapped = try MappingTests.Mapped("Email,\(header)\na@b.co,001x0000002xLCV\n")
    #expect(mapped.block.identityKinds == ["email"])
    #expect(mapped.field("account_id") == ["001x0000002xLCVAA2"])
  }

  @Test func dealsHaveTheirColumns() throws {
    let mapped = try MappingTests.Mapped(
      "email,deal,stage,amount,currency,closed_at,note\n"
        + "a@b.co,D1,won,\"€ 1.000,50\",EUR,25/03/2026,x\nb@b.co,D2,open,,,,\n"
        + "c@b.co,D3,lost,5,,sometime,\n")
    #expect(mapped.mapping.kind == .deal)
    #expect(mapped.identity("email") == ["a@b.co", "b@b.co", "c@b.co"])
    #expect(mapped.special(.deal) == ["D1", "D2", "D3"])
    #expect(mapped.special(.amount) == ["1000.50", "", "5"])
    #expect(mapped.special(.closedAt) == ["2026-03-25", "", "sometime"])
    #expect(mapped.block.times.map { $0?.isWholeDay } == [true, nil, nil])
    #expect(mapped.block.rejects.map(\.reason) == ["closed_at: cannot read 'sometime' as a date"])
    #expect(mapped.field("note") == ["x", "", ""])
  }

  @Test(arguments: [
    ("1", "yes"), ("TRUE", "yes"), ("Yes", "yes"), ("x", "yes"), ("Evet", "yes"), ("tak", "yes"),
    ("بله", "yes"), ("ใช่", "yes"), ("0", "no"), ("false", "no"), ("NO", "no"), ("HAYIR", "no"),
    ("nie", "no"), ("خیر", "no"), ("", ""), ("-", ""),
  ])
  func optoutsSayYesOrNo(_ text: String, _ meant: String) throws {
    let alone = try MappingTests.Mapped("email,no_call\na@b.co,\(text)\n")
    #expect(alone.mapping.kind == .optout)
    #expect(alone.special(.noCall) == [meant])
    let lead = try MappingTests.Mapped("email,Do Not Call,Name\na@b.co,\(text),A\n")
    #expect(lead.mapping.kind == .lead)
    #expect(lead.field("no_call") == [meant])
    #expect(alone.block.rejects.isEmpty && lead.block.rejects.isEmpty)
  }

  @Test func optoutsThatSayNeitherAreRejected() throws {
    let mapped = try MappingTests.Mapped("email,no_email,no_contact\na@b.co,maybe,1\nb@b.co,,1\n")
    #expect(mapped.block.isRejected == [true, false])
    #expect(mapped.block.rejects[0].reason == "no_email: 'maybe' is neither yes nor no")
    #expect(mapped.special(.noContact) == ["yes", "yes"])
  }

  @Test(arguments: [
    ("Email Opt Out", "no_email"), ("HasOptedOutOfEmail", "no_email"),
    ("HASOPTEDOUTOFEMAIL", "no_email"), ("Unsubscribed from all email", "no_email"),
    ("DoNotCall", "no_call"), ("Do Not Call", "no_call"), ("Do not contact", "no_contact"),
  ])
  func leadsSayWhetherToLeaveThemAlone(_ header: String, _ field: String) throws {
    let mapped = try MappingTests.Mapped("Email,\(header),City\na@b.co,true,Bonn\n")
    #expect(mapped.field(field) == ["yes"])
  }

  @Test func constantsSayYesOrNoToo() throws {
    var source = Source(name: "list", files: "*")
    source.record = .optout
    source.set = [.init(ours: "no_email", header: "Evet")]
    let mapped = try MappingTests.Mapped("email\na@b.co\n", sources: [source])
    #expect(mapped.special(.noEmail) == ["yes"])
    source.set = [.init(ours: "no_email", header: "perhaps")]
    #expect(throws: Unreadable.self) {
      try MappingTests.Mapped("email\na@b.co\n", sources: [source])
    }
  }

  @Test func numbersNeedNobody() throws {
    let mapped = try MappingTests.Mapped(
      "Metric,Period,Value,Source,Email\nvisitors,2026-11,\"12,500\",google,x\n")
    #expect(mapped.mapping.kind == .numbers)
    #expect(mapped.block.identityKinds.isEmpty)
    #expect(mapped.special(.metric) == ["visitors"] && mapped.special(.value) == ["12500"])
    #expect(mapped.special(.period) == ["2026-11"] && mapped.special(.source) == ["google"])
  }
}
