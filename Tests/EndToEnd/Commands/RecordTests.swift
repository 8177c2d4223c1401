import Foundation
import Testing

/// `attempt`, `feedback` and `activity`: one record, the same way as a file.
struct RecordTests {
  /// ada is jim's, bob nobody's.
  private func begin() throws -> Workplace {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop("leads-a.csv", "email,title,crm\nada@acme.com,CTO,A-1\nbob@acme.com,Clerk,B-1\n")
    try place.once()
    return place
  }

  private func lead(_ name: String, _ place: Workplace) throws -> LeadLine {
    try #require(try place.leads().first { $0.email == "\(name)@acme.com" })
  }

  @Test func withoutADaemonTheyAreTakenInAtOnce() throws {
    let place = try begin()
    let commands = [
      ["activity", "bob@acme.com", "--activity", "form_submitted", "--set", "form=demo"],
      ["attempt", "ada@acme.com", "--outcome", "no_answer", "--rep", "Jim Halpert"],
      ["feedback", "ada@acme.com", "--verdict", "sql", "--amount", "1200"],
    ]
    for command in commands {
      let outcome = try place.run(command)
      #expect(outcome.ending == .exit(0), "\(command): \(outcome.errors)")
    }
    let (ada, bob) = (try lead("ada", place), try lead("bob", place))
    #expect(bob.stage == "mql" && bob.owner == "pam" && bob.interest == 50, "\(bob)")
    #expect(ada.stage == "sql" && ada.attempts == 1, "\(ada)")
    #expect(place.names(below: "inbox").isEmpty)
    #expect(try place.files().suffix(3).allSatisfy { $0.state == "done" && $0.taken == 1 })
  }

  @Test func aLeadIsKnownByItsNumberToo() throws {
    let place = try begin()
    let number = String(try lead("ada", place).id)
    let outcome = try place.run(["attempt", number, "--outcome", "connected", "--channel", "phone"])
    #expect(outcome.ending == .exit(0), "\(outcome.errors)")
    #expect(try lead("ada", place).stage == "sal")
    #expect(try place.leads().count == 2)
  }

  @Test(arguments: [
    (["feedback", "bob@acme.com", "--verdict", "accepted"], "accepted"),
    (["attempt", "ada@acme.com", "--outcome", "busy", "--at", "2999-01-01T00:00:00Z"], "2999"),
    (["feedback", "bob@acme.com", "--verdict", "lost", "--reason", "price"], "lost"),
  ])
  func whatIsRefusedIs65WithTheReason(command: [String], word: String) throws {
    let place = try begin()
    let before = try place.leads()
    let outcome = try place.run(command)
    #expect(outcome.ending == .exit(65), "\(outcome)")
    #expect(outcome.errors.contains(word), "\(outcome.errors)")
    #expect(try place.leads() == before)
  }

  @Test func theSameIdCountsOnce() throws {
    let place = try begin()
    let command = ["attempt", "ada@acme.com", "--outcome", "busy", "--id", "call-1"]
    #expect(try place.run(command).ending == .exit(0))
    #expect(try place.run(command).ending == .exit(0))
    #expect(try lead("ada", place).attempts == 1)
    #expect(try place.files().reduce(0) { $0 + $1.taken } == 3)
  }

  @Test func withADaemonTheyGoThroughItsInbox() throws {
    let service = try Service(try begin())
    let place = service.place
    let outcome = try place.run([
      "activity", "bob@acme.com", "--activity", "form_submitted", "--set", "form=demo",
    ])
    #expect(outcome.ending == .exit(0), "\(outcome.errors)")
    #expect(service.comesTo { $0.contains { $0.email == "bob@acme.com" && $0.owner == "pam" } })
    #expect(try place.run(["attempt", "bob@acme.com", "--outcome", "replied"]).ending == .exit(0))
    #expect(service.comesTo { $0.contains { $0.email == "bob@acme.com" && $0.stage == "sal" } })
    service.stop()
  }

  @Test func listsFilterAndLimit() throws {
    let place = try begin()
    let mql: [LeadLine] = try place.list("leads", "--stage", "mql")
    #expect(mql.compactMap(\.email) == ["ada@acme.com"])
    let jims: [LeadLine] = try place.list("leads", "--owner", "Jim Halpert")
    #expect(jims.compactMap(\.email) == ["ada@acme.com"])
    let first: [LeadLine] = try place.list("leads", "--limit", "1")
    #expect(first.map(\.id) == [1])
    let clerks: [LeadLine] = try place.list("leads", "--where", "{title: clerk}")
    #expect(clerks.compactMap(\.email) == ["bob@acme.com"])
  }

  @Test func leadsHaveTheirKeysInOrder() throws {
    let place = try begin()
    let keys = [
      "id", "identities", "fields", "origin", "account", "stage", "fit", "interest", "grade",
      "owner", "cycle", "attempts", "track", "since",
    ]
    expect(keys, in: try place.run(["leads", "--json", "--limit", "1"]).output)
    let handoff = """
      id lead rep team route plan cycle at accept_by first_attempt_by accepted_at first_attempt_at \
      attempts reached_at ended_at ended candidates
      """
    let words = handoff.split(separator: " ").map(String.init)
    expect(words, in: try place.run(["handoffs", "--json", "--limit", "1"]).output)
    let file = "name sha256 state rows taken rejected duplicates first_seen finished"
    expect(
      file.split(separator: " ").map(String.init),
      in: try place.run(["files", "--json", "--limit", "1"]).output)
  }

  private func expect(_ keys: [String], in line: String) {
    var rest = Substring(line)
    for (index, key) in keys.enumerated() {
      let text = index == 0 ? "{\"\(key)\":" : ",\"\(key)\":"
      guard let range = rest.range(of: text) else {
        Issue.record("\(key) is not where it belongs in \(line)")
        return
      }
      rest = rest[range.upperBound...]
    }
  }
}
