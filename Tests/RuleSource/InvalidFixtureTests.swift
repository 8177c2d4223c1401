import Diagnostics
import Foundation
import RuleSource
import Testing
import YAML

/// `Fixtures/invalid/ID.yaml`, or a rules directory `ID/`, beside `ID.stderr`: what causes a
/// diagnostic, and the exact text of it. Every fixture causes its own id and no other.
///
/// With LEADRELAY_RECORD=1 in the environment the texts are written anew, and the tests fail.
@Suite struct InvalidFixtureTests {
  static let isRecording = ProcessInfo.processInfo.environment["LEADRELAY_RECORD"] == "1"

  static let ids: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Place.invalid.path())
    return Set((names ?? []).map { String($0.prefix { $0 != "." }) }).sorted()
  }()

  private func load(_ id: String) throws -> Loaded {
    let file = Place.invalid.appending(path: "\(id).yaml")
    guard FileManager.default.fileExists(atPath: file.path()) else {
      return Loaded(directory: Place.invalid.appending(path: id))
    }
    var loaded = Loaded("")
    let source = SourceFile(name: "\(id).yaml", bytes: Array(try Data(contentsOf: file)))
    loaded.book = loadRulebook(RuleFiles(files: [source]), into: &loaded.diagnostics)
    return loaded
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
    #expect(Set(loaded.ids) == [id], "a fixture causes its own id and no other")
    #expect((loaded.book == nil) == loaded.diagnostics.hasErrors)
  }

  @Test func everyIDHasAFixture() {
    let missing = Set(Diagnostic.ID.rules.map(\.description)).subtracting(Self.ids)
    #expect(missing == [])
  }

  @Test func everyFixtureIsOfAnID() {
    let all = Set((Diagnostic.ID.rules + Diagnostic.ID.yaml).map(\.description))
    #expect(Set(Self.ids).subtracting(all) == [])
  }
}
