import Foundation
import Glibc
import Testing

/// Which files are taken, under what names, and in which order.
struct InboxTests {
  private static let names: [String] = [
    "leads with spaces.csv", "leads-🎉.csv", #"leads-"quoted".csv"#, "leads-it's.csv",
    "leads-line\nbreak.csv", "leads-$(id).csv", "leads-a;b&c.csv", "leads-%s%n.csv",
    "leads-" + String(repeating: "x", count: 245) + ".csv",
    "leads-" + String(repeating: "é", count: 122) + "e.csv",
  ]

  @Test(arguments: names) func anyNameWillDo(name: String) throws {
    let place = try Workplace(rules: SmallRules.none)
    try place.drop(name, "email\nada@acme.com\nnot an address and no identity\n")
    try place.once(now: "2026-03-02T10:00:00Z")
    let file = try #require(try place.files().first)
    #expect(file.name == name && file.state == "done" && file.isWhole, "\(file)")
    #expect(place.names(below: "inbox").isEmpty)
    #expect(place.names(below: "archive").count == 1)
    #expect(try place.leads().contains { $0.email == "ada@acme.com" })
  }

  @Test(arguments: ["leads-" + String(repeating: "x", count: 245) + ".csv"])
  func aLongNameHasRejectsToo(name: String) throws {
    #expect(name.utf8.count == 255)
    let place = try Workplace(rules: SmallRules.none)
    try place.drop(name, "email,title\nada@acme.com,CTO\n,Nobody\n")
    try place.once()
    #expect(place.names(below: "rejects").count == 1)
    try place.drop(name.replacing(".csv", with: "json"), "{")
    try place.once()
    #expect(place.names(below: "failed").isEmpty == false)
  }

  @Test func whatIsNotReadyIsLeftAlone() throws {
    let place = try Workplace(rules: SmallRules.none)
    let text = "email\nada@acme.com\n"
    let hidden = [
      ".leads.csv", "_leads.csv", "leads.csv.part", "leads.csv.tmp", "leads.csv.crdownload",
      "leads.csv.filepart",
    ]
    for name in hidden { try place.drop(name, text) }
    let target = place.root.appending(path: "leads-target.csv")
    try Data(text.utf8).write(to: target)
    #expect(symlink(target.path, place.inbox.path + "/leads-link.csv") == 0)
    #expect(mkfifo(place.inbox.path + "/leads-fifo.csv", 0o600) == 0)
    try place.once()
    #expect(
      place.names(below: "inbox") == (hidden + ["leads-link.csv", "leads-fifo.csv"]).sorted())
    #expect(try place.leads().isEmpty && place.files().isEmpty)
  }

  @Test func onceWaitsForAFileThatWasJustWritten() throws {
    let place = try Workplace(rules: SmallRules.none)
    try Data("email\nada@acme.com\n".utf8).write(to: place.inbox.appending(path: "leads-new.csv"))
    try place.once()
    #expect(try place.leads().count == 1)
  }

  @Test func aSubfolderIsPartOfTheName() throws {
    var rules = SmallRules.none
    rules["sources.yaml"] = """
      sources:
        - { name: fair, files: "fair/*.csv", record: lead, set: { source: fair } }
        - { name: flat, files: "*.csv", record: lead, set: { source: flat } }

      """
    let place = try Workplace(rules: rules)
    try place.drop("fair/berlin.csv", "email\nada@acme.com\n")
    try place.drop("berlin.csv", "email\nbob@acme.com\n")
    try place.drop("fair/2026/leads-berlin.csv", "email\ncem@acme.com\n")
    try place.once()
    let sources = try place.leads().map { $0.fields["source"]?.text ?? "none" }
    let people = try place.leads().map { $0.email ?? "" }
    let told = Dictionary(uniqueKeysWithValues: zip(people, sources))
    #expect(told == ["ada@acme.com": "fair", "bob@acme.com": "flat", "cem@acme.com": "none"])
    #expect(Set(try place.files().map(\.name)).contains("fair/berlin.csv"))
  }

  @Test func kindsComeInTheirOrderNotByName() throws {
    var rules = SmallRules.sales
    rules["sources.yaml"] = """
      sources:
        - { name: calls, files: "a-*.csv", record: attempt, identity: { crm: Id } }
        - { name: acts, files: "b-*.csv", record: activity, identity: { crm: Id } }
        - { name: people, files: "z-*.csv", record: lead, identity: { crm: Id, email: Mail } }

      """
    let place = try Workplace(rules: rules)
    let day = "2026-03-02"
    try place.drop("a-calls.csv", "Id,outcome,channel,at\n1,no_answer,phone,\(day)\n")
    try place.drop("b-acts.csv", "Id,activity,form,at\n1,form_submitted,demo,\(day)\n")
    try place.drop("z-people.csv", "Id,Mail,title\n1,ada@acme.com,Clerk\n")
    try place.once(now: "\(day)T20:00:00Z")
    let lead = try #require(try place.leads().first)
    // Lead, then activity: an MQL and a handoff; then the owner's attempt of that day counts.
    #expect(try place.leads().count == 1)
    #expect((lead.stage, lead.attempts, lead.owner) == ("sal", 1, "jim"), "\(lead)")
    #expect(try place.files().map(\.name) == ["z-people.csv", "b-acts.csv", "a-calls.csv"])
  }
}
