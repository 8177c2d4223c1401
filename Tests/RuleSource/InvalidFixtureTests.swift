import Diagnostics
import Foundation
import LeadCore
import RuleSource
import Testing
import YAML

/// `Fixtures/invalid/ID.yaml`, or a rules directory `ID/`, beside `ID.stderr`: what causes a
/// diagnostic, and the exact text of it. Every fixture causes its own id and no other. It is read
/// at noon of 2026-11-22.
///
/// With LEADRELAY_RECORD=1 in the environment the texts are written anew, and the tests fail.
@Suite struct InvalidFixtureTests {
  static let isRecording = ProcessInfo.processInfo.environment["LEADRELAY_RECORD"] == "1"

  static let ids: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Place.invalid.path())
    return Set((names ?? []).map { String($0.prefix { $0 != "." }) }).sorted()
  }()

  private static let now = Instant(milliseconds: 1_795_348_800_000)

  private func load(_ id: String) throws -> Loaded {
    let file = Place.invalid.appending(path: "\(id).yaml")
    guard FileManager.default.fileExists(atPath: file.path()) else {
      return Loaded(directory: Place.invalid.appending(path: id), now: Self.now)
    }
    var bytes = Array(try Data(contentsOf: file))
    if id == "file-size" {
      bytes = Array(repeatElement(bytes, count: Limits.fileSize / bytes.count + 1).joined())
    }
    let source = SourceFile(name: "\(id).yaml", bytes: bytes)
    return Loaded(RuleFiles(files: [source]), now: Self.now)
  }

  @Test(arguments: ids)
  func saysExactlyThis(_ id: String) throws {
    let loaded = try load(id)
    let output = loaded.output.replacing(Place.invalid.path() + "/", with: "")
      .replacing(Place.invalid.path(), with: "")
    let golden = Place.invalid.appending(path: "\(id).stderr")
    if Self.isRecording {
      try output.write(to: golden, atomically: true, encoding: .utf8)
      Issue.record("recorded, now look at \(id).stderr")
      return
    }
    #expect(output == (try? String(contentsOf: golden, encoding: .utf8)))
    // `goals` is weighed against bandwidth, and otherwise not acted upon yet.
    let others: Set = id == "over-bandwidth" ? ["not-yet"] : []
    #expect(
      Set(loaded.ids).subtracting(others) == [id], "a fixture causes its own id and no other")
    #expect((loaded.book == nil) == loaded.diagnostics.hasErrors)
  }

  @Test func everyIDHasAFixture() {
    #expect(Self.all.subtracting(Self.ids) == [])
  }

  @Test func everyFixtureIsOfAnID() { #expect(Set(Self.ids).subtracting(Self.all) == []) }

  private static let all = Set((Diagnostic.ID.rules + Diagnostic.ID.yaml).map(\.description))

  @Test func thePageDescribesEveryIDOnce() throws {
    let page = try Self.page()
    #expect(Set(page.map(\.id)) == Self.all)
    #expect(page.count == Self.all.count)
  }

  @Test func thePageSaysHowBadItIs() throws {
    for line in try Self.page() {
      let golden = Place.invalid.appending(path: "\(line.id).stderr")
      let text = try String(contentsOf: golden, encoding: .utf8)
      let severities = ["error", "warning"].filter { text.contains(": \($0): ") }
      #expect(line.severity == severities.joined(separator: ", "), "\(line.id)")
      #expect(!line.meaning.isEmpty && !line.remedy.isEmpty, "\(line.id)")
    }
  }

  /// The rows of the tables in `docs/diagnostics.md`.
  private static func page() throws -> [(
    id: String, severity: String, meaning: String, remedy: String
  )] {
    let file = Place.project.appending(path: "docs/diagnostics.md")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
      .map { line in
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        try #require(cells.count == 4, "\(line)")
        return (cells[0].replacing("`", with: ""), cells[1], cells[2], cells[3])
      }
  }
}
