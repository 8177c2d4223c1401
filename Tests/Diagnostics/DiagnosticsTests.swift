import Diagnostics
import Testing

@Suite struct DiagnosticsTests {
  private let file = SourceFile(name: "b.yaml", text: String(repeating: "x\n", count: 400))

  @Test func areOrderedByFileAndPlace() {
    let other = SourceFile(name: "a.yaml", text: "abc")
    var diagnostics = Diagnostics()
    diagnostics.warning("w", "second", at: SourceSpan(file, 4..<5))
    diagnostics.error("e", "first", at: SourceSpan(file, 2..<3))
    diagnostics.error("e", "zeroth", at: SourceSpan(other, 2..<3))
    #expect(diagnostics.sorted.map(\.message) == ["zeroth", "first", "second"])
    #expect(diagnostics.hasErrors && diagnostics.errorCount == 2 && diagnostics.warningCount == 1)
  }

  @Test func countOnceWhatIsSaidTwice() {
    var diagnostics = Diagnostics()
    for _ in 0..<3 { diagnostics.error("e", "m", at: SourceSpan(file, 2..<3)) }
    #expect(diagnostics.errorCount == 1)
  }

  @Test func aFloodOfWarningsHidesNoError() {
    var diagnostics = Diagnostics(limit: 10)
    for place in 0..<300 { diagnostics.warning("w", "m", at: SourceSpan(file, place..<place + 1)) }
    #expect(!diagnostics.hasErrors)
    diagnostics.error("e", "m", at: SourceSpan(file, 0..<1))
    #expect(diagnostics.hasErrors && diagnostics.omittedCount == 290)
    #expect(diagnostics.sorted.contains { $0.severity == .error })
  }

  /// Keys and values may be as long as a file, and a single character as long as they.
  @Test func whatIsSaidIsShort() {
    let name = "e" + String(repeating: "\u{301}", count: 1 << 20)
    #expect(quoted(name).utf8.count < 1_000)
    let diagnostic = Diagnostic(.error, "e", "`\(name)`", at: SourceSpan(file, 0..<1), label: name)
    #expect(diagnostic.message.utf8.count + (diagnostic.label ?? "").utf8.count < 2_000)
    #expect(diagnostic.message.hasSuffix("…"))
  }

  @Test func nothingIsSuggestedForWhatIsNotKept() {
    var diagnostics = Diagnostics(limit: 3)
    for place in 0..<3 {
      #expect(diagnostics.suggestion(for: "nmae", among: ["name"]) == "name")
      diagnostics.error("e", "m", at: SourceSpan(file, place..<place + 1))
    }
    #expect(diagnostics.suggestion(for: "nmae", among: ["name"]) == nil)
    #expect(diagnostics.suggestion(for: "nmae", among: ["name"], severity: .warning) == "name")
  }

  @Test func canBeJoined() {
    var first = Diagnostics(limit: 3)
    var second = Diagnostics(limit: 3)
    for place in 0..<5 { second.error("e", "m", at: SourceSpan(file, place..<place + 1)) }
    first.append(contentsOf: second)
    #expect(first.errorCount == 5 && first.sorted.count == 3 && first.omittedCount == 2)
  }
}

@Suite struct ClosestTests {
  private static let keys = ["name", "when", "points", "group", "half_life", "expires", "by"]

  @Test(arguments: [
    ("nmae", "name"), ("Name", "name"), ("point", "points"), ("pionts", "points"),
    ("halflife", "half_life"), ("half-life", "half_life"), ("yb", "by"), ("scroe", nil),
    ("", nil), ("zzzzzz", nil), ("bx", "by"),
  ])
  func suggests(_ text: String, _ name: String?) {
    #expect(closest(to: text, among: Self.keys) == name)
  }

  @Test func tiesGoByName() {
    #expect(closest(to: "cat", among: ["hat", "bat", "rat"]) == "bat")
    #expect(closest(to: "cat", among: ["bat", "rat", "hat"]) == "bat")
  }

  @Test func longTextsAreNotCompared() {
    let long = String(repeating: "n", count: 100_000)
    #expect(closest(to: long, among: ["name", long + "x"]) == nil)
  }
}
