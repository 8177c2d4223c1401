import Diagnostics
import Testing
import YAML

/// A text that is too long to be printed when its test fails.
struct Hostile: Sendable, CustomTestStringConvertible {
  let id: String
  let testDescription: String
  let text: String

  init(_ id: String, _ name: String, _ text: String) {
    (self.id, testDescription, self.text) = (id, name, text)
  }
}

/// Files made to exhaust a reader. Each must end soon, with a diagnostic.
@Suite(.timeLimit(.minutes(2))) struct HostileTests {
  private static func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  private static let laughs = (0..<30).reduce("a0: &a0 [x, x, x, x, x, x, x, x, x]\n") { text, n in
    let previous = times(8, "*a\(n), ") + "*a\(n)"
    return text + "a\(n + 1): &a\(n + 1) [\(previous)]\n"
  }

  private static let files: [Hostile] = [
    .init("alias-expansion", "laughs", laughs),
    .init("alias-expansion", "one anchor", "a: &a [x, y]\nb: [" + times(60_000, "*a, ") + "]"),
    .init("depth", "brackets", times(20_000, "[")),
    .init("depth", "braces", times(20_000, "{a: ")),
    .init("depth", "dashes", times(20_000, "- ")),
    .init("depth", "question marks", times(20_000, "? ")),
    .init("depth", "steps", (0..<20_000).map { times(min($0, 200), " ") + "a:\n" }.joined()),
    .init("too-many", "directives", times(600_000, "%TAG !a! b\n") + "---\na: 1\n"),
    .init("too-many", "late directives", "a: 1\n...\n" + times(600_000, "%TAG !a! b\n") + "---"),
    .init("too-many", "values", "[" + times(1_100_000, "a,") + "]"),
    .init("file-size", "17 MB", times(17 << 20, "a")),
    .init("file-size", "100 MB", times(20 << 20, "a: 1\n")),
    .init("duplicate-key", "one key", times(200_000, "a: 1\n")),
    .init("duplicate-key", "one line", "{" + times(300_000, "ğ: 1, ") + "}"),
    .init("tag", "exclamation marks", times(3_000_000, "!")),
    .init("yaml-syntax", "anchors", times(5_000_000, "&a ")),
    .init("yaml-syntax", "open quote", "a: \"" + times(7 << 20, "x\n")),
    .init("yaml-syntax", "long key", "a" + times(2_000_000, " b") + "\nc: d"),
    .init("line-separator", "separators", times(400_000, "\u{2028}")),
  ]

  @Test(arguments: files)
  func endsWithADiagnostic(_ file: Hostile) {
    let reading = Reading(file.text)
    #expect(reading.diagnostics.sorted.first?.id.description == file.id)
    #expect(reading.output.utf8.count < 100_000)
  }

  @Test func depthCountsThroughAliases() {
    let half = Self.times(40, "[") + "x" + Self.times(40, "]")
    let text = "a: &a \(half)\nb: \(Self.times(40, "[") + "*a" + Self.times(40, "]"))\n"
    #expect(Reading(text).places == ["2:44 depth"])
    let deepest = Self.times(Limits.depth, "[") + Self.times(Limits.depth, "]")
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
