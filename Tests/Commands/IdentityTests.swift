import LeadCore
import Store
import Testing

@testable import leadrelay

@Suite struct IdentityTests {
  @Test func aKindCanBeSaid() {
    #expect(
      meantIdentities("hubspot:10:1", Rulebook()) == [Identity(kind: "hubspot", value: "10:1")])
    #expect(
      meantIdentities("email:Ada@ACME.com", Rulebook())
        == [Identity(kind: "email", value: "ada@acme.com")])
  }

  @Test func anAddressIsAnAddress() {
    #expect(
      meantIdentities("Ada@acme.com", Rulebook())
        == [Identity(kind: "email", value: "ada@acme.com")])
  }

  @Test func anythingElseMayBeAnyKindOfId() {
    var rules = Rulebook()
    var source = Source(name: "crm", files: "*")
    source.identity = [Source.Column(ours: "crm", header: "ID")]
    rules.sources = [source]
    let meant = meantIdentities("A1", rules)
    #expect(meant.contains(Identity(kind: "crm", value: "A1")))
    #expect(meant.contains(Identity(kind: "lead_id", value: "A1")))
    #expect(!meant.contains(Identity(kind: "email", value: "A1")))
  }
}
