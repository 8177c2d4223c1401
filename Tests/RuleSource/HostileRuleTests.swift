import Diagnostics
import Foundation
import LeadCore
import RuleSource
import TestSupport
import Testing

/// Many thousands of entries, sound ones and wrong ones: the time grows with their number, not with
/// its square.
struct HostileRuleTests {
  private static let count = 10_000

  private static let marks = String(repeating: "\u{301}\u{316}", count: 250_000)

  /// Lines, each of an entry below `- ` or in a mapping.
  private static func lines(_ entry: (Int) -> String) -> String {
    (0..<count).map { "    \(entry($0))\n" }.joined()
  }

  private static func inline(_ entry: (Int) -> String) -> String {
    (0..<count).map(entry).joined(separator: ", ")
  }

  private static let fields: [Hostile] = [
    .init("unknown-key", "unknown sections", (0..<count).map { "fitt\($0): 1\n" }.joined()),
    .init(nil, "fields", "fields:\n" + lines { "f\($0): number" }),
    .init("wrong-value", "types", "fields:\n" + lines { "f\($0): nmber" }),
    .init(nil, "lists", "lists:\n" + lines { "l\($0): [a]" }),
    .init(nil, "a long list", "lists: { l: [\(inline { "x\($0)" })] }"),
    .init(nil, "sources", "sources:\n" + lines { "- { name: n\($0), files: f\($0) }" }),
    .init(
      nil, "columns",
      "sources: [{ name: n, files: f, fields: {\(inline { "f\($0): h" })} }]"),
    .init(
      "unknown-time-zone", "zones",
      "teams:\n" + lines { "t\($0): { time_zone: Europe/Istambul\($0) }" }),
  ]

  private static let conditions: [Hostile] = [
    .init(nil, "origins", "origin:\n" + lines { "- { when: { f\($0): x }, is: sales }" }),
    .init(
      nil, "parts of a condition",
      "qualification: { mql: [{ name: n, any: [\(inline { "{ f\($0): x }" })] }] }"),
    .init(
      "unknown-word", "values",
      "qualification: { mql: [{ name: n, seniority: [\(inline { "s\($0)" })] }] }"),
    .init(
      "unknown-rep", "owners",
      "qualification:\n  disqualify:\n"
        + lines { "- { name: n\($0), when: { owner: o\($0) } }" }),
    .init("too-many", "marks on a letter", "ignore: [{ name: n, when: { f: e\(marks) } }]"),
    .init(
      "unreached-team", "a long id", "teams: { ? \(String(repeating: "k", count: 1 << 20)) : {} }"),
  ]

  private static let rules: [Hostile] = [
    .init(
      "duplicate-name", "rules of one name",
      "fit:\n  rules:\n" + lines { "- { name: n, when: { f\($0): x }, points: 1 }" }),
    .init(
      nil, "groups",
      "fit:\n  groups:\n" + lines { "g\($0): { at_most: 1 }" } + "  rules:\n"
        + lines { "- { name: n\($0), group: g\($0), when: { f: x }, points: 1 }" }),
    .init(
      "unknown-group", "unknown groups",
      "fit:\n  rules:\n" + lines { "- { name: n\($0), group: g\($0), when: {}, points: 1 }" }),
    .init(
      "too-many-activities", "activities",
      "interest:\n  rules:\n" + lines { "- { name: n\($0), did: a\($0), points: 1 }" }),
  ]

  private static let teams: [Hostile] = [
    .init(
      "unknown-field", "teams",
      "teams:\n" + lines { "t\($0): {}" } + "routing:\n"
        + lines { "- { name: n\($0), to: t\($0), when: { f: x\($0) } }" }),
    .init(
      "unknown-team", "unknown teams", "routing:\n" + lines { "- { name: n\($0), to: t\($0) }" }),
    .init("unreached-team", "reps", "teams:\n  t:\n   reps:\n" + lines { "- { id: r\($0) }" }),
    .init(
      "track-circle", "a circle of tracks",
      "nurture:\n" + lines { "t\($0): { rounds: 1, then: nurture/t\(($0 + 1) % count) }" }),
    .init("unknown-track", "unknown tracks", "rejections:\n" + lines { "r\($0): nurture/t\($0)" }),
    .init(
      nil, "plans",
      "follow_up:\n" + lines { "- { name: n\($0), when: { f: x\($0) }, accept: 1d }" }),
  ]

  @Test(arguments: fields + conditions + rules + teams)
  func endsSoon(_ book: Hostile) {
    let time = processorTime {
      let loaded = Loaded(book.text)
      if let id = book.id { #expect(loaded.ids.contains(id)) }
      #expect(book.id != nil || !loaded.diagnostics.hasErrors)
      #expect((loaded.book == nil) == loaded.diagnostics.hasErrors)
      #expect(loaded.output.utf8.count < 200_000)
    }
    #expect(time < .seconds(60))
  }

  /// Sparse files: they take no room on the disk, and must take none in memory.
  @Test(arguments: [
    ("a.yaml", 100 << 20, "the file is larger than 16 MB"),
    ("a.yaml", 1 << 40, "the file is larger than 16 MB"),
    ("lists/a.txt", 1 << 40, "with this file, the rules are larger than 256 MB"),
  ])
  func aHugeFileIsNotEvenRead(_ name: String, _ size: Int, _ message: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: file)
    try FileHandle(forWritingTo: file).truncate(atOffset: UInt64(size))
    let loaded = Loaded(directory: folder)
    #expect(loaded.book == nil)
    #expect(loaded.ids == ["file-size"])
    #expect(loaded.output.contains(message))
  }
}

/// A rulebook that is too long to be printed when its test fails.
struct Hostile: Sendable, CustomTestStringConvertible {
  /// What is said of it, beside warnings; nil where it has no errors.
  let id: String?
  let testDescription: String
  let text: String

  init(_ id: String?, _ name: String, _ text: String) {
    (self.id, testDescription, self.text) = (id, name, text)
  }
}
