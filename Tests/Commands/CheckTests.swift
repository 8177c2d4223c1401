import Testing

@Suite struct CheckTests {
  @Test func aGoodRulebookIsSummedUp() throws {
    let place = try Workplace(files: ["rules/all.yaml": rulebook])
    let result = try place.run("check")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("./rules: "))
    #expect(result.output.contains("5 rules, 1 alternative, 1 route, 2 reps, 1 plan, no tracks"))
  }

  @Test func everythingWrongIsSaidAtOnce() throws {
    let place = try Workplace(files: [
      "rules/all.yaml": "fits: {}\nroutings: []\n", "leadrelay.yaml": "settle: soon\nwbe: {}\n",
    ])
    let result = try place.run("check")
    #expect(result.status == 1)
    #expect(result.errors.contains("leadrelay.yaml:1:9: error:"))
    #expect(result.errors.contains("did you mean 'web'?"))
    let rules = try place.run("check", "--config", "none.yaml")
    #expect(rules.status == 1)
    #expect(rules.errors.contains("the file cannot be read"))
  }

  @Test func warningsCountWhereTheyAreAskedFor() throws {
    let place = try Workplace(files: [
      "rules/all.yaml": rulebook, "leadrelay.yaml": "rules: rules\nweb: { listen: x }\n",
    ])
    let result = try place.run("check")
    #expect(result.status == 0)
    #expect(result.errors.contains("`web` is understood but not yet acted upon"))
    #expect(try place.run("check", "--strict").status == 1)
  }

  @Test func whatTimeHasPassedByIsSaidAsOfNow() throws {
    let place = try Workplace(files: [
      "rules/all.yaml": "calendar: { holidays: [2026-10-29] }\n"
    ])
    let before = try place.run("check", "--strict", "--now", "2026-09-01T00:00:00Z")
    #expect(before.status == 0)
    let soon = try place.run("check", "--strict", "--now", "2026-10-01T00:00:00Z")
    #expect(soon.status == 1 && soon.errors.contains("the list of holidays ends soon"))
    let after = try place.run("check", "--strict", "--now", "2026-11-22T00:00:00Z")
    #expect(after.status == 1)
    #expect(after.errors.contains("[past-holidays]"))
  }

  @Test func diagnosticsAsJSON() throws {
    let place = try Workplace(files: ["rules/a.yaml": "fits: {}\n"])
    let result = try place.run("check", "--json")
    #expect(
      result.output.hasPrefix(
        #"{"severity":"error","id":"unknown-key","message":"unknown key 'fits'","#))
  }

  @Test func aFileIsShownAsItWouldBeRead() throws {
    let place = try Workplace(files: [
      "rules/all.yaml": rulebook, "leads-1.csv": "E-Mail;Job Title\nada@acme.com;CTO\nx\n",
    ])
    let result = try place.run("check", "--file", "leads-1.csv")
    #expect(result.status == 0)
    #expect(result.output.contains("CSV, separated by semicolon"))
    #expect(result.output.contains("records  lead"))
    #expect(result.output.contains("identity email"))
    #expect(result.output.contains("title *"))
    #expect(result.output.contains("leads-1.csv:3:"))
    #expect(try place.run("check", "--file", "none.csv").status == 66)
  }
}
