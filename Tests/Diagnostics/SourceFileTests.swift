import Diagnostics
import Testing

@Suite struct SourceFileTests {
  @Test(arguments: [
    ("a\nbc", 0, 1, 1), ("a\nbc", 1, 1, 2), ("a\nbc", 2, 2, 1), ("a\nbc", 4, 2, 3),
    ("a\nbc", 99, 2, 3), ("a\nbc", -1, 1, 1), ("", 0, 1, 1), ("\n", 1, 2, 1),
    ("a\r\nb", 3, 2, 1), ("a\r\nb", 1, 1, 2), ("a\rb", 2, 2, 1), ("a\r\r\nb", 4, 3, 1),
    ("çé x", 5, 1, 4), ("e\u{301} x", 4, 1, 3), ("日本 x", 7, 1, 4),
    ("\u{FEFF}ab", 4, 1, 2), ("\u{FEFF}ab", 0, 1, 1),
  ])
  func position(_ text: String, _ offset: Int, _ line: Int, _ column: Int) {
    let file = SourceFile(name: "f", text: text)
    #expect(file.position(at: offset) == SourcePosition(line: line, column: column))
  }

  @Test func agreesWithACountFromTheStartAcrossBlocks() {
    let pieces = ["x", "\n", "\r\n", "\r", String(repeating: "y", count: 700), "\n\n"]
    let text = (0..<120).map { pieces[($0 * 7 + $0 / 5) % pieces.count] }.joined()
    let file = SourceFile(name: "f", text: text)
    var line = 1
    for (offset, byte) in file.bytes.enumerated() {
      #expect(file.line(at: offset) == line)
      #expect(file.lineRange(at: offset).lowerBound <= offset)
      let isPair = byte == 0x0D && offset + 1 < file.bytes.count && file.bytes[offset + 1] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isPair) { line += 1 }
    }
  }

  @Test(arguments: [("ab\ncd\n", 4, 3..<5), ("ab\r\ncd", 3, 0..<2), ("ab\n", 3, 3..<3)])
  func lineRange(_ text: String, _ offset: Int, _ range: Range<Int>) {
    #expect(SourceFile(name: "f", text: text).lineRange(at: offset) == range)
  }

  @Test func everyPlaceOfBrokenBytesHasAPosition() {
    let file = SourceFile(name: "f", bytes: (0..<600).map { UInt8(truncatingIfNeeded: $0 * 37) })
    for offset in -2...602 {
      let position = file.position(at: offset)
      #expect(position.line >= 1 && position.column >= 1)
      let span = SourceSpan(file, offset..<(offset + 5))
      #expect(!Renderer().render(Diagnostic(.error, "x", "m", at: span)).isEmpty)
    }
  }
}
