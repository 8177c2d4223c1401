import Diagnostics
import TestSupport
import Testing
import YAML

/// A text that is too long to be printed when its test fails.
struct Hostile: Sendable, CustomTestStringConvertible {
  /// Place and id of the first diagnostic.
  let place: String
  let testDescription: String
  let bytes: [UInt8]

  init(_ place: String, _ name: String, _ text: String) {
    self.init(place, name, bytes: Array(text.utf8))
  }

  init(_ place: String, _ name: String, bytes: [UInt8]) {
    (self.place, testDescription, self.bytes) = (place, name, bytes)
  }
}

private func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

/// Files made to exhaust a reader. Each must end soon, with a diagnostic.
struct HostileTests {
  private static let laughs = (0..<30).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x]\n") { text, n in
    let previous = times(8, "*a\(n), ") + "*a\(n)"
    return text + "a\(n + 1): &a\(n + 1) [\(previous)]\n"
  }

  private static let merges = (0..<10_000).reduce("m0: &m0 {k: v}\n") { text, n in
    text + "m\(n + 1): &m\(n + 1)\n  <<: *m\(n)\n"
  }

  private static let deep: [Hostile] = [
    .init("1:65 depth", "brackets", times(20_000, "[")),
    .init("1:257 depth", "braces", times(20_000, "{a: ")),
    .init("1:129 depth", "dashes", times(20_000, "- ")),
    .init("1:129 depth", "question marks", times(20_000, "? ")),
    .init(
      "65:65 depth", "steps", (0..<20_000).map { times(min($0, 200), " ") + "a:\n" }.joined()),
    .init("65:1 depth", "brackets on lines", times(20_000, "[\n")),
  ]

  private static let many: [Hostile] = [
    .init("6:10 alias-expansion", "laughs", laughs),
    .init(
      "2:133337 alias-expansion", "one anchor", "a: &a [x, y]\nb: [" + times(60_000, "*a, ") + "]"),
    .init("1:8 alias-recursion", "recursion", "a: &a [" + times(100_000, "*a, ") + "]"),
    .init(
      "1:9 unknown-alias", "unknown aliases",
      "[" + (0..<100_000).map { "&a\($0) x, *b\($0)" }.joined(separator: ", ") + "]"),
    .init("3:3 merge-key", "merge keys", merges),
    .init("file too-many", "directives", times(600_000, "%TAG !a! b\n") + "---\na: 1\n"),
    .init(
      "file too-many", "late directives", "a: 1\n...\n" + times(600_000, "%TAG !a! b\n") + "---"),
    .init("1:2000000 too-many", "values", "[" + times(1_100_000, "a,") + "]"),
    .init("2:1 duplicate-key", "one key", times(200_000, "a: 1\n")),
    .init("1:8 duplicate-key", "one line", "{" + times(300_000, "ğ: 1, ") + "}"),
    .init("1:1 tag", "exclamation marks", times(3_000_000, "!")),
    .init("1:4 yaml-syntax", "anchors", times(5_000_000, "&a ")),
    .init("2:1 second-document", "documents", times(1_000_000, "a\n---\n")),
  ]

  private static let long: [Hostile] = [
    .init("file file-size", "17 MB", times(17 << 20, "a")),
    .init("file file-size", "100 MB", bytes: Array(repeating: 0, count: 100 << 20)),
    .init("1:4 yaml-syntax", "open double quote", "a: \"" + times(7 << 20, "x\n")),
    .init("1:4 yaml-syntax", "open single quote", "a: '" + times(7 << 20, "x\n")),
    .init("2:2 yaml-syntax", "long key", "a" + times(2_000_000, " b") + "\nc: d"),
    .init("1:1048577 yaml-syntax", "long key with its colon", times(1 << 20, "k") + ": v"),
    .init("1:1048579 yaml-syntax", "long key in quotes", "'" + times(1 << 20, "k") + "': v"),
    .init("2:1 line-separator", "separators", "a\n" + times(400_000, "\u{2028}")),
    .init("1:1 control-character", "NUL", bytes: Array(repeating: 0, count: 1 << 20)),
    .init("1:2 encoding", "0xFF", bytes: [0x61] + Array(repeating: 0xFF, count: 1 << 20)),
    .init(
      "file encoding", "UTF-16", bytes: [0xFF, 0xFE] + Array(repeating: 0x61, count: 1 << 20)),
    .init("1:4 too-many", "marks", "a: e" + times(1 << 19, "\u{301}\u{316}")),
    .init("1:3 too-many", "marks in a key", "? e" + times(1 << 19, "\u{301}\u{316}")),
    .init("1:4 too-many", "marks in escapes", "a: \"" + times(1 << 19, "\\u0F73\\u0316") + "\""),
    .init("1:4 tag", "marks in a tag", "a: !<" + times(1 << 19, "%CC%81%CC%96") + "> b"),
    .init("2:1 tab-indent", "tabs", "a:\n" + times(1 << 20, "\tb: 1\n")),
    .init("2:1 tab-indent", "one line of tabs", "a:\n" + times(1 << 20, "\t") + "b: 1"),
  ]

  @Test(arguments: deep + many + long)
  func endsWithADiagnostic(_ file: Hostile) {
    let time = processorTime {
      let reading = Reading(bytes: file.bytes)
      #expect(reading.places.first == file.place)
      #expect(reading.output.utf8.count < 100_000)
    }
    #expect(time < .seconds(60))
  }

  @Test func depthCountsThroughAliases() {
    let half = times(40, "[") + "x" + times(40, "]")
    let text = "a: &a \(half)\nb: \(times(40, "[") + "*a" + times(40, "]"))\n"
    #expect(Reading(text).places == ["2:44 depth"])
    let deepest = times(Limits.depth, "[") + times(Limits.depth, "]")
    #expect(Reading(deepest).output == "")
    #expect(Reading("[" + deepest + "]").places == ["1:65 depth"])
  }

  @Test func aLargeHonestFileIsRead() {
    let rows = (0..<150_000).map { "- {ülke: \($0), ad: 'Ayşe'}\n" }.joined()
    let reading = Reading(rows)
    #expect(reading.output == "")
    #expect(reading.node?.sequence?.count == 150_000)
    #expect(reading.node?.sequence?.last?.mapping?.first?.keySpan.position.line == 150_000)
    let oneLine = Reading("[" + (0..<300_000).map { "ü\($0)" }.joined(separator: ", ") + "]")
    #expect(oneLine.node?.sequence?.last?.span.text == "ü299999")
  }

  private static let generous: [(String, String)] = [
    ("keys", (0..<100_000).map { "k\($0): v\n" }.joined() + "last: ş"),
    (
      "anchors",
      (0..<100_000).map { "k\($0): &a\($0) v\n" }.joined()
        + "all: [\((0..<90_000).map { "*a\($0)" }.joined(separator: ", "))]\nlast: ş"
    ),
    ("a plain text", "a: x" + times(1 << 20, " y") + "\nlast: ş"),
    ("a quoted text", "a: \"" + times(1 << 20, "\\u00fc") + "\"\nlast: ş"),
    ("a text of lines", "a: |\n" + times(1 << 20, "  x\n") + "last: ş"),
    ("a key", "? " + times(1 << 20, "k") + "\n: v\nlast: ş"),
    ("marks", "a: " + times(1 << 16, "e" + times(50, "\u{301}\u{316}")) + "\nlast: ş"),
    ("blank lines", "a: 1\n" + times(8 << 20, "\n") + "last: ş"),
    ("a comment", "a: 1 #" + times(8 << 20, "'") + "\nlast: ş"),
  ]

  /// Large, but a person's own affair: it is read, and the places behind it are right.
  @Test(arguments: generous.indices)
  func isRead(_ index: Int) throws {
    let (name, text) = Self.generous[index]
    var reading = Reading("")
    let time = processorTime { reading = Reading(text) }
    #expect(time < .seconds(60))
    #expect(reading.output == "", Comment(rawValue: name))
    let last = try #require(reading.node?.mapping?.last)
    #expect(last.name == "last" && last.value.span.text == "ş")
    #expect(last.value.span.range == text.utf8.count - 2..<text.utf8.count)
  }

  /// Every file cut short at every byte, and with every byte replaced, is read or refused.
  @Test(arguments: [0x00, 0x09, 0x22, 0x2A, 0x3A, 0x5B, 0x80, 0xE2, 0xFF] as [UInt8])
  func damagedFiles(_ byte: UInt8) {
    let text = """
      \u{FEFF}# kural
      fit: &f {limits: [0, 100], "x\\u2028": 'it''s'}
      list:
        - *f
        - name: >-
            şu
            bu
          when: {ülke: [TR, IR]}
      """
    let bytes = Array(text.utf8)
    for place in bytes.indices {
      let short = Reading(bytes: Array(bytes[..<place]))
      #expect(short.node != nil || !short.diagnostics.isEmpty || place < 14)
      var changed = bytes
      changed[place] = byte
      let reading = Reading(bytes: changed)
      #expect(reading.node != nil || reading.diagnostics.hasErrors)
      for diagnostic in reading.diagnostics.sorted where !diagnostic.span.isWholeFile {
        #expect(diagnostic.span.end <= changed.count)
      }
      _ = (short.output, reading.output)
    }
  }
}
