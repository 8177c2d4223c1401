import Testing

/// The same content twice, the same rows again, and rows that come back mended.
struct RepeatedFilesTests {
  private let leads = """
    email,title,company
    ada@acme.com,CTO,Acme
    bob@acme.com,Clerk,Acme
    cem@bolt.io,CEO,Bolt

    """

  @Test func theSameContentIsTakenInOnce() throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop("leads-a.csv", leads)
    try place.once()
    let (before, handoffs) = (try place.leads(), try place.handoffs())
    #expect(before.count == 3 && handoffs.count == 2)

    try place.drop("leads-a.csv", leads)
    try place.once()
    try place.drop("leads-another-name.csv", leads)
    try place.once()
    #expect(try place.leads() == before)
    #expect(try place.handoffs() == handoffs)
    let files = try place.files()
    #expect(files.reduce(0) { $0 + $1.taken } == 3, "\(files)")
    #expect(Set(files.map(\.sha256)).count == 1)
    #expect(place.names(below: "inbox").isEmpty)
  }

  @Test func twoFilesOfOneContentInOneDropAreTakenInOnce() throws {
    let place = try Workplace(rules: SmallRules.sales)
    for name in ["leads-1.csv", "leads-2.csv", "deep/leads-3.csv"] { try place.drop(name, leads) }
    try place.once()
    #expect(try place.leads().count == 3)
    #expect(try place.handoffs().count == 2)
    #expect(try place.files().reduce(0) { $0 + $1.taken } == 3)
  }

  @Test func aFileWithHalfOfItsRowsChangedChangesThose() throws {
    let place = try Workplace(rules: SmallRules.sales)
    let people = (1...100).map { "person\($0)@acme.com" }
    let first = people.map { [$0, "Clerk", "Acme"] }
    try place.drop("leads-p.csv", CSVText.write(["email", "title", "company"], first))
    try place.once()
    let before = try place.leads()
    let second = people.enumerated().map { [$1, $0 < 50 ? "CTO" : "Clerk", "Acme"] }
    try place.drop("leads-p.csv", CSVText.write(["email", "title", "company"], second))
    try place.once()

    let after = try place.leads()
    #expect(after.count == 100)
    #expect(after.count { $0.fields["title"] == .text("CTO") && $0.stage == "mql" } == 50)
    for (old, new) in zip(before, after) where new.fields["title"] == .text("Clerk") {
      #expect(old == new)
    }
    #expect(try place.handoffs().count == 50)
    let files = try place.files()
    #expect(files.count == 2 && files.allSatisfy(\.isWhole), "\(files)")
  }

  @Test func activitiesAndAttemptsCountOnce() throws {
    let place = try Workplace(rules: SmallRules.sales)
    let (day, now) = ("2026-03-02", "2026-03-03T12:00:00Z")
    try place.drop("leads-a.csv", leads)
    try place.once(now: "\(day)T08:00:00Z")
    let acts = """
      email,activity,form,at,id
      bob@acme.com,form_submitted,demo,\(day)T09:00:00Z,1
      bob@acme.com,form_submitted,demo,\(day)T09:00:00Z,1
      cem@bolt.io,form_submitted,demo,\(day)T09:00:00Z,

      """
    try place.drop("activities-1.csv", acts)
    try place.drop(
      "activities-2.csv", acts + "cem@bolt.io,form_submitted,ebook,\(day)T09:00:00Z,\n")
    let calls = "email,outcome,channel,at\nada@acme.com,no_answer,phone,\(day)T10:00:00Z\n"
    try place.drop("attempts-1.csv", calls)
    try place.drop("attempts-2.csv", calls + "ada@acme.com,busy,phone,\(day)T11:00:00Z\n")
    try place.once(now: now)

    let files = Dictionary(uniqueKeysWithValues: try place.files().map { ($0.name, $0) })
    #expect(files["activities-1.csv"]?.duplicates == 1 && files["activities-1.csv"]?.taken == 2)
    #expect(files["activities-2.csv"]?.duplicates == 3 && files["activities-2.csv"]?.taken == 1)
    #expect(files["attempts-2.csv"]?.duplicates == 1 && files["attempts-2.csv"]?.taken == 1)
    let ada = try place.leads().first { $0.email == "ada@acme.com" }
    #expect(ada?.attempts == 2)
  }
}
