import Diagnostics
import Testing

@Suite struct RendererTests {
  private func render(
    _ text: String, _ place: Substring.SubSequence, label: String? = nil
  ) -> String {
    let start = text.utf8.distance(from: text.startIndex, to: place.startIndex)
    let file = SourceFile(name: "rules/fit.yaml", text: text)
    let span = SourceSpan(file, start..<(start + place.utf8.count))
    return Renderer().render(Diagnostic(.error, "unknown-key", "message", at: span, label: label))
  }

  private func render(_ text: String, marking word: String, label: String? = nil) -> String {
    for index in text.indices where text[index...].utf8.starts(with: word.utf8) {
      return render(text, text[index...].prefix(word.count), label: label)
    }
    return "no such word"
  }

  @Test func looksAsDescribed() {
    let text = String(repeating: "\n", count: 13) + "    scroe: 10\n"
    let file = SourceFile(name: "rules/fit.yaml", text: text)
    let diagnostic = Diagnostic(
      .error, "unknown-key", "unknown key 'scroe'", at: SourceSpan(file, 17..<22),
      label: "did you mean 'points'?")
    #expect(
      Renderer().render(diagnostic) == """
        rules/fit.yaml:14:5: error: unknown key 'scroe' [unknown-key]
           |
        14 |     scroe: 10
           |     ^^^^^ did you mean 'points'?

        """)
  }

  @Test(arguments: [
    ("\t\tx: 1", "x", "\t\tx: 1", "\t\t^"),
    ("日本: x", "x", "日本: x", "      ^"),
    ("a: 日本", "日本", "a: 日本", "   ^^^^"),
    ("e\u{301}e\u{301}: x", "x", "e\u{301}e\u{301}: x", "    ^"),
    ("👩‍💻: x", "x", "👩‍💻: x", "    ^"),
    ("a\u{1B}[31m: x", "x", "a·[31m: x", "        ^"),
    ("a\u{202E}: x", "x", "a·: x", "    ^"),
    ("a: |\n  b", "|\n  b", "a: |", "   ^"),
    ("a:\r\n", "\r\n", "a:", "  ^"),
  ])
  func caretsStandBelow(_ text: String, _ word: String, _ line: String, _ carets: String) {
    let lines = render(text, marking: word).split(separator: "\n").map(String.init)
    #expect(lines.dropFirst() == ["  |", "1 | " + line, "  | " + carets])
  }

  @Test func aLongLineIsCutAroundThePlace() {
    let text = String(repeating: "a", count: 5000) + " HERE " + String(repeating: "b", count: 5000)
    let lines = render(text, marking: "HERE").split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("rules/fit.yaml:1:5002:"))
    #expect(lines[2].hasPrefix("1 | …aaa") && lines[2].hasSuffix("bbb…") && lines[2].count < 130)
    #expect(lines[2].prefix { $0 != "H" }.count == lines[3].prefix { $0 != "^" }.count)
    #expect(lines[3].hasSuffix(" ^^^^"))
  }

  @Test func anEmptyPlaceHasOneCaret() {
    let file = SourceFile(name: "f", text: "a:\n")
    let text = Renderer().render(Diagnostic(.warning, "x", "m", at: SourceSpan(file, 2..<2)))
    #expect(text == "f:1:3: warning: m [x]\n  |\n1 | a:\n  |   ^\n")
  }

  @Test func aWholeFileHasNoExcerpt() {
    let file = SourceFile(name: "f\n", bytes: [])
    let text = Renderer().render(
      Diagnostic(.error, "file-size", "too large", at: SourceSpan(wholeOf: file)))
    #expect(text == "f·: error: too large [file-size]\n")
  }

  @Test func coloursOnlyWhereAsked() {
    let file = SourceFile(name: "f", text: "a")
    let diagnostic = Diagnostic(.error, "x", "m", at: SourceSpan(file, 0..<1))
    #expect(Renderer(usesColour: true).render(diagnostic).contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(!Renderer().render(diagnostic).contains("\u{1B}"))
  }

  @Test func allAreSortedAndTheRestCounted() {
    let file = SourceFile(name: "f", text: "a\nb\nc\n")
    var diagnostics = Diagnostics(limit: 2)
    for offset in [4, 0, 2] {
      diagnostics.error("x", "m", at: SourceSpan(file, offset..<offset + 1))
    }
    let text = Renderer().render(diagnostics)
    #expect(text.hasPrefix("f:1:1: error: m [x]\n  |\n1 | a\n  | ^\n\nf:3:1: error"))
    #expect(text.hasSuffix("\n… and 1 more\n"))
  }
}
