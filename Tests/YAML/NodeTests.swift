import Diagnostics
import Testing
import YAML

@Suite struct NodeTests {
  @Test(arguments: [
    ("", "nil"), ("# only a comment\n", "nil"), ("---\n", "nil"), ("\u{FEFF}", "nil"),
    ("a: 1\n", "{a: 1}"), ("a: [1, 'x', \"y\"]", "{a: [1, \"x\", \"y\"]}"),
    ("a:\nb: ~\n", "{a: , b: ~}"), ("- NO\n- on\n- 1e3\n- 012", "[NO, on, 1e3, 012]"),
    ("\u{FEFF}a: 1\n", "{a: 1}"), ("a: 1\r\nb:\r\n  - 2\r\n", "{a: 1, b: [2]}"),
    ("a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}"),
    ("&k a: 1\nb: *k\n", "{a: 1, b: a}"), ("a: &x 1\nb: &x 2\nc: *x", "{a: 1, b: 2, c: 2}"),
    ("a: |\n  x\n  y\n", "{a: \"x\ny\n\"}"), ("a: >\n  x\n  y\n", "{a: \"x y\n\"}"),
    ("%YAML 1.2\n---\na: 1\n...\n", "{a: 1}"), ("a: \"\\L\\u2028\"", "{a: \"\u{2028}\u{2028}\"}"),
    ("'<<': 1", "{<<: 1}"), ("a\u{301}: ş\n", "{a\u{301}: ş}"),
    ("a: x\ty\nb: 'x\n\ty'", "{a: x\ty, b: \"x y\"}"),
  ])
  func reads(_ text: String, _ expected: String) {
    let reading = Reading(text)
    #expect(reading.output == "")
    #expect(outline(reading.node) == expected)
  }

  /// Spans count bytes, whatever libyaml counts.
  @Test(arguments: ["\n", "\r\n", "\r"])
  func spansAreInBytes(_ lineBreak: String) throws {
    let lines = [
      "\u{FEFF}# şarkı 日本 👩‍💻", "ülke: [Türkiye, 'İran', \"日\\u672C\"]", "e\u{301}: &s x y",
      "liste:", "  - 👩‍💻: z", "  - *s", "metin: |", "  ğ", "", "", "son: {a: b}  # ok", "",
    ]
    let reading = Reading(lines.joined(separator: lineBreak))
    #expect(reading.output == "")
    let root = reading.node?.mapping ?? []
    try #require(root.count == 5)
    #expect(root.map(\.keySpan.text) == ["ülke", "e\u{301}", "liste", "metin", "son"])
    let country = root[0].value
    #expect(country.span.text == "[Türkiye, 'İran', \"日\\u672C\"]")
    #expect(country.sequence?.map(\.span.text) == ["Türkiye", "'İran'", "\"日\\u672C\""])
    #expect(root[1].value.span.text == "&s x y")
    #expect(root[2].value.sequence?[0].mapping?[0].keySpan.text == "👩‍💻")
    #expect(root[3].value.span.text == "|\(lineBreak)  ğ")
    #expect(root[4].value.span.text == "{a: b}")
    #expect(root[4].value.span.position == SourcePosition(line: 11, column: 6))
  }

  /// Lists and mappings without brackets end with their last child, whatever it is.
  @Test(arguments: [
    ("a:\n  b: ~\nc: 1", "b: ~"), ("a:\n  b:\n\nc: 1", "b"), ("a:\n  - 1\n  -\nc: 1", "- 1\n  -"),
    ("a: &x [1]\nc:\n  - 2\n  - *x\n", "- 2\n  - *x"),
    ("a: &x 1\nc:\n  d: *x\n  b: *x\n", "d: *x\n  b: *x"),
    ("a:\n  ? b\n\n\nc: 1", "? b"), ("a:\n  - *x\n", nil),
  ])
  func blocksEndWithTheirLastChild(_ text: String, _ block: String?) {
    let root = Reading(text).node?.mapping
    let node = root?.first { $0.value.mapping != nil || $0.value.span.text.hasPrefix("- ") }
    #expect(node?.value.span.text == block)
  }

  @Test func kinds() {
    let kinds = Reading("[1, x, '2', '', ~, [], {}, 0x1, -1.50]").node?.sequence?.map(\.kind)
    #expect(
      kinds == [
        "a number", "text", "a number", "text", "nothing", "a list", "a mapping", "text",
        "a number",
      ])
  }
}
