import Testing

@Suite struct ScoreTests {
  private func workplace(_ files: [String: String] = [:]) throws -> Workplace {
    let place = try Workplace(files: files)
    try place.write(rulebook, to: "rules/all.yaml")
    return place
  }

  @Test func columnsStayAsTheyAreAndScoresFollow() throws {
    let place = try workplace([
      "x.csv": """
      Name, Title ,Source,Locations,Note
      Ada,CTO,Referral,3,"a ""b""
      c"
      "Bob",student,,,

      """
    ])
    let result = try place.run("score", "x.csv")
    #expect(result.status == 0)
    #expect(
      result.output == """
        Name,Title,Source,Locations,Note,fit,interest,grade,qualified
        Ada,CTO,Referral,3,"a ""b""
        c",56,40,B3,true
        "Bob",student,,,,0,0,D4,false

        """)
  }

  /// Columns of which no rule speaks are looked at for what may be wrong with them.
  @Test func columnsThatNoRuleAsksForAreChecked() throws {
    let place = try workplace(["x.csv": "email,title,employees\nada at home,CTO,many\n"])
    let result = try place.run("score", "x.csv")
    #expect(result.output.hasSuffix("\nada at home,CTO,many,50,0,B4,false\n"))
    #expect(
      result.errors == """
        x.csv: warning: email: 1 value is no e-mail address, in line 2
        x.csv: warning: employees: 1 value is no number, in line 2

        """)
  }

  @Test func explainSaysWhichRulesGavePoints() throws {
    let place = try workplace(["x.csv": "title,locations\nCTO,3\nCTO student,\nnone,\n"])
    let result = try place.run("score", "x.csv", "--explain")
    #expect(
      result.output == """
        title,locations,fit,interest,grade,qualified,why
        CTO,3,56,0,B4,false,Seniority +50; Locations +6
        CTO student,,10,0,D4,false,Seniority +50; Student -40
        none,,0,0,D4,false,

        """)
  }

  @Test func otherSeparatorsAndJSONBecomeCommas() throws {
    let place = try workplace([
      "a.csv": "title;source\n\"CTO; Chief\";referral, 2\n",
      "b.json": #"[{"title":"CTO"},{"source":"referral","title":"a,b"}]"#,
    ])
    #expect(
      try place.run("score", "a.csv").output == """
        title,source,fit,interest,grade,qualified
        CTO; Chief,"referral, 2",50,0,B4,false

        """)
    #expect(
      try place.run("score", "b.json").output == """
        title,source,fit,interest,grade,qualified
        CTO,,50,0,B4,false
        "a,b",referral,0,40,D3,false

        """)
  }

  @Test func badRowsAreNamedAndTheOthersWritten() throws {
    let place = try workplace(["x.csv": "title,source\nCTO\nCTO,b\nCTO,b,c\nCTO,b,,\n"])
    let result = try place.run("score", "x.csv")
    #expect(result.status == 65)
    #expect(
      result.output == """
        title,source,fit,interest,grade,qualified
        CTO,b,50,0,B4,false
        CTO,b,50,0,B4,false

        """)
    #expect(result.errors.contains("x.csv:2: has 1 columns where the header has 2\n"))
    #expect(result.errors.contains("x.csv:4: has 3 columns where the header has 2\n"))
  }

  @Test func standardInputAndSeveralFilesWithOneHeader() throws {
    let place = try workplace([
      "x.csv": "title\nCTO\n", "y.csv": "title\nx\n", "z.csv": "other\nx\n",
    ])
    #expect(
      try place.run("score", "-", input: "title\nCTO\n").output
        == "title,fit,interest,grade,qualified\nCTO,50,0,B4,false\n")
    #expect(
      try place.run("score", "x.csv", "y.csv").output
        == "title,fit,interest,grade,qualified\nCTO,50,0,B4,false\nx,0,0,D4,false\n")
    #expect(try place.run("score", "x.csv", "z.csv").status == 65)
  }

  @Test func everyMistakeHasItsCode() throws {
    let place = try workplace(["x.csv": "title\nCTO\n", "x.pdf": "", "bad/a.yaml": "fits: {}\n"])
    #expect(try place.run("score").status == 64)
    #expect(try place.run("score", "none.csv").status == 66)
    #expect(try place.run("score", "x.pdf").status == 65)
    #expect(try place.run("score", "x.csv", "--rules", "bad").status == 78)
    #expect(try place.run("score", "x.csv", "--config", "none.yaml").status == 78)
    #expect(try place.run("score", "x.csv", "--now", "tomorrow").status == 64)
    #expect(try place.run("nonsense").status == 64)
    #expect(try place.run("--version").output.hasPrefix("leadrelay "))
  }
}
