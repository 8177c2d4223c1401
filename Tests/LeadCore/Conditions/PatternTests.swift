import Testing

@testable import LeadCore

/// `matches`: regular expressions on folded text.
@Suite struct PatternTests {
  static let cases: [(pattern: String, text: String, isThere: Bool)] = [
    // Anywhere, without regard to case.
    ("^vp", "VP Sales", true), ("^vp", "the vp", false), ("sales$", "VP SALES", true),
    ("CHIEF", "chief", true), ("head of (sales|growth)", "Head  of\tGrowth", true),
    ("^(?!.*assistant).*chief", "Assistant to the Chief", false), ("x?", "", true),
    // Escapes and classes mean what they meant.
    ("^\\S+$", "one", true), ("^\\S+$", "two words", false), ("^\\D+$", "42", false),
    ("^\\d+$", "٤٢", true), ("^\\d+$", "４２", true), ("\\bit\\b", "IT/Ops", true),
    ("\\bit\\b", "bitte", false), ("^\\w+$", "müller", true), ("[[:alpha:]ü]+7", "Müller7", true),
    ("[^a-z]", "abc", false), ("[]x]", "a]", true), ("\\Qc++\\E", "C++", true),
    ("\\Q[İ]\\E", "[i]", true), ("a\\.b", "axb", false), ("\\p{Arabic}", "سلام", true),
    ("(?#a note) b", "a b", true), ("\\x41", "a", true),
    // Letters are folded as the text is.
    ("İSTANBUL", "ıstanbul", true), ("ISPARTA", "ısparta", true), ("ı", "I", true),
    ("علي", "علی", true), ("كتاب", "کتاب", true), ("^[ا-ي]+$", "كتابي", true),
    ("^[كل]$", "ک", true), ("[^ي]", "ی", false), ("^[ا-\\x{6CC}]+$", "کتابی", true),
    ("^[٠-٩]+$", "42", true),
    ("^٣$", "3", true), ("Ｖｐ", "vp", true), ("straße", "STRASSE", true),
    ("^straß?e$", "strae", true), ("^(ß)+$", "ssss", true), ("ﬁ", "fi", true),
    ("cafe\u{301}?$", "caf", true), ("^e\u{301}+$", "éé", true), ("é", "E\u{301}", true),
    ("می\u{200C}?خواهم", "می\u{200C}خواهم", true), ("ÜBER", "über", true),
    ("น้ำ", "น้ำ", true), ("a\u{3000}b", "a b", true), ("ä|ö", "Ö", true),
    ("(?<name>ş).*\\k<name>", "Ş und ş", true),
  ]

  @Test(arguments: cases)
  func finds(_ pattern: String, _ text: String, _ isThere: Bool) throws {
    let text = FoldedText(text).bytes
    #expect(try Pattern(pattern).isFound(in: text) == isThere)
    let interpreted = try CompiledPattern(pattern).search(text, interpreted: true)
    #expect(interpreted == (isThere ? .found : .notFound))
  }

