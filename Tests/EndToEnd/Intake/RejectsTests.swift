import Testing

/// Rows and files that cannot be taken in.
struct RejectsTests {
  private let now = "2026-03-03T12:00:00Z"

  @Test func rejectsCanBeMendedAndDroppedAgain() throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop(
      "activities-web.csv",
      """
      email,activity,form,at,note
      ada@acme.com,form_submitted,demo,2026-03-02T09:00:00Z,"fine, thanks"
      ,form_submitted,demo,2026-03-02T09:00:00Z,nobody
      bob@acme.com,form_submitted,demo,,no time
      cem@bolt.io,form_submitted,demo,2026-03-09T09:00:00Z,"later ""than"" now"

      """)
    try place.once(now: now)
    let file = try #require(try place.files().first)
    #expect((file.rows, file.taken, file.rejected, file.duplicates) == (4, 1, 3, 0))
    #expect(try place.leads().count == 1, "a fact about an unknown identity creates the lead")

    let name = "rejects/activities-web.csv.rejects.csv"
    try #require(place.names(below: "rejects") == ["activities-web.csv.rejects.csv"])
    let rejects = try place.text(name)
    let rows = CSVText.parse(rejects)
    #expect(rows[0] == ["email", "activity", "form", "at", "note", "_line", "_reason"])
    #expect(rows.dropFirst().map { $0[5] } == ["3", "4", "5"])
    #expect(rows.dropFirst().allSatisfy { !$0[6].isEmpty })
    #expect(rows[3][4] == #"later "than" now"#, "the row's own columns untouched")

    let mended = rows.enumerated().map { index, row in
      var row = row
      if index == 1 { row[0] = "dan@acme.com" }
      if index > 0 { row[3] = "2026-03-02T10:00:00Z" }
      return row
    }
    try place.drop("activities-web.csv", CSVText.write(mended[0], Array(mended.dropFirst())))
    try place.once(now: now)
    #expect(
      try place.leads().compactMap(\.email).sorted() == [
        "ada@acme.com", "bob@acme.com", "cem@bolt.io", "dan@acme.com",
      ])
    #expect(try place.files().last?.taken == 3)
    #expect(try place.handoffs().count == 4)
    #expect(try place.leads().allSatisfy { $0.fields.keys.allSatisfy { !$0.hasPrefix("_") } })
  }

  @Test func whatCannotBeReadAtAllIsKeptWithTheReason() throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop("leads-broken.csv.gz", "email\nada@acme.com\n")
    try place.drop("leads-fine.csv", "email\nbob@acme.com\n")
    try place.once()
    #expect(
      place.names(below: "failed") == ["leads-broken.csv.gz", "leads-broken.csv.gz.reason.txt"])
    #expect(try !place.text("failed/leads-broken.csv.gz.reason.txt").isEmpty)
    let states = Dictionary(uniqueKeysWithValues: try place.files().map { ($0.name, $0.state) })
    #expect(states["leads-broken.csv.gz"] == "failed" && states["leads-fine.csv"] == "done")
    #expect(try place.leads().compactMap(\.email).contains("bob@acme.com"))

    try place.drop("leads-broken.csv.gz", "no gzip either")
    try place.once()
    #expect(place.names(below: "failed").count { $0.contains("~2") } == 2, "with its reason")
  }

  @Test func aVerdictThatTheStagesDoNotAllowIsARejectThatSaysSo() throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop("leads-a.csv", "email,title\nada@acme.com,Clerk\n")
    try place.drop(
      "feedback-a.csv", "email,verdict,at\nada@acme.com,accepted,2026-03-02T10:00:00Z\n")
    try place.once(now: now)
    #expect(try place.files().last?.rejected == 1)
    let rows = CSVText.records(try place.text("rejects/feedback-a.csv.rejects.csv"))
    let reason = try #require(rows.first?["_reason"])
    #expect(reason.contains("accepted") && reason.contains("lead"), "\(reason)")
    #expect(try place.leads().first?.stage == "lead")
  }

  @Test func takenNamesGetANumber() throws {
    let place = try Workplace(rules: SmallRules.none)
    for (day, person) in ["ada", "bob", "cem"].enumerated() {
      try place.drop("leads-a.csv", "email,at\n\(person)@acme.com,\n")
      try place.drop("activities-a.csv", "email,activity,at\n\(person)@acme.com,seen,\n")
      try place.once(now: "2026-03-02T1\(day):00:00Z")
    }
    let archived = place.names(below: "archive")
    #expect(archived.count == 6)
    for number in ["~2", "~3"] {
      #expect(archived.count { $0.contains(number) } == 2, "\(archived)")
    }
    #expect(place.names(below: "rejects").count == 3, "\(place.names(below: "rejects"))")
    let second = try #require(archived.first { $0.contains("leads-a") && $0.contains("~2") })
    #expect(try place.text("archive/" + second) == "email,at\nbob@acme.com,\n", "as they were")
  }
}
