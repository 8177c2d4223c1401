import Diagnostics
import Foundation
import Testing
import YAML

/// The cases of github.com/yaml/yaml-test-suite, as `in.yaml` and `test.event`.
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

  /// What libyaml 0.2.5 is known to read differently from the suite.
  private static let differing: Set = [
    "652Z", "HM87/01",  // a plain text that begins with `?`
    "JEF9/02", "L24T/01",  // the last line break of a `|` text that ends with the file
    "Y2GN",  // a `:` in the name of an anchor
  ]

  /// What is not YAML to the suite, but harmless, and libyaml lets pass: indentation inside
  /// brackets and quotes, comments right behind a bracket or quote, tabs on blank lines, `[-]`.
  private static let lenient: Set = [
    "9C9N", "9JBA", "DK95/01", "G5U8", "MUS6/00", "QB6E", "SU5Z", "Y79Y/003", "YJV2",
  ]

  @Test(.enabled(if: isThere, "no corpus: set LEADRELAY_CORPUS"))
  func agreesWithTheSuite() throws {
    #expect(Self.cases.count > 200)
    var compared = 0
    for folder in Self.cases {
      let input = try #require(bytes("in.yaml", of: folder))
      var diagnostics = Diagnostics()
      let node = parse(SourceFile(name: folder, bytes: input), into: &diagnostics)
      _ = Renderer().render(diagnostics)
      let harmlessOnly = diagnostics.sorted.allSatisfy { $0.id == .tag }
      guard harmlessOnly, bytes("error", of: folder) == nil, !Self.differing.contains(folder),
        let events = bytes("test.event", of: folder)
      else { continue }
      let expected = SuiteTree(String(decoding: events, as: UTF8.self)).outline
      #expect(outline(of: node) == expected, "\(folder)")
      compared += 1
    }
    #expect(compared > 120, "compared only \(compared)")
    print("yaml-test-suite: \(Self.cases.count) read, \(compared) compared")
  }

  @Test(.enabled(if: isThere, "no corpus: set LEADRELAY_CORPUS"))
  func refusesWhatIsNotYAML() throws {
    var accepted: Set<String> = []
    for folder in Self.cases where bytes("error", of: folder) != nil {
      let input = try #require(bytes("in.yaml", of: folder))
      var diagnostics = Diagnostics()
      _ = parse(SourceFile(name: folder, bytes: input), into: &diagnostics)
      if !diagnostics.hasErrors { accepted.insert(folder) }
    }
    #expect(accepted == Self.lenient)
  }

  /// As `SuiteTree.outline`: nothing at all is an empty plain scalar.
  private func outline(of node: Node?) -> String {
    switch node?.content {
    case nil: ":"
    case .scalar(let scalar): ":" + scalar.text
    case .sequence(let items): "[" + items.map(outline).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { ":\($0.name)=\(outline(of: $0.value))" }.joined(separator: ",") + "}"
    }
  }
}
