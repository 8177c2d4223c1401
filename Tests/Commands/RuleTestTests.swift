import Foundation
import Testing

/// `leadrelay test`, run as a user would.
@Suite struct RuleTestTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let rules = """
    fit:
      rules:
        - { name: Size, when: { employees: { at_least: 50 } }, points: 60 }
        - { name: Turkey, when: { country: TR }, points: 5 }
    qualification:
      mql: [{ name: Large, fit: { at_least: 60 } }]
      waiting: { expires: 30d, then: nurture/stale }
    teams:
      sales:
        bandwidth: { open: 1 }
        reps: [{ id: jim, known_as: [Jim H.] }, { id: pam, takes: { country: DE } }]
    routing: [{ name: All, to: sales }]
    follow_up: [{ name: Plan, first_attempt: 1h, attempts: 2, unreached: nurture/stale }]
    nurture: { stale: { rest: 1d } }
    """

  private func workplace(_ tests: String) throws -> Workplace {
    try Workplace(files: ["rules/rules.yaml": Self.rules, "rules/tests/a.yaml": tests])
  }

  private static let life = """
    tests:
      - name: Handed over, tried twice, rested
        now: 2026-03-02T09:00:00Z
        steps:
          - lead: { email: ada@acme.example, employees: 80, country: TR }
            expect: { stage: mql, fit: 65, grade: B4, owner: Jim H., cycle: 1, waiting: false,
                      team: sales, route: All, plan: Plan, not: { pam: outside_takes } }
          - after: 2h
            expect: { breaches: [first_attempt] }
          - attempt: { email: ada@acme.example, rep: jim, outcome: no_answer }
            times: 2
            every: 1d
            expect: { stage: nurture, track: stale, attempts: 2, owner: ~, ended: recycled }
          - lead: { email: bea@acme.example, employees: 80 }
            expect: { owner: jim }
          - lead: { email: cem@acme.example, employees: 80 }
            expect: { waiting: true, owner: ~, not: { jim: full_open } }
          - after: 30d
            expect: { lead: cem@acme.example, track: stale }
    """

  @Test func aLifeOnAVirtualClockPasses() throws {
    let outcome = try workplace(Self.life).run("test", "--rules", "rules")
    #expect(outcome.errors == "")
    #expect(outcome.output == "1 test passed\ncoverage 100% (6 of 6)\n")
    #expect(outcome.status == 0)
  }

  @Test func aStepTellsOfAccountsDealsAndOptoutsToo() throws {
    let place = try Workplace(files: [
      "rules/rules.yaml": """
      fit: { rules: [{ name: Large, when: { account.employees: { at_least: 500 } }, points: 60 }] }
      qualification: { mql: [{ name: Fit, fit: { at_least: 60 } }] }
      teams: { sales: { reps: [{ id: jim }] } }
      routing: [{ name: All, to: sales }]
      """,
      "rules/tests/a.yaml": """
      tests:
        - name: A company that grows makes its people MQL, a deal makes them customers
          now: 2026-03-02T09:00:00Z
          steps:
            - lead: { email: ada@acme.com }
              expect: { stage: lead, fit: 0 }
            - account: { domain: acme.com, employees: 900 }
            - expect: { lead: ada@acme.com, stage: mql, owner: jim, fit: 60 }
            - optout: { email: ada@acme.com, no_email: yes }
              expect: { owner: jim }
            - deal: { email: ada@acme.com, deal: D1, stage: won, amount: 100 }
              expect: { stage: customer, ended: won }
      """,
    ])
    let outcome = try place.run("test", "--rules", "rules")
    #expect(outcome.output == "1 test passed\ncoverage 100% (3 of 3)\n", "\(outcome.errors)")
  }

  @Test func theShippedRulesPassAndAreCovered() throws {
    let outcome = try Workplace().run(
      "test", "--rules", Self.root.path + "/rules", "--coverage-at-least", "100%")
    #expect(outcome.output.hasSuffix(")\n") && outcome.output.contains("coverage 100%"))
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
  }

  @Test func aFailureShowsWhatDiffersAndWhy() throws {
    let place = try workplace(
      """
      tests:
        - name: Wrong
          now: 2026-03-02T09:00:00Z
          steps:
            - lead: { email: ada@acme.example, employees: 80 }
            - expect: { stage: sal, owner: pam, track: ~ }
        - name: Right
          now: 2026-03-02T09:00:00Z
          steps:
            - lead: { email: ada@acme.example, employees: 8 }
              expect: { stage: lead, owner: ~ }
      """)
    let outcome = try place.run("test", "--rules", "rules")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "failed  rules/tests/a.yaml:2  Wrong")
    #expect(lines.contains("  step 2, line 6: time goes by"))
    #expect(lines.contains("    stage     expected sal, found mql"))
    #expect(lines.contains("    owner     expected pam, found jim"))
    #expect(lines.contains { $0.contains("+60  Size") })
    #expect(lines.contains { $0.contains("rules/tests/a.yaml:5") })
    #expect(lines.contains("2 tests, 1 failed"))
    #expect(lines.contains("  track         stale"))
    #expect(outcome.status == 1)

    let one = try place.run("test", "--rules", "rules", "--run", "right")
    #expect(one.output == "1 test passed\n")
    #expect(one.status == 0)
    #expect(try place.run("test", "--rules", "rules", "--run", "none").status == 66)
  }

  @Test func resultsAreWrittenForPrograms() throws {
    let place = try workplace(
      Self.life + """

          - name: "<Wrong> & \\"quoted\\""
            now: 2026-03-02T09:00:00Z
            steps: [{ lead: { email: a@acme.example }, expect: { fit: 1 } }]
        """)
    let outcome = try place.run("test", "--rules", "rules", "--json", "--junit", "out.xml")
    #expect(outcome.status == 1)
    let objects = try outcome.output.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["passed"] as? Bool } == [true, false, nil])
    let failures = try #require(objects[1]["failures"] as? [[String: Any]])
    #expect(failures.map { $0["what"] as? String } == ["fit"])
    #expect(failures.map { $0["expected"] as? String } == ["1"])
    #expect(failures.map { $0["found"] as? String } == ["0"])
    #expect(objects[2]["covered"] as? Int == 6)

    let xml = try #require(place.text(of: "out.xml"))
    #expect(xml.contains("<testsuites name=\"leadrelay\" tests=\"2\" failures=\"1\" errors=\"0\">"))
    #expect(xml.contains("name=\"&lt;Wrong&gt; &amp; &quot;quoted&quot;\""))
    #expect(xml.contains("<failure message=\"  step 1, line"))
    #expect(xml.hasSuffix("</testsuites>\n"))
  }

  @Test(arguments: [("100%", 1), ("50", 0)])
  func tooLittleCoverageFails(_ least: String, _ status: Int32) throws {
    let place = try workplace(
      """
      tests:
        - name: Half of it
          now: 2026-03-02T09:00:00Z
          steps: [{ lead: { email: a@acme.example, employees: 90 }, expect: { fit: 60 } }]
      """)
    let outcome = try place.run("test", "--rules", "rules", "--coverage-at-least", least)
    #expect(outcome.status == status)
    #expect(outcome.output.contains("coverage 66% (4 of 6); never put to use:"))
  }

  @Test func aRefusedFactFailsUnlessItIsExpected() throws {
    func outcome(_ expect: String) throws -> Outcome {
      try workplace(
        """
        tests:
          - name: A verdict without a handoff
            now: 2026-03-02T09:00:00Z
            steps:
              - lead: { email: a@acme.example }
              - feedback: { email: a@acme.example, verdict: sql }
                expect: \(expect)
        """
      ).run("test", "--rules", "rules")
    }
    #expect(try outcome("{ stage: lead, rejected: a lead that a rep has }").status == 0)
    let failed = try outcome("{ stage: lead }")
    #expect(failed.status == 1)
    #expect(failed.output.contains("the fact cannot be taken in: "))
    #expect(try outcome("{ stage: lead, rejected: the moon }").status == 1)
  }

  @Test func aTestLeavesNothingToTheNext() throws {
    let one = """
        - name: Test %
          now: 2026-03-0%T09:00:00Z
          steps:
            - lead: { email: ada@acme.example, employees: 80 }
              expect: { owner: jim, cycle: 1, stage: mql }

      """
    let tests = (1...9).reversed().map { one.replacing("%", with: "\($0)") }
    let outcome = try workplace("tests:\n" + tests.joined()).run("test", "--rules", "rules")
    #expect(outcome.output.hasPrefix("9 tests passed\n"))
  }

  @Test(arguments: [
    ("tests: []", 66, "there are no tests"),
    ("tests: [{ name: x, now: yesterday, steps: [] }]", 1, "wrong-value"),
    ("tests: [{ name: x, now: 2026-03-02T09:00:00Z, steps: [{ after: 1h }] }]", 1, "empty-test"),
    (": :", 1, "error"),
  ])
  func testsThatCannotBeReadAreSaid(_ text: String, _ status: Int32, _ said: String) throws {
    let outcome = try workplace(text).run("test", "--rules", "rules")
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(said))
  }

  @Test func filesAndDirectoriesMayBeNamed() throws {
    let place = try workplace(Self.life)
    try place.write(Self.life, to: "elsewhere/b.yaml")
    #expect(try place.run("test", "--rules", "rules", "elsewhere").output == "1 test passed\n")
    let file = try place.run("test", "--rules", "rules", "elsewhere/b.yaml")
    #expect(file.output == "1 test passed\n")
    let missing = try place.run("test", "--rules", "rules", "nowhere.yaml")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("nowhere.yaml"))
  }
}
