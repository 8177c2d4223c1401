import Testing

@testable import LeadCore

/// rulebook.md, "Conventions": how text compares.
@Suite struct FoldTests {
  @Test(arguments: [
    // Case, white space.
    ("Acme GmbH", "ACME  gmbh"), ("  acme\tgmbh \n", "Acme GmbH"), ("a\u{00A0}b", "A b"),
    ("\u{3000}a\u{2003}b\u{2028}", "a b"), ("STRASSE", "straße"), ("ΟΔΟΣ", "οδος"),
    // Turkish.
    ("İSTANBUL", "istanbul"), ("ISTANBUL", "ıstanbul"), ("Istanbul", "İstanbul"), ("ILIK", "ılık"),
    ("I\u{0307}zmir", "izmir"), ("DİYARBAKIR", "diyarbakır"),
    // Persian and Arabic letters, digits, joiners, presentation forms.
    ("علي", "علی"), ("كتاب", "کتاب"), ("ﻛﺘﺎﺏ", "کتاب"), ("۱۲۳", "123"), ("٤٥٦", "456"),
    ("می\u{200C}خواهم", "میخواهم"), ("\u{200D}a", "a"), ("۲۰۲۶", "٢٠٢٦"),
    // Compatibility forms.
    ("ＡＢＣ１２", "abc12"), ("ﬁnance", "finance"), ("①", "1"), ("Ⅳ", "iv"), ("ｶﾞ", "ガ"),
    ("Ｉ", "ı"), ("é", "e\u{0301}"), ("㎏", "kg"),
  ])
  func compareAlike(_ left: String, _ right: String) {
    #expect(FoldedText(left) == FoldedText(right))
    #expect(FoldedText(left).hashValue == FoldedText(right).hashValue)
  }

  @Test(arguments: [
    ("Müller", "Muller"), ("café", "cafe"), ("a b", "ab"), ("a-b", "ab"), ("şule", "sule"),
    ("ö", "o"),
    ("ا", "آ"), ("1", "l"), ("١", "٢"), ("ı", "l"),
  ])
  func compareApart(_ left: String, _ right: String) {
    #expect(FoldedText(left) != FoldedText(right))
  }

  /// `"İ".lowercased()` of most languages is i with a combining dot.
  @Test func theDotThatLowercasingLeavesIsTurkishToo() {
    #expect(FoldedText("i\u{0307}stanbul") == FoldedText("istanbul"))
  }

  @Test(arguments: ["", " ", "\t\n", "\u{200C}", "\u{00A0}"])
  func nothingIsLeft(_ text: String) { #expect(FoldedText(text).bytes.isEmpty) }

  @Test(
    arguments: [
      [0xFF], [0x41, 0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xE2, 0x80],
      [0x6D, 0xFC, 0x6C, 0x6C, 0x65, 0x72],
    ] as [[UInt8]])
  func whatIsNotUTF8StaysAsItIs(_ bytes: [UInt8]) {
    let folded = bytes.withUnsafeBufferPointer { fold($0) }
    #expect(folded == bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
  }

  /// A letter under a quarter of a million marks, which no order may be found for in time.
  @Test(arguments: ["\u{301}\u{316}", "\u{F73}\u{301}", "\u{301}\u{200D}\u{316}\u{200C}"])
  func endlessMarksStayAsTheyAre(_ marks: String) {
    let endless = String(repeating: marks, count: 125_000)
    let isKept = FoldedText("E" + endless).bytes == Array(("e" + endless).utf8)
    #expect(isKept)
  }

  @Test func someMarksAreFolded() {
    let marks = String(repeating: "\u{316}", count: 90)
    #expect(FoldedText("E\u{301}" + marks) == FoldedText("e" + marks + "\u{301}"))
  }

  @Test func foldingTwiceIsFoldingOnce() {
    var failing: [String] = []
    for value in UInt32(1)...0x1_1FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let folded = FoldedText("a\(scalar)b")
      if FoldedText(folded.description) != folded { failing.append(String(value, radix: 16)) }
    }
    #expect(failing == [])
  }
}
