import TestSupport
import Testing

@testable import LeadCore

/// The first line whose words stand in a title decides, however long the table is.
@Suite struct TitlesTests {
  private static func titles(_ lines: [(String, String)]) -> Titles {
    Titles(lines: lines.map { (FoldedText($0.0), FoldedText($0.1)) })
  }

  @Test(arguments: [
    ("b", "first"), ("x b", "first"), ("a b", "second"), ("a-b", "first"), ("ab", nil),
    ("Vertriebsleiter", "end"), ("Leiter", "end"), ("Leiterin", nil), ("leiter-in", "end"),
    ("Einkaufschef", "begin"), ("einkauf", "begin"), ("Großeinkauf", nil), ("V.P. x", "dots"),
    ("v.p", nil), ("x *y z", "star"), ("yy", nil), ("นักศึกษาฝึกงาน", "thai"), ("", nil),
    (" ", nil), ("!", nil), ("ايران شركت", "persian"), ("c++ dev", "plus"), ("c", nil),
  ])
  func words(_ title: String, _ value: String?) {
    let titles = Self.titles([
      ("a b", "second"), ("b", "first"), ("*leiter", "end"), ("einkauf*", "begin"),
      ("v.p.", "dots"), ("*y z", "star"), ("ศึกษา", "thai"), ("شرکت", "persian"), ("c++", "plus"),
      ("b", "never"),
    ])
    #expect(titles.value(of: FoldedText(title))?.description == value)
  }

  /// The look-up by words finds what going through all lines finds.
  @Test(arguments: 1...4)
  func isWhatGoingThroughAllLinesFinds(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let letters = ["a", "b", "ü", "ی", "ก", "字", " ", " ", "-", "."]
    func text(_ most: Int) -> String {
      (0...random.below(most)).map { _ in random.pick(letters) }.joined()
    }
    let lines = (0..<300).map { (text(5), "\($0 % 7)") }.filter { !FoldedText($0.0).bytes.isEmpty }
    let titles = Self.titles(lines)
    for _ in 0..<2_000 {
      let title = FoldedText(text(14))
      let line = lines.first { hasWord(FoldedText($0.0).bytes, in: title.bytes) }
      #expect(titles.value(of: title)?.description == line?.1, "\(title) seed \(seed)")
    }
  }

  @Test func ownLinesComeFirst() {
    let tables = DerivedTables(
      seniority: [(FoldedText("baş mimar"), FoldedText("c_level"))],
      department: [(FoldedText("mimar"), FoldedText("own-department"))], mail: [:])
    for (title, seniority, department) in [
      ("Baş Mimar", "c_level", "own-department"), ("Mimar", "individual", "own-department"),
      ("Satış Müdürü", "manager", "sales"),
    ] {
      let title = FoldedText(title)
      #expect(tables.derive(.seniority, from: title)?.description == seniority)
      #expect(tables.derive(.department, from: title)?.description == department)
    }
    #expect(tables.department.values.contains(FoldedText("own-department")))
  }

  @Test func theTableSaysNothingElse() {
    let words = ["c_level", "vp", "director", "head", "manager", "individual", "intern", "student"]
    #expect(Set(Titles.seniority.values) == Set(words.folded))
    #expect(Titles.department.values.count >= 10)
  }
}
