import LeadCore
import Testing

/// `derived:`, and the words that derived fields are compared with.
@Suite struct DerivedTests {
  private func ids(_ when: String, _ more: String = "") -> [String] {
    Loaded("fit: { rules: [{ name: It, when: \(when), points: 1 }] }\n\(more)").ids
  }

  @Test(arguments: [
    ("{ department: sales }", []), ("{ department: [Sales, salse] }", ["unknown-word"]),
    ("{ seniority: { is_not: boss } }", ["unknown-word"]), ("{ email_kind: free }", []),
    ("{ email_kind: { not_in: [paid] } }", ["unknown-word"]), ("{ email_domain: co.uk }", []),
    ("{ email_domain: mail.acme.com }", ["unknown-word"]),
    ("{ email_domain: { ends_with: .mail.acme.com } }", []),
  ])
  func wordsThatNeverCome(_ when: String, _ said: [String]) { #expect(ids(when) == said) }

  @Test func theRulebooksOwnDepartmentsAreKnown() {
    let own = "derived: { department: { key-accounts: [großkunden*] } }"
    #expect(ids("{ department: key-accounts }") == ["unknown-word"])
    #expect(ids("{ department: key-accounts }", own) == [])
    #expect(ids("{ department: sales }", own) == [], "beside the built-in ones")
  }

  @Test func whoDeclaresAFieldKnowsItsWords() {
    #expect(ids("{ department: Accounting }", "fields: { department: text }") == [])
  }

  @Test func nothingIsAllowed() {
    #expect(Loaded("derived:\n").ids == [])
    #expect(Loaded("derived: { seniority: , department: {}, email_kind: { free: } }").ids == [])
  }

  @Test(arguments: [
    ("{ seniority: { boss: [Patron] } }", ["unknown-key"]),
    ("{ seniority: { head: [''] } }", ["empty-value"]),
    ("{ seniority: [head] }", ["wrong-shape"]),
    ("{ seniority: { head: { a: b } } }", ["wrong-shape"]),
    ("{ department: { 'Key Accounts': [x] } }", ["id-form"]), ("{ titles: {} }", ["unknown-key"]),
    ("{ email_kind: { free: [a@b.example] } }", ["wrong-value"]),
    ("{ email_kind: { free: [a.example], business: [A.example] } }", ["shadowed"]),
  ])
  func whatIsWrong(_ derived: String, _ said: [String]) {
    #expect(Loaded("derived: \(derived)").ids == said)
  }
}