  @Test(arguments: [
    ("(", 1), ("a)b", 1), ("*a", 0), ("ab[c", 4), ("\\C", 2), ("(?<n>a)(?<n>b)", 12),
    ("x{2,1}", 5), ("\\p{Nothing}", 11), ("şş(", 5), ("ß*+**", 4),
    (String(repeating: "(", count: 60) + String(repeating: ")", count: 60), 51),
    (String(repeating: "a", count: 1001), 1000), ("(?:(?:a{50}){50}){50}", 0),
  ])
  func saysWhatIsWrongAndWhere(_ pattern: String, _ place: Int) {
    #expect {
      _ = try Pattern(pattern)
    } throws: {
      guard case .malformed(let why, let at)? = $0 as? PatternFault else { return false }
      return !why.isEmpty && at == place
    }
  }

  @Test(arguments: [
    "(a+)+$", "(a|aa)+$", "(a|a)*b", "([a-z]+)*[0-9]x", "^(\\w+\\s?)*$", "(.*)*x", "(x+x+)+y",
    "^([a-z0-9]+[.-]?)+@", "(\\d+)*#", "(sales|sale|s)*!?$", "(ab|a|b)*c", "^(?:[^@]+)+@@",
    "(ی+)+$", "(字|字字)*x",
  ])
  func refusesWhatWouldTakeForEver(_ pattern: String) {
    #expect {
      _ = try Pattern(pattern)
    } throws: {
      if case .costly? = $0 as? PatternFault { true } else { false }
    }
  }

  @Test(arguments: [
    "^(vp|vice president|head of)\\b", "\\bsales\\b.*\\bmanager\\b",
    "^[\\w.+-]+@[\\w-]+\\.\\w{2,}$",
    "(\\w+) \\1", "^(?:\\w+ ){1,4}ceo$", ".*a.*b.*c.*", "https?://[^/]+/pricing(/|$)",
    "^(?=.*growth)(?=.*head).*$", "^\\+?[0-9 ()-]{7,}$", "^(a(?1)?b)$",
  ])
  func ordinaryPatternsAreWelcome(_ pattern: String) throws { _ = try Pattern(pattern) }

  /// More ways than atoms in the universe; that the test ends is what it tests.
  @Test(arguments: ["(a+)+$", "(a|aa)+$", "([a-z]+)*[0-9]"])
  func whatReachesALimitFindsNothing(_ pattern: String) throws {
    let text = Array((String(repeating: "a", count: 50) + "!").utf8)
    let compiled = try CompiledPattern(pattern, isForProbing: true)
    #expect(compiled.search(text) == .limitReached)
    #expect(!compiled.isFound(in: text))
    #expect(try CompiledPattern(pattern).search(text) != .found)
  }

  @Test func recursionIsBounded() throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 4_000)
    for pattern in ["^(a(?1)?)+b", "(?:a|(?R))+b", "^((a)|(b))*c"] {
      let compiled = try CompiledPattern(pattern)
      #expect(compiled.search(text) != .found)
      #expect(compiled.search(text, interpreted: true) != .found)
    }
    #expect(try CompiledPattern("^(?:a|b)+$").isFound(in: text))
  }

  @Test func onlyTheBeginningOfALongTextIsSearched() throws {
    let letters = [UInt8](repeating: UInt8(ascii: "x"), count: Pattern.textLimit - 1)
    let pattern = try Pattern("y")
    #expect(pattern.isFound(in: letters + [0x79]))
    #expect(!pattern.isFound(in: letters + [0x78, 0x79]))
    // Nothing ends where it was only cut, and no letter is cut in two.
    #expect(try !Pattern("x$").isFound(in: letters + [0x78, 0x79]))
    #expect(try Pattern("^x+").isFound(in: letters + Array("üü".utf8)))
  }

  @Test func textThatIsNotUTF8HoldsNoPattern() throws {
    for bytes: [UInt8] in [[0xFF, 0x61], [0x61, 0xC3], [0xED, 0xA0, 0x80, 0x61]] {
      #expect(try !Pattern("a").isFound(in: bytes))
    }
  }

  @Test func manyThreadsShareOne() async throws {
    let pattern = try Pattern("^(\\w+) \\1$")
    let found = await withTaskGroup(of: Int.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<500).count { pattern.isFound(in: Array("w\(task) w\($0 % 16)".utf8)) }
        }
      }
      return await group.reduce(0, +)
    }
    #expect(found == 4 * 32 + 4 * 31, "500 is 31 times 16 and 4")
  }

  @Test func asATestOfAField() throws {
    let isChief = try Condition.matches("f", "^chief")
    for (value, isTrue) in [("Chief", true), ("the chief", false), ("", false), (nil, false)] {
      #expect(ConditionTests.holds(isChief, value) == isTrue)
      #expect(ConditionTests.holds(.not(isChief), value) == !isTrue)
    }
    let domain = try Condition.matches("email_domain", "\\.(edu|ac\\.uk)$")
    let rules = Rulebook.with { $0.mql(domain) }
    let when = rules.qualification.alternatives[0].when
    #expect(rules.holds(when, ["email": "x@cs.mit.edu"], now: ConditionTests.now))
    #expect(!rules.holds(when, ["email": "x@edu.com"], now: ConditionTests.now))
  }
}
