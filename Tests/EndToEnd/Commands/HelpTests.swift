import Foundation
import Testing

/// What every command says of itself, and how it refuses.
struct HelpTests {
  private static let flags: [String: [String]] = [
    "run": ["--once", "--now"],
    "check": ["--file", "--strict", "--json", "--now"],
    "score": ["--explain", "--now"],
    "explain": ["--json", "--now"],
    "leads": ["--json", "--limit", "--stage", "--owner", "--where", "--ignored"],
    "handoffs": ["--json", "--limit"],
    "reps": ["--json", "--limit"],
    "files": ["--json", "--limit"],
    "attempt": ["--outcome", "--rep", "--channel", "--reason", "--at", "--id"],
    "feedback": ["--verdict", "--rep", "--reason", "--amount", "--track", "--at", "--id"],
    "activity": ["--activity", "--at", "--id"],
    "status": ["--json"],
    "resend": ["--reason"],
  ]

  @Test(arguments: flags.keys.sorted()) func helpNamesTheFlags(command: String) throws {
    let place = try Workplace(rules: [:])
    let help = try place.run([command, "--help"])
    #expect(help.ending == .exit(0), "\(help.errors)")
    let wanted = (HelpTests.flags[command] ?? []) + ["--config", "--rules", "--data", "--help"]
    for flag in wanted { #expect(help.output.contains(flag), "\(command) \(flag)") }
  }

  @Test func theProgramNamesItsCommands() throws {
    let help = try Workplace(rules: [:]).run(["--help"])
    #expect(help.ending == .exit(0))
    for command in HelpTests.flags.keys {
      #expect(help.output.contains("  \(command) "), "\(command)")
    }
    #expect(try Workplace(rules: [:]).run(["--version"]).ending == .exit(0))
  }

  @Test(arguments: [
    ["leeds"], ["leads", "--stage", "mkl"], ["leads", "--limit", "0"], ["run", "--twice"],
    ["run", "--now", "2026-03-02T09:00:00Z"], ["run", "--once", "--now", "yesterday"],
    ["attempt", "ada@acme.com"], ["attempt", "ada@acme.com", "--outcome", "shouted"],
    ["feedback", "ada@acme.com", "--verdict", "splendid"], ["score"], ["explain"],
  ])
  func usageErrorsAre64(arguments: [String]) throws {
    let outcome = try Workplace(rules: SmallRules.none).run(arguments)
    #expect(outcome.ending == .exit(64), "\(outcome)")
    #expect(!outcome.errors.isEmpty && outcome.output.isEmpty)
  }

  @Test func whatIsNotThereIs66() throws {
    let place = try Workplace(rules: SmallRules.none)
    #expect(try place.run(["score", place.root.path + "/nothing.csv"]).ending == .exit(66))
    #expect(try place.run(["leads"]).ending == .exit(66), "no store yet")
    #expect(
      try place.run(["check", "--file", place.root.path + "/nothing.csv"]).ending == .exit(66))
  }

  @Test(arguments: [["run"], ["run", "--once"], ["leads"], ["score", "-"]])
  func aBrokenRulebookIs78(arguments: [String]) throws {
    let place = try Workplace(rules: ["fit.yaml": "fit: { ruls: [] }\n"])
    let outcome = try place.run(arguments)
    #expect(outcome.ending == .exit(78), "\(outcome)")
    #expect(outcome.errors.contains("fit.yaml:1:8: error: unknown key 'ruls'"))
    #expect(outcome.errors.contains("did you mean 'rules'?"))
  }

  @Test func checkIs1WithErrorsAnd0Without() throws {
    let broken = try Workplace(rules: ["fit.yaml": "fit: { ruls: [], limits: [5] }\n"])
    let outcome = try broken.run(["check"])
    #expect(outcome.ending == .exit(1))
    #expect(outcome.errors.contains("'ruls'") && outcome.errors.contains("limits"), "all at once")
    #expect(try Workplace(rules: SmallRules.sales).run(["check"]).ending == .exit(0))
    #expect(try Workplace(rules: SmallRules.sales).run(["check", "--strict"]).ending == .exit(0))
  }

  @Test func badRowsOfScoreAre65AndNamed() throws {
    let place = try Workplace(rules: SmallRules.none)
    let input = "email,title\nada@acme.com,CTO\nbob@acme.com,CEO,too,much\ncem@acme.com,Clerk\n"
    let outcome = try place.run(["score", "-"], input: input)
    #expect(outcome.ending == .exit(65), "\(outcome)")
    #expect(outcome.errors.contains("3"), "the line: \(outcome.errors)")
    let rows = CSVText.records(outcome.output)
    #expect(rows.first?["fit"] == "60" && rows.last?["fit"] == "0")
  }

  @Test func anUnknownLeadIs1() throws {
    let place = try Workplace(rules: SmallRules.none)
    try place.once()
    let outcome = try place.run(["explain", "nobody@acme.com"])
    #expect(outcome.ending == .exit(1))
    #expect(outcome.errors.contains("nobody@acme.com"))
    #expect(try place.run(["explain", "7"]).ending == .exit(1))
  }
}
