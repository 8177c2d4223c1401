import Diagnostics
import Foundation
import LeadCore
import RuleSource

/// Directories that tests read, found from where this file lies.
enum Place {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
  static let project = tests.deletingLastPathComponent().deletingLastPathComponent()
  static let invalid = tests.appending(path: "Fixtures/invalid")
}

/// What became of rules, and what was said about them.
struct Loaded {
  var book: Rulebook?
  var diagnostics = Diagnostics()

  init(_ text: String, lists: [SourceFile] = []) {
    let files = RuleFiles(files: [SourceFile(name: "rules.yaml", text: text)], lists: lists)
    book = loadRulebook(files, into: &diagnostics)
  }

  init(_ files: RuleFiles, now: Instant? = nil) {
    book = loadRulebook(files, now: now, into: &diagnostics)
  }

  init(directory: URL, now: Instant? = nil) {
    let files = RuleFiles(directory: directory.path(percentEncoded: false), into: &diagnostics)
    book = loadRulebook(files, now: now, into: &diagnostics)
    let tests = directory.appending(path: "tests").path(percentEncoded: false)
    guard let rules = book, FileManager.default.fileExists(atPath: tests) else { return }
    let read = RuleFiles.tests(in: [tests], into: &diagnostics)
    _ = readRuleTests(read, for: rules, into: &diagnostics)
    if diagnostics.hasErrors { book = nil }
  }

  /// As printed.
  var output: String { Renderer().render(diagnostics) }
  /// The ids of all that was said, in order.
  var ids: [String] { diagnostics.sorted.map(\.id.description) }
}
