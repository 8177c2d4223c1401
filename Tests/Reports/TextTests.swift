import LeadCore
import Store
import Testing

@testable import Reports

@Suite struct TextTests {
  private func table(
    _ rows: [[String?]], _ columns: [TextTable.Column], colour: Bool = false
  ) throws -> String {
    final class Sink { var text = "" }
    let sink = Sink()
    var table = TextTable(columns, TextStyle(usesColour: colour)) { sink.text += $0 }
    for row in rows { try table.add(row) }
    try table.finish()
    return sink.text
  }

  @Test func columnsAreAligned() throws {
    let columns: [TextTable.Column] = [.init("ID", isNumber: true), .init("NAME"), .init("LAST")]
    let text = try table([["1", "ada", "x"], ["12", "日本", nil]], columns)
    #expect(
      text == """
        ID  NAME  LAST
         1  ada   x
        12  日本  –

        """)
  }

  @Test func whatIsTooWideIsCutAndWhatMovesTheCursorIsNot() throws {
    let text = try table([["abcdefgh", "a\u{1B}[2Jb\n"]], [.init("A", most: 5), .init("B")])
    #expect(text == "A      B\nabcd…  a·[2Jb·\n")
  }

  @Test func onlyTheTitlesArePaintedOnATerminal() throws {
    #expect(try table([["1"]], [.init("A")], colour: true) == "\u{1B}[1mA\u{1B}[0m\n1\n")
  }

  @Test func longTablesAreWrittenAsTheyCome() throws {
    final class Sink { var lines = 0 }
    let sink = Sink()
    var table = TextTable([.init("A")], TextStyle(usesColour: false)) { _ in sink.lines += 1 }
    for row in 0..<1000 { try table.add([String(row)]) }
    #expect(sink.lines == 1001)
    try table.finish()
    #expect(sink.lines == 1001)
  }

  @Test func nothingIsNoTable() throws { #expect(try table([], [.init("A")]).isEmpty) }

  @Test(arguments: [(30, "+30"), (-40, "-40"), (12.5, "+12.5"), (0.333, "+0.33")])
  func pointsHaveASign(_ points: Double, _ text: String) { #expect(signed(points) == text) }
}
