import Diagnostics
import Foundation
import Testing
import YAML

/// The cases of github.com/yaml/yaml-test-suite: `in.yaml` beside `test.event`, and an `error` file
/// where it is no YAML. Each ends as the suite says, or as the table of differences does.
@Suite struct ConformanceTests {
  private static let suite: URL = {
    let environment = ProcessInfo.processInfo.environment["LEADRELAY_CORPUS"]
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let corpus =
      environment.map { URL(filePath: $0) } ?? package.appending(path: "../shared/corpus")
    return corpus.appending(path: "yaml-conformance/yaml-test-suite-data").standardizedFileURL
  }()

  private static var isThere: Bool { FileManager.default.fileExists(atPath: suite.path) }

  /// Folders that hold an `in.yaml`, relative to the suite.
  private static let cases: [String] = {
    let found = FileManager.default.enumerator(atPath: suite.path)
    return (found?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix("/in.yaml") }.map { String($0.dropLast("/in.yaml".count)) }.sorted()
  }()

  private func bytes(_ name: String, of folder: String) -> [UInt8]? {
    let file = Self.suite.appending(path: folder).appending(path: name)
    return (try? Data(contentsOf: file)).map(Array.init)
  }

  @Test(.enabled(if: isThere, "no corpus: set LEADRELAY_CORPUS"), arguments: cases)
  func endsAsTheSuiteOrTheTableSays(_ folder: String) throws {
    let reading = Reading(bytes: try #require(bytes("in.yaml", of: folder)))
    let events = String(decoding: try #require(bytes("test.event", of: folder)), as: UTF8.self)
    let isYAML = bytes("error", of: folder) == nil
    let isSame = SuiteEvents.lines(of: reading.node) == SuiteDocument(events).lines
    let ids = Set(reading.diagnostics.sorted.map(\.id.description)).sorted()
    let ending: SuiteEnding =
      switch (isYAML, ids.isEmpty) {
      case (true, true): isSame ? .asTheSuiteSays : .readDifferently
      case (true, false): .refused(ids.joined(separator: " "))
      case (false, true): .accepted
      case (false, false): .asTheSuiteSays
      }
    let expected = SuiteDifference.endings[folder] ?? .asTheSuiteSays
    #expect(ending == expected, Comment(rawValue: reading.output))
    #expect(isSame || ending != .refused("tag"), "beside tags nothing is left out of the tree")
  }

  @Test(.enabled(if: isThere, "no corpus: set LEADRELAY_CORPUS"))
  func theTableIsOfCasesThatThereAre() {
    #expect(Self.cases.count > 200)
    #expect(Set(SuiteDifference.endings.keys).subtracting(Self.cases) == [])
  }
}
