import Testing

/// From an empty directory to lists, all by the program.
@Suite struct RecordTests {
  private func workplace() throws -> Workplace {
    let place = try Workplace(files: [
      "rules/all.yaml": rulebook, "leadrelay.yaml": "data: data\nsettle: 0s\n",
      "data/inbox/leads-1.csv": """
      email,title,source,employees
      ada@acme.com,CTO,Referral,300
      bob@acme.com,Student,,x

      """,
    ])
    let first = try place.run("run", "--once")
    #expect(first.status == 0, "\(first.errors)")
    return place
  }

  @Test func aRecordIsTakenInAtOnce() throws {
    let place = try workplace()
    let first = try place.run(
      "attempt", "ada@acme.com", "--outcome", "no_answer", "--channel", "phone")
    #expect(first.status == 0, "\(first.errors)")
    let leads = try place.run("leads", "--json")
    #expect(leads.status == 0, "\(leads.errors)")
    let lines = leads.output.split(separator: "\n")
    try #require(lines.count == 2)
    let begin = #"{"id":1,"identities":{"email":["ada@acme.com"]},"fields":{"#
    #expect(lines[0].hasPrefix(begin))
    #expect(
      lines[0].contains(#""stage":"sal","fit":50,"interest":40,"grade":"B3","owner":"jim""#))
    #expect(lines[0].contains(#""cycle":1,"attempts":1,"track":null,"since":""#))
  }

  @Test func listsShowWhatThereIs() throws {
    let place = try workplace()
    let first = try place.run("attempt", "ada@acme.com", "--outcome", "busy")
    #expect(first.status == 0, "\(first.errors)")
    func output(_ command: String, _ more: String...) throws -> String {
      try place.run([command] + more).output
    }
    #expect(try output("leads", "--stage", "lead").contains("1 lead\n"))
    #expect(try output("leads", "--owner", "Jim H.").contains("1 lead\n"))
    #expect(try output("leads", "--limit", "1").contains("1 lead (--limit)"))
    #expect(try output("leads", "--ignored").contains("no leads\n"))
    let handoff = #"{"id":1,"lead":1,"rep":"jim","team":"inside","route":"All","plan":"Hot""#
    #expect(try output("handoffs", "--json").hasPrefix(handoff))
    #expect(try output("reps", "--json").contains(#""open":{"used":1,"limit":2}"#))
    #expect(try output("files", "--json").hasPrefix(#"{"name":"leads-1.csv","sha256":""#))
    let explained = try output("explain", "ada@acme.com")
    #expect(explained.contains("leads-1.csv:2"))
    #expect(explained.contains("+50  Seniority"))
    #expect(try output("explain", "1", "--json").hasPrefix(#"{"lead":{"id":1,"#))
    #expect(try place.run("explain", "nobody@acme.com").status == 1)
  }

  @Test func whatCannotBeIsRejectedWithItsReason() throws {
    let place = try workplace()
    let result = try place.run(
      "feedback", "bob@acme.com", "--verdict", "sql")
    #expect(result.status == 65)
    #expect(result.errors.hasPrefix("leadrelay: ") && result.errors.count > 20)
    #expect(
      try place.run("attempt", "x@y.z", "--outcome", "sleeping").status == 64)
    #expect(try place.run("attempt", "4711", "--outcome", "busy").status == 65)
  }

  @Test func withoutAStoreListsSaySo() throws {
    let place = try Workplace(files: ["rules/all.yaml": rulebook])
    #expect(try place.run("leads", "--data", "data").status == 66)
    let status = try place.run("status", "--data", "data")
    #expect(status.status == 1)
    #expect(status.output.contains("not running"))
  }

  @Test func activitiesCarryProperties() throws {
    let place = try workplace()
    let result = try place.run(
      "activity", "carl@acme.com", "--activity", "form_submitted", "--set", "form=demo")
    #expect(result.status == 0, "\(result.errors)")
    let leads = try place.run("leads", "--json").output
    #expect(leads.contains(#""interest":50"#))
  }
}
