import Diagnostics
import Testing
import YAML

@Suite struct FaultTests {
  private static let structure: [(String, [String])] = [
    ("a: 1\nb: 2\na: 3\nb: 4\n", ["3:1 duplicate-key", "4:1 duplicate-key"]),
    ("x:\n  - {a: 1, 'a': 2}", ["2:12 duplicate-key"]),
    (
      "a: 1\n\"\\x61\": 2\n'a': 3\n? a\n",
      ["2:1 duplicate-key", "3:1 duplicate-key", "4:3 duplicate-key"]
    ),
    ("é: 1\ne\u{301}: 2\n", ["2:1 duplicate-key"]),
    ("\u{FEFF}a: 1\ra: 2\r\ra: 3", ["2:1 duplicate-key", "4:1 duplicate-key"]),
    ("\u{FEFF}a: 1\r\n\r\na: 2\r\n", ["3:1 duplicate-key"]),
    ("[a]: 1\n{b: 1}: 2\n", ["1:1 key-shape", "2:1 key-shape"]),
    ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n", ["3:3 merge-key"]),
    ("a: !!int 3\nb: !mine x\nc: ! x\n", ["1:4 tag", "2:4 tag", "3:4 tag"]),
    ("a: 1\n---\nb: 2\n", ["2:1 second-document"]),
    ("a: 1\n---\n", ["2:1 second-document"]),
    ("a: 1\n...\nb: 2\n", ["3:1 second-document"]),
    ("a: *x\n", ["1:4 unknown-alias"]),
    ("a: &a [*a]\nb: &b {c: {d: *b}}\n", ["1:8 alias-recursion", "2:15 alias-recursion"]),
  ]

  private static let syntax: [(String, [String])] = [
    ("a: \"x\nb: 1\n\n\n", ["1:4 yaml-syntax"]), ("a: 'x\n", ["1:4 yaml-syntax"]),
    ("a: [1, 2\n\n", ["1:4 yaml-syntax"]), ("a: [1, 2\nb: 1\n", ["2:2 yaml-syntax"]),
    ("a: {b: 1\n", ["1:4 yaml-syntax"]), ("a\nb: 1\n", ["2:2 yaml-syntax"]),
    ("a: b: c\n", ["1:5 yaml-syntax"]), ("a: 1\n  b: 2\n", ["2:4 yaml-syntax"]),
    ("a:\n  - 1\n  b: 2\n", ["3:3 yaml-syntax"]), ("a:\n    b: 1\n  c: 2\n", ["3:3 yaml-syntax"]),
    ("a: %x\n", ["1:4 yaml-syntax"]), ("a: @x\n", ["1:4 yaml-syntax"]),
    ("a: *\n", ["1:4 yaml-syntax"]), ("a: &ş x", ["1:5 yaml-syntax"]),
    ("a: \"\\d\"\n", ["1:5 yaml-syntax"]),
    ("ç: 'ğ' x\n", ["1:8 yaml-syntax"]), ("a: - b\n", ["1:4 yaml-syntax"]),
    ("%NOPE 1\n---\na: 1\n", ["1:6 yaml-syntax"]), ("]", ["1:1 yaml-syntax"]),
    ("a: x!y\nb: !x!y z\n", ["2:4 yaml-syntax"]), ("a: 1\n]", ["2:1 yaml-syntax"]),
  ]

  private static let tabs: [(String, [String])] = [
    ("a:\n\tb: 1\n\tc: 2\n", ["2:1 tab-indent"]), ("a:\n  b: 1\n\tc: 2\n", ["3:1 tab-indent"]),
    ("a: |\n\tx\n", ["2:1 tab-indent"]), ("a:\n  \t- 1\n", ["2:3 tab-indent"]),
  ]

