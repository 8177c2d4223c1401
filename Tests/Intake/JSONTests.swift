import Testing

@testable import Intake

@Suite struct JSONTests {
  @Test func flattens() throws {
    let text = #"""
      [{"a": 1.50, "b": {"c": true, "d": {"e": null}}, "f": ["x", 2, null, "y\n"]},
       {"g": [{"h": 1}], "a": "\ud83d\ude00 \"q\"", "a": "last"}, 7, {}]
      """#
    let table = try Table(text, "x.json")
    #expect(table.header == ["a", "b.c", "b.d.e", "f", "g"])
    #expect(
      table.rows == [
        ["1.50", "true", "", "x; 2; y\n", ""], ["last", "", "", "", #"[{"h": 1}]"#],
        ["", "", "", "", ""],
      ])
    #expect(table.rejects == [Reject(line: 2, cells: ["7"], reason: "is not an object")])
    #expect(table.lines == [1, 2, 2])
  }

  @Test func takesLinesObjectsAndOneObject() throws {
    let lines = "{\"a\":1}\n\n{\"a\":2}\r\n"
    #expect(try Table(lines, "x.json").rows == [["1"], ["2"]])
    #expect(try Table(lines, "x.ndjson").lines == [1, 3])
    #expect(try Table("{\n \"a\": 1\n}\n{\n\"b\": 2 }", "x.json").rows == [["1", ""], ["", "2"]])
    #expect(try Table("", "x.json").rows.isEmpty)
    #expect(try Table("[]", "x.json").rejects.isEmpty)
  }

  @Test func rejectsBadLines() throws {
    let table = try Table(
      "{\"a\":1}\n{\"a\":}\n{\"a\":\"\\ud800\"}\n[1]\n{\"a\":4} x\n{\"a\":5}", "x.jsonl")
    #expect(table.rows == [["1"], ["5"]])
    #expect(table.rejects.map(\.line) == [2, 3, 4, 5])
    #expect(table.rejects[0].reason == "line 2, column 6: expected a value")
  }

  @Test(arguments: [
    ("[{\"a\":1},\n {\"a\":2,}]", "line 2, column 9: a comma with nothing behind it"),
    ("[{\"a\":1},\n{\"a\":2", "the JSON ends too early"),
    ("[{\"a\":1} {\"a\":2}]", "line 1, column 10: expected ',' or ']'"),
    ("[{\"a\":1}", "the JSON ends too early"),
  ])
  func keepsRowsBeforeAMistake(_ text: String, _ reason: String) throws {
    let table = try Table(text, "x.json")
    #expect(table.rows == [["1"]])
    #expect(table.rejects.map(\.reason) == [reason])
  }

  @Test func refusesWhatIsNotUTF8() throws {
    let table = try Table(Array("[{\"a\":\"".utf8) + [0xFF] + Array("\"}]".utf8), "x.json")
    #expect(table.rows.isEmpty)
    #expect(table.rejects.map(\.reason) == ["line 1, column 8: bytes that are not UTF-8"])
    #expect(throws: Unreadable.self) { try Table("hello", "x.json") }
  }
}
