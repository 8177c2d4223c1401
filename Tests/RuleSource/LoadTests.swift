import Diagnostics
import Foundation
import LeadCore
import RuleSource
import Testing

@Suite struct LoadTests {
  /// 2026-11-22T12:00:00Z.
  private static let now = Instant(milliseconds: 1_795_348_800_000)

  @Test(arguments: [
    "rules", "bench/rules", "Tests/EndToEnd/Fixtures/bank/rules",
  ])
  func shippedRulesAreWithoutComplaint(_ path: String) {
    let loaded = Loaded(directory: Place.project.appending(path: path), now: Self.now)
    #expect(loaded.book != nil)
    #expect(loaded.output == "")
  }

  @Test func onlyTimeItselfIsWarnedOfByTime() {
    let path = Place.project.appending(path: "Tests/EndToEnd/Fixtures/leadforge/rules")
    #expect(Loaded(directory: path).output == "")
    #expect(Loaded(directory: path, now: Self.now).ids == ["past-absence"])
  }

  @Test func theContentsAreThoseOfTheDirectoryWhateverItIsCalled() throws {
    var diagnostics = Diagnostics()
    let path = Place.project.appending(path: "rules").path()
    let files = RuleFiles(directory: path, into: &diagnostics)
    let again = RuleFiles(directory: path + "/", into: &diagnostics)
    #expect(diagnostics.isEmpty)
    let names = files.contents.map(\.name)
    #expect(names.contains("fit.yaml") && names.contains("lists/competitors.txt"))
    #expect(names == again.contents.map(\.name))
    #expect(!names.contains { $0.hasPrefix("/") })
  }

  @Test func nothingIsARulebookToo() {
    let loaded = Loaded("# only a comment\n")
    #expect(loaded.book != nil && loaded.output == "")
    #expect(Loaded("fit:\nteams:\n").book != nil)
  }

  @Test func allThatIsWrongIsSaidAtOnce() {
    let loaded = Loaded(
      """
      calendar: { time_zone: Nowhere }
      fit: { rules: [{ name: A, when: { title: { has_wrod: x } }, points: ten }] }
      teams: { a: { reps: [{ id: X }] } }
      routing: [{ name: R, to: b, by: turns }]
      """)
    #expect(loaded.book == nil)
    #expect(
      loaded.ids == [
        "unknown-time-zone", "unknown-key", "wrong-value", "id-form", "unknown-team",
        "wrong-value",
      ])
  }
}