  private static let bytes: [(String, [String])] = [
    ("a: x\u{0}y\nb: \u{7}\n", ["1:5 control-character", "2:4 control-character"]),
    ("a: \"\\0\"\n", ["1:4 control-character"]), ("a: \u{9B}\n", ["1:4 control-character"]),
    ("a: x\u{FEFF}\n", ["1:5 control-character"]), ("a: \u{FFFF}", ["1:4 control-character"]),
    ("# x\u{2028}a: 1\n", ["1:4 line-separator"]), ("a: x\u{2029}", ["1:5 line-separator"]),
    ("a: x\u{85}b: 1", ["1:5 line-separator"]),
  ]

  private static let escapes: [(String, [String])] = [
    ("a: \"\\x4\"", ["1:7 yaml-syntax"]), ("a: \"b\\u12\"", ["1:8 yaml-syntax"]),
    ("a: \"\\uD800\"", ["1:7 yaml-syntax"]), ("a: \"\\U00110000\"", ["1:7 yaml-syntax"]),
    ("a: \"\\'\"", ["1:5 yaml-syntax"]), ("a: \"\\", ["1:5 yaml-syntax"]),
  ]

  @Test(arguments: structure + syntax + tabs + bytes + escapes)
  func isReportedWithItsPlace(_ text: String, _ places: [String]) {
    let reading = Reading(text)
    #expect(reading.places == places, Comment(rawValue: reading.output))
  }

  private static let noText: [([UInt8], [String])] = [
    ([0x61, 0xFF, 0x62], ["1:2 encoding"]), ([0x61, 0x3A, 0x20, 0xFC, 0x0A], ["1:4 encoding"]),
    ([0xC0, 0x80], ["1:1 encoding"]), ([0xED, 0xA0, 0x80], ["1:1 encoding"]),
    ([0xF4, 0x90, 0x80, 0x80], ["1:1 encoding"]), ([0xE3, 0x81], ["1:1 encoding"]),
    ([0xF8, 0x88, 0x80, 0x80, 0x80], ["1:1 encoding"]), ([0x0A, 0x80], ["2:1 encoding"]),
    ([0xFF, 0xFE, 0x61, 0x00], ["file encoding"]), ([0xFE, 0xFF, 0x00, 0x61], ["file encoding"]),
    ([0x61, 0x00, 0x3A, 0x00], ["file encoding"]), ([0x00, 0x61, 0x00, 0x3A], ["file encoding"]),
    ([0x00, 0x00, 0x00, 0x61], ["file encoding"]), ([0x61, 0, 0, 0], ["file encoding"]),
    ([0x00], ["1:1 control-character"]), ([0xEF, 0xBB, 0xBF, 0x80], ["1:1 encoding"]),
  ]

  @Test(arguments: noText)
  func bytesThatAreNoText(_ bytes: [UInt8], _ places: [String]) {
    let reading = Reading(bytes: bytes)
    #expect(reading.node == nil)
    #expect(reading.places == places)
  }

  @Test func isShownWhereItBegan() {
    #expect(
      Reading("a: 1\nb:\n\t\"x\nc: 'no end\n\n\n").output == """
        f:3:1: error: a tab cannot indent in YAML [tab-indent]
          |
        3 | \t"x
          | ^ use spaces

        """)
    #expect(
      Reading("ülke: \"Türkiye\nb: 1\n").output == """
        f:1:7: error: this quote is never closed [yaml-syntax]
          |
        1 | ülke: "Türkiye
          |       ^

        """)
    #expect(
      Reading("a: 1\nb: [1,\n").output == """
        f:2:4: error: the file ends before this is complete [yaml-syntax]
          |
        2 | b: [1,
          |    ^ the closing ']' is missing

        """)
    #expect(
      Reading("a: 1\nb: 2\na: 3\n").output == """
        f:3:1: error: the key 'a' is here twice [duplicate-key]
          |
        3 | a: 3
          | ^ first on line 1

        """)
  }

  @Test func aDuplicateKeyLeavesTheFirst() {
    #expect(outline(Reading("a: 1\nb: 2\na: 3\n").node) == "{a: 1, b: 2}")
  }

  @Test func aTreeWithHolesIsNotGivenOut() {
    #expect(Reading("a: *x\nb: 1\n").node == nil)
    #expect(Reading("a: {<<: x}\nb: 1\n").node == nil)
  }
}
