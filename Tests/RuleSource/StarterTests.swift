import Diagnostics
import LeadCore
import Testing
import YAML

@testable import RuleSource

/// The rulebook that `leadrelay init` writes.
@Suite struct StarterTests {
  private let starter = starterRulebook()

  private func files(_ isWanted: (String) -> Bool) -> [SourceFile] {
    starter.filter { isWanted($0.path) }.map { SourceFile(name: $0.path, bytes: $0.bytes) }
  }

  @Test func isWithoutComplaint() {
    var loaded = Loaded("")
    let rules = RuleFiles(
      files: files { $0.hasSuffix(".yaml") && !$0.contains("/") },
      lists: files { $0.hasPrefix("lists/") })
    loaded.book = loadRulebook(rules, into: &loaded.diagnostics)
    #expect(loaded.output == "")
    #expect(loaded.book?.routes.isEmpty == false && loaded.book?.plans.isEmpty == false)
  }

  @Test func pointsEditorsAtTheSchemaBesideIt() throws {
    #expect(starter.contains { $0.path == schemaFileName })
    for file in starter where file.path.hasSuffix(".yaml") {
      let first = try #require(
        String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").first)
      let up = file.path.contains("/") ? "../" : ""
      #expect(first == "# yaml-language-server: $schema=\(up)\(schemaFileName)", "\(file.path)")
    }
  }

  @Test func testsAreOfTheRightShape() throws {
    let tests = files { $0.hasPrefix("tests/") }
    #expect(!tests.isEmpty)
    for file in tests {
      var reader = RuleReader()
      let node = try #require(parse(file, into: &reader.diagnostics))
      let field = Field(name: file.name, keySpan: node.span, node: node)
      reader.check(field, is: .mapping(Key.required("tests", .ruleTests, "")))
      #expect(Renderer().render(reader.diagnostics) == "")
    }
  }
}
