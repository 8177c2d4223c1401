import Testing

@testable import LeadCore

/// `has_word` in every script.
@Suite struct WordTests {
  @Test(arguments: [
    ("student", "PhD Student", true), ("student", "students", false), ("student", "student.", true),
    ("student", "(student)", true), ("student", "non-student", true), ("student", "", false),
    ("intern", "International Sales", false), ("intern", "Sales Intern", true),
    ("vice president", "Senior Vice  President, EMEA", true),
    ("vice president", "vice-president", false),
    ("c++", "C++ developer", true), ("c", "C++ developer", true), ("it", "IT/Ops", true),
    ("it", "bit", false),
    ("2", "web 2.0", true), ("2", "b2b", false), ("cafe", "café", false),
    ("é", "e\u{0301} x", true),
    // A second place may fit where the first does not.
    ("art", "start art", true), ("art", "smart start", false), ("aa", "aaa aa", true),
    // Turkish, Persian: letters join words, joiners are gone.
    ("yazılım", "İSTANBUL YAZILIM A.Ş.", true), ("yaz", "yazılım", false),
    ("دانشجو", "من دانشجو هستم", true), ("دانشجو", "دانشجوی دکتری", false),
    ("دانشجو", "دانشجو،", true),
    ("میخواهم", "می\u{200C}خواهم بدانم", true), ("خواهم", "می\u{200C}خواهم", false),
    // Scripts without spaces: contains.
    ("นักศึกษา", "เป็นนักศึกษาปริญญาโท", true), ("ศึกษา", "นักศึกษา", true), ("学生", "我是大学生", true),
    ("学", "学生", true), ("工程师", "高级软件工程师", true), ("エンジニア", "主任エンジニアです", true),
    ("老师", "学生", false), ("学生", "IT学生2年", true),
    ("佐々木", "佐々木様", true), ("木", "佐々木", true), ("々", "a々", true),
    ("ນັກສຶກສາ", "ເປັນນັກສຶກສາ", true), ("និស្សិត", "ជានិស្សិត", true),
    ("ကျောင်းသား", "တက္ကသိုလ်ကျောင်းသားပါ", true),
    ("น้ำ", "ขายน้ำดื่ม", true), ("sales", "ฝ่ายsalesครับ", true), ("intern", "sales_intern", true),
    // A mark belongs to its letter, whether there is a composed form or not.
    ("q", "q\u{303} x", false), ("مدیر", "مدیرِ فروش", false), ("مدير", "مدیر فروش", true),
    // Digits of every script are digits.
    ("24", "۲۴ ساعت", true), ("24", "۲۴۷", false), ("vp", "ＶＰ／Sales", true),
    // Korean has spaces.
    ("학생", "대학생", false), ("학생", "학생 회장", true), ("दान", "दान पत्र", true), ("दा", "दान", false),
  ])
  func wholeWords(_ word: String, _ text: String, _ isThere: Bool) {
    #expect(hasWord(FoldedText(word).bytes, in: FoldedText(text).bytes) == isThere)
    #expect(ConditionTests.holds(.hasWord("f", "zzz", word), text) == isThere)
  }

  @Test func bytesThatAreNotUTF8DoNotTrap() {
    for bytes: [UInt8] in [
      [0xFF, 0x61], [0x61, 0xFF], [0x80, 0x61, 0x80], [0xE0, 0xB8, 0x61, 0xC3],
    ] {
      #expect(hasWord([0x61], in: bytes), "what is no letter ends a word")
    }
  }

  @Test func nothingIsNoWord() { #expect(!hasWord([], in: Array("a b".utf8))) }
}
