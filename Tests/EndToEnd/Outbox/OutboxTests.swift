import Foundation
import Testing

/// What goes out to reps, to nurture and as alerts.
struct OutboxTests {
  private let monday = "2026-03-02T09:00:00Z"

  private func rows(_ folder: String, _ place: Workplace) throws -> [[String: String]] {
    try place.names(below: folder).flatMap {
      CSVText.records(try place.text(folder + "/" + $0))
    }
  }

  @Test func oneHandoffFileForACommitAndARep() throws {
    let place = try Workplace(rules: SmallRules.sales)
    let people = (1...6).map { "p\($0)@acme.com,CTO,Person \($0)\n" }.joined()
    try place.drop("leads-a.csv", "email,title,name\n" + people)
    try place.once(now: monday)
    let names = place.names(below: "outbox/handoffs")
    #expect(names.count == 2 && names.allSatisfy { $0.hasSuffix(".csv") }, "\(names)")
    #expect(Set(names.map { $0.prefix(4) }) == ["jim/", "pam/"])
    let jims = try rows("outbox/handoffs/jim", place)
    #expect(jims.map { $0["email"] } == ["p1@acme.com", "p3@acme.com", "p5@acme.com"])
    let first = try #require(jims.first)
    #expect(first["handoff"] == "1" && first["lead"] == "1" && first["fit"] == "90")
    #expect(first["interest"] == "0" && first["grade"] == "A4")
    #expect(first["accept_by"] == "2026-03-03T09:00:00Z")
    #expect(first["first_attempt_by"] == "2026-03-03T09:00:00Z")
    #expect(first["why"]?.isEmpty == false && first["name"] == "Person 1")

    try place.drop("leads-b.csv", "email,title\nq@acme.com,CEO\n")
    try place.once(now: "2026-03-02T10:00:00Z")
    #expect(place.names(below: "outbox/handoffs").count == 3)
    #expect(try rows("outbox/handoffs", place).count == 7)
  }

  @Test func formulasAreDefusedNumbersAndPhonesAreNot() throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop(
      "leads-a.csv",
      """
      email,title,name,company,phone,balance,city
      ada@acme.com,CTO,"=cmd(""x"")",@SUM(A1),+90 212 555 00 11,-12.5,-2+3
      bob@acme.com,CTO,"\t=1+1",+1+1,(0212) 555,+7,Ankara

      """)
    try place.once(now: monday)
    let told = try rows("outbox/handoffs", place)
    let ada = try #require(told.first { $0["email"] == "ada@acme.com" })
    let bob = try #require(told.first { $0["email"] == "bob@acme.com" })
    for cell in [ada["name"], ada["company"], ada["city"], bob["name"], bob["company"]] {
      let first = try #require(cell?.first)
      #expect(!"=+-@\t\r".contains(first), "\(cell ?? "")")
    }
    #expect(ada["name"]?.contains(#"=cmd("x")"#) == true)
    #expect(ada["phone"] == "+90 212 555 00 11" && ada["balance"] == "-12.5")
    #expect(bob["phone"] == "(0212) 555" && bob["balance"] == "+7")
    #expect(
      try place.leads().first?.fields["name"] == .text(#"=cmd("x")"#), "in the store as it was")
  }

  @Test func whatIsTakenBackIsToldAndWhoEntersATrack() throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop("leads-a.csv", "email,title\nada@acme.com,CTO\nbob@acme.com,CEO\n")
    try place.once(now: monday)
    let calls = (10...12).map { "ada@acme.com,no_answer,phone,2026-03-02T\($0):00:00Z\n" }
    try place.drop("attempts-a.csv", "email,outcome,channel,at\n" + calls.joined())
    let lost = "bob@acme.com,rejected,not_a_fit,2026-03-02T11:00:00Z\n"
    try place.drop("feedback-a.csv", "email,verdict,reason,at\n" + lost)
    try place.once(now: "2026-03-02T13:00:00Z")

    let adas = try rows("outbox/withdrawn/jim", place)
    #expect(adas.count == 1 && adas[0]["handoff"] == "1" && adas[0]["email"] == "ada@acme.com")
    let enrolled = try rows("outbox/nurture/unreached", place)
    #expect(enrolled.count == 1 && enrolled[0]["email"] == "ada@acme.com")
    #expect(place.names(below: "outbox/nurture").count == 1, "the disqualified enter no track")
    #expect(try place.handoffs().map(\.ended) == ["recycled", "rejected"])
  }

  @Test func alertsAreOneJSONObjectALine() throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.drop("leads-a.csv", "email,title,name\nada@acme.com,CTO,\"A \"\"quoted\"\"\nname\"\n")
    try place.once(now: monday)
    try place.once(now: "2026-03-05T09:00:00Z")
    let names = place.names(below: "outbox/alerts")
    #expect(!names.isEmpty && names.allSatisfy { $0.hasSuffix(".jsonl") })
    let alerts = try names.flatMap {
      try decodeLines(try place.text("outbox/alerts/" + $0), as: Value.self)
    }
    #expect(!alerts.isEmpty && alerts.allSatisfy { $0["lead"] == .number(1) }, "\(alerts)")
    try place.once(now: "2026-03-05T10:00:00Z")
    #expect(place.names(below: "outbox/alerts") == names, "a breach is told once")
  }

  @Test func namesOfRepsAndTracksStayInTheirFolders() throws {
    let rules = SmallRules.sales.mapValues { $0.replacing("id: jim", with: "id: j-1_m") }
    let place = try Workplace(rules: rules)
    try place.drop("leads-a.csv", "email,title\nada@acme.com,CTO\n")
    try place.once(now: monday)
    #expect(place.names(below: "outbox/handoffs").map { $0.prefix(6) } == ["j-1_m/"])
    #expect(!place.names(below: "outbox").contains { $0.contains(".part") || $0.contains("/.") })
  }
}
