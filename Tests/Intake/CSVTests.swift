import Testing

@testable import Intake

@Suite struct CSVTests {
  @Test(arguments: [
    ("a,b\n1,2\n", ",", 1), ("a;b\n1,5;2\n", ";", 1), ("a\tb\n1\t2", "\t", 1),
    ("a|b\r\n1|2\r\n3|4\r\n", "|", 2), ("\"a,x\";b\n1;2\n", ";", 1), ("sep=;\na;b\n1;2\n", ";", 1),
  ])
  func findsTheSeparator(_ text: String, _ separator: String, _ rows: Int) throws {
    let reader = RowReader(
      MemorySource(text), format: FileFormat(.csv), encoding: nil)
    let block = RowBlock()
    #expect(try reader.read(into: block, rows: 10, bytes: 1000))
    #expect(reader.separator == separator.utf8.first)
    #expect(block.rows == rows)
    #expect(block.columns == 2)
  }

  @Test func keepsLineEndsApart() throws {
    let table = try Table("a,b\r1,2\r\n\r\n\n3,\"x\r\ny\nz\"\n5,6\r7,8")
    #expect(table.rows == [["1", "2"], ["3", "x\r\ny\nz"], ["5", "6"], ["7", "8"]])
    #expect(table.lines == [2, 5, 8, 9])
    #expect(table.raw == ["1,2", "3,\"x\r\ny\nz\"", "5,6", "7,8"])
  }

  @Test(arguments: [
    ("a,b\n5'10\",x\n", ["5'10\"", "x"]), ("a,b\n\"x\"y,z\n", ["xy", "z"]),
    ("a,b\n\"a\"\"b\",\"\"\n", ["a\"b", ""]), ("a,b\n\"\"\"\",\"\"\"\"\"\"\n", ["\"", "\"\""]),
    ("a,b\n1,2,,\n", ["1", "2"]), ("a,b\n\"1,\"\"2,3\"\"\"\n", ["1", "2,3"]),
    ("a,b\nx \"y\" z,\"q\"\n", ["x \"y\" z", "q"]),
  ])
  func takesWhatExportsDo(_ text: String, _ cells: [String]) throws {
    let table = try Table(text)
    #expect(table.rows == [cells])
    #expect(table.rejects.isEmpty)
  }

  @Test func rejectsRaggedRows() throws {
    let table = try Table("a,b,c\n1,2\n1,2,3\n1,2,3,4\n\nx\0,2,3\n")
    #expect(table.rows == [["1", "2", "3"]])
    #expect(table.rejects.map(\.line) == [2, 4, 6])
    #expect(table.rejects[0].reason == "has 2 columns where the header has 3")
    #expect(table.rejects[0].cells == ["1", "2"])
    #expect(table.rejects[2].reason.contains("NUL"))
  }

  @Test(arguments: [
    "1,\"open,x\n2,b,c\n3,b,c\n", "1,\"open,x\n2,\"b\",c\n3,b,c\n",
    "1,\"open,x\r\n2,b,\"c\"\r\n3,\"b\",c", "1,\"open,x\n2,b,\"\"\n3,\"b\",c",
  ])
  func losesNoRowsToAStrayQuote(_ rows: String) throws {
    let table = try Table("a,b,c\n0,b,\"c\"\n" + rows)
    #expect(table.rows.map { $0[0] } == ["0", "2", "3"])
    #expect(table.lines == [2, 4, 5])
    #expect(table.rejects.map(\.line) == [3])
    #expect(table.rejects[0].cells == ["1", "\"open", "x"])
  }

  @Test(arguments: ["ada@acme.com,Ada\n", "1,2\n3,4\n", ",,\n1,2,3\n", "\0a\0,b\n"])
  func refusesFilesWithoutHeader(_ text: String) {
    #expect(throws: Unreadable.self) { try Table(text) }
  }

  @Test(arguments: ["", "\n\n", "\u{FEFF}"])
  func takesEmptyFiles(_ text: String) throws {
    let table = try Table(text)
    #expect(table.header.isEmpty && table.rows.isEmpty && table.rejects.isEmpty)
  }

  @Test func namesBlankColumns() throws {
    let table = try Table(" a ,,c\n1,2,3")
    #expect(table.header == ["a", "column_2", "c"])
    #expect(try Table("a,b\n").header == ["a", "b"])
  }

  @Test func bounds() throws {
    let long = String(repeating: "x", count: 17 << 20)
    for bad in [long, "\"" + long + "\"", "\"" + long, "\"\(long)\ny,z"] {
      let table = try Table("a,b\n1,2\n" + bad + ",3\n4,5\n")
      #expect(table.rows.first == ["1", "2"])
      #expect(table.rows.last == ["4", "5"])
      #expect(table.rejects.first?.line == 3)
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
    ("=1+2", "'=1+2"), ("@x", "'@x"), ("+90 (532) 000-00.01", "+90 (532) 000-00.01"),
    ("-12.5", "-12.5"), ("-", "'-"), ("\tx", "'\tx"), ("+1,5", "\"'+1,5\""), ("a=b", "a=b"),
  ])
  func writesDefused(_ cell: String, _ written: String) {
    var out: [UInt8] = []
    CSVWriter.appendDefused(cell, to: &out)
    #expect(String(decoding: out, as: UTF8.self) == written)
  }
}
