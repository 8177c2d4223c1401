import Foundation
import Testing

/// A set of files of all kinds, dropped again in whatever order and wrapping: nothing changes.
struct DroppedAgainTests {
  private static let now = "2026-03-05T12:00:00Z"
  private static let files: [(name: String, text: String)] = [
    (
      "leads-a.csv",
      """
      email,title,company,phone
      ada@acme.com,CTO,Acme,+1 555
      bob@acme.com,Clerk,Acme,
      cem@bolt.io,CEO,Bolt,
      ,Nobody,Nowhere,

      """
    ),
    (
      "leads-b.json",
      #"[{"email":"bob@acme.com","city":"Izmir"},{"email":"dan@corp.de","title":"CTO"}]"#
    ),
    (
      "activities-a.csv",
      """
      email,activity,form,at,id
      bob@acme.com,form_submitted,demo,2026-03-02T09:00:00Z,1
      bob@acme.com,form_submitted,demo,2026-03-02T09:00:00Z,
      eve@acme.com,form_submitted,ebook,2026-03-02T10:00:00Z,
      eve@acme.com,form_submitted,ebook,,

      """
    ),
    (
      "attempts-a.csv",
      """
      email,outcome,channel,at,rep,id
      ada@acme.com,no_answer,phone,2026-03-05T11:00:00Z,,c1
      ada@acme.com,busy,phone,2026-03-05T11:10:00Z,,
      cem@bolt.io,connected,phone,2026-03-05T11:20:00Z,,
      nobody@x.com,busy,phone,2027-03-05T11:20:00Z,,

      """
    ),
    (
      "feedback-a.csv",
      """
      email,verdict,at,reason,amount
      cem@bolt.io,sql,2026-03-05T11:30:00Z,,500
      dan@corp.de,rejected,2026-03-05T11:40:00Z,not_a_fit,

      """
    ),
  ]

  private func lists(_ place: Workplace) throws -> [String] {
    try ["leads", "handoffs"].map { try place.run([$0, "--json"]).output }
  }

  private func packed(_ text: String, _ place: Workplace) throws -> Data {
    let plain = place.root.appending(path: "plain")
    try Data(text.utf8).write(to: plain)
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-9", "-f", plain.path]
    try gzip.run()
    gzip.waitUntilExit()
    return try Data(contentsOf: plain.appendingPathExtension("gz"))
  }

  @Test(arguments: [false, true]) func nothingChanges(backwards: Bool) throws {
    let place = try Workplace(rules: SmallRules.sales)
    for file in DroppedAgainTests.files {
      // Who is called was handed over the day before.
      if file.name == "attempts-a.csv" { try place.once(now: "2026-03-04T12:00:00Z") }
      try place.drop(file.name, file.text)
    }
    try place.once(now: DroppedAgainTests.now)
    let before = try lists(place)
    #expect(before.allSatisfy { $0.split(separator: "\n").count >= 4 }, "\(before)")
    let ledger = try place.files()
    #expect(ledger.map(\.rejected).reduce(0, +) == 3 && ledger.allSatisfy(\.isWhole))

    var again = DroppedAgainTests.files
    if backwards { again.reverse() }
    for (index, file) in again.enumerated() {
      // The same bytes, under the same name and another one; the same rows in other bytes.
      try place.drop(file.name, file.text)
      try place.once(now: DroppedAgainTests.now)
      try place.drop(file.name.replacing("-", with: "-again-"), file.text)
      try place.drop("later/" + file.name, file.text + "\n\n")
      try place.once(now: DroppedAgainTests.now)
      try packed(file.text, place).write(to: place.inbox.appending(path: file.name + ".gz"))
      try place.once(now: DroppedAgainTests.now)
      #expect(try lists(place) == before, "\(file.name)")
      let entries = try place.files().dropFirst(ledger.count + 4 * index)
      let states = entries.map(\.state)
      #expect(states.count { $0 == "duplicate" } == 2 && states.count { $0 == "done" } == 2)
      let first = try #require(ledger.first { $0.name == file.name })
      for entry in entries where entry.state == "done" {
        #expect(entry.taken == 0 && entry.rejected == first.rejected, "\(entry)")
        #expect(entry.duplicates == first.taken + first.duplicates, "\(entry)")
      }
    }
    #expect(place.names(below: "inbox").isEmpty)
  }

  @Test func aPartialExportChangesWhatChangedAndCountsTheRest() throws {
    let place = try Workplace(rules: SmallRules.sales)
    let header = ["email", "title", "company"]
    let rows = (0..<200).map { ["p\($0)@acme.com", "Clerk", "Acme"] }
    try place.drop("leads-a.csv", CSVText.write(header, rows))
    try place.once(now: DroppedAgainTests.now)
    var part = Array(rows[100..<180])
    for index in 0..<10 { part[index][2] = "Bolt" }
    part += [["new@acme.com", "Clerk", "Acme"]]
    try place.drop("leads-a.csv", CSVText.write(header, part))
    try place.once(now: DroppedAgainTests.now)
    let file = try #require(try place.files().last)
    #expect((file.rows, file.taken, file.duplicates, file.rejected) == (81, 11, 70, 0), "\(file)")
    #expect(try place.leads().count == 201)
  }
}
