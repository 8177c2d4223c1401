import Foundation
import Testing

/// The example of the rule language, from the first fact to the end of six silent calls, and what
/// else may become of its lead.
struct AgreementExampleTests {
  @Test(arguments: ["example.yaml", "follow_up.yaml"])
  func itsTestsPass(_ tests: String) throws {
    let place = try Workplace(fixture: "agreement/rules")
    let outcome = try place.run(["test", place.rules.appending(path: "tests/\(tests)").path])
    #expect(outcome.errors == "" && outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("passed") && !outcome.output.contains("failed"))
  }

  @Test func nothingInItIsWithoutEffect() throws {
    let place = try Workplace(fixture: "agreement/rules")
    let outcome = try place.run(["check", "--now", "2026-03-02T09:00:00Z"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(!(outcome.output + outcome.errors).contains("not-yet"))
  }
}
