import Testing

@testable import Intake

/// Files as people send them, of real bytes: what is read, what is mended, what is refused and how
/// that is said.
@Suite struct FormatTests {
  /// A file that cannot be read at all is refused with one sentence.
  @Test(
    arguments: [
      ("version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 12\n", "git lfs pull"),
      ("/annex/objects/SHA256E-s1--ab.csv\n", "git annex get"),
      ("outs:\n- md5: a304\n  path: leads.csv\n", "dvc pull"),
      ("../exports/leads.csv", "the path of another file"),
      ("<!DOCTYPE html>\n<html><body>Sign in</body></html>\n", "a web page"),
      ("\u{FEFF}\n  <html>\n", "a web page"), ("<?xml version=\"1.0\"?><Error/>", "a web page"),
      ("<table><tr><td>a</td></tr></table>", "a web page"),
      ("PK\u{3}\u{4}\u{14}\0", "Excel workbook"), ("PK\u{5}\u{6}\0\0", "Excel workbook"),
      ("%PDF-1.7\n", "PDF"), ("{\\rtf1 a,b}", "RTF"), ("PAR1\u{15}", "Parquet"),
      ("SQLite format 3\0", "SQLite"), ("BZh91AY", "unpack it"),
      ("BEGIN:VCARD\nFN:Ada\nEND:VCARD\n", "vCard"),
    ], ["x.csv", "x.json", "x.csv.gz"])
  func refusesWhatIsNoTable(_ file: (text: String, said: String), _ name: String) {
    expect(Array(file.text.utf8), name, isRefusedFor: file.said)
  }

  @Test(
    arguments: [
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old Excel"), ([0x1F, 0x8B, 8, 0], "ends in .gz"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "unpack it"), ([0x28, 0xB5, 0x2F, 0xFD], "unpack it"),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27], "unpack it"),
    ] as [([UInt8], String)])
  func refusesOtherFormats(_ bytes: [UInt8], _ said: String) {
    expect(bytes, "x.csv", isRefusedFor: said)
  }

  @Test(
    arguments: [
      ("[{\"a\": 1}]", nil, "this is JSON"), ("{\"a\": 1, \"b\": 2}\n", nil, "this is JSON"),
      ("[\n  {\n    \"a\": 1\n  }\n]\n", nil, "this is JSON"),
      (
        "Report of March\n\nname,email\nAda,ada@acme.com\nBob,bob@acme.com\n", 1,
        "those below have 2"
      ),
      ("\n# made by hand\na;b;c\n1;2;3\n4;5;6", 2, "those below have 3"),
      ("\n\nada@acme.com,Ada\n", 3, "the e-mail address ada@acme.com"),
      ("1,2\n3,4\n", 1, "only numbers"), (",,\n1,2,3\n", 1, "all its cells are empty"),
      ("a\0,b\n1,2\n", 1, "NUL bytes"), ("a,\"b\n1,2\n3,4", 1, "quote that nothing closes"),
    ] as [(String, Int?, String)])
  func refusesHeaders(_ text: String, _ line: Int?, _ said: String) throws {
    expect(Array(text.utf8), "x.csv", isRefusedFor: said, line: line)
  }

  private func expect(
    _ bytes: [UInt8], _ name: String, isRefusedFor said: String, line: Int? = nil
  ) {
    guard case .refused(let why) = Outcome({ try Table(bytes, name) }) else {
      Issue.record("it is read")
      return
    }
    #expect(why.reason.contains(said) && !why.reason.contains("\n"))
    #expect(why.line == line)
    #expect(Outcome { try Table(bytes, name, piece: 1) } == .refused(why))
  }

  /// One column is no reason to refuse a file, commas at the ends of its rows neither.
  @Test(arguments: ["email\nada@acme.com\nbob@acme.com\n", "email\nada@acme.com,\nbob@acme.com,\n"])
  func takesOneColumn(_ text: String) throws {
    let table = try Table(text)
    #expect(table.header == ["email"] && table.rejects.isEmpty)
    #expect(table.rows == [["ada@acme.com"], ["bob@acme.com"]])
  }

  /// A row that was quoted as a whole is read as the row it was, or rejected, never as one cell.
  @Test(arguments: [",", ";", "\t", "|"])
  func unwrapsRows(_ separator: String) throws {
    func line(_ cells: String...) -> String { cells.joined(separator: separator) }
    let text = """
      "\(line("id", "name", "city"))"
      "\(line("1", "Ada", "London"))"
      \(line("2", "Bob", "Paris"))
      "\(line("3", "\"\"Eve\"\"", "Rome"))"
      "\(line("4", "Mallory"))"
      """
    let table = try Table(text)
    #expect(table.header == ["id", "name", "city"])
    let rows = [["1", "Ada", "London"], ["2", "Bob", "Paris"], ["3", "Eve", "Rome"]]
    #expect(table.rows == rows)
    #expect(
      table.rejects == [
        Reject(
          line: 5, cells: [line("4", "Mallory")],
          reason: "has 1 columns where the header has 3")
      ])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func readsEveryLineEnd(_ end: String) throws {
    let lines = ["a,b", "1,\"x\(end)y\"", "", "2,z", "   ", "3,", "4", "5,v,,", "6,v,w"]
    let table = try Table(lines.joined(separator: end))
    #expect(table.rows == [["1", "x\(end)y"], ["2", "z"], ["3", ""], ["5", "v"]])
    #expect(table.lines == [2, 5, 7, 9])
    #expect(table.rejects.map(\.line) == [8, 10])
    #expect(try Table(lines.joined(separator: end), rowsPerBlock: 1) == table)
  }

  @Test func keepsHeadersAsTheyAre() throws {
    let table = try Table("  id , name,,name,\n1,Ada,x,Lovelace,\n")
    #expect(table.header == ["id", "name", "column_3", "name", "column_5"])
    #expect(table.rows == [["1", "Ada", "x", "Lovelace", ""]])
    #expect(try Table("id,name\n").rows.isEmpty)
  }

  /// A row of just under 16 MB is one, and a longer one is rejected alone.
  @Test(arguments: [true, false])
  func takesLongRows(_ isQuoted: Bool) throws {
    let quote = isQuoted ? "\"" : ""
    let text = String(repeating: "x,y\u{A0}", count: isQuoted ? (16 << 20) / 5 - 9 : 0)
    let plain = String(repeating: "xyz\u{A0}", count: isQuoted ? 0 : (16 << 20) / 5 - 9)
    let long = "\(quote)\(text)\(plain)\(quote)"
    let table = try Table("a,b\n1,2\n3,\(long)\n4,\(long)\(long)\n5,6\n")
    #expect(table.rows.map(\.[0]) == ["1", "3", "5"])
    #expect(table.rows[1][1] == text + plain)
    #expect(table.rejects.map(\.line) == [4])
  }

  /// Rows wider than what the scanner looks at in one go.
  @Test func takesWideRows() throws {
    let columns = 12_000
    let line: (String) -> String = { mark in
      (0..<columns).map { "\(mark)\($0 % 7 == 0 ? "" : "\($0)")" }.joined(separator: ",")
    }
    let text = line("c") + "\n" + line("x") + "\r\n" + line("\"\"").replacing("\"\"", with: "y")
    let table = try Table(text)
    #expect(table.header.count == columns && table.rejects.isEmpty)
    #expect(table.rows.map(\.[columns - 1]) == ["x\(columns - 1)", "y\(columns - 1)"])
    #expect(try Table(text, piece: 1009) == table)
  }
}
