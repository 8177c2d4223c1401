import TestSupport
import Testing

@testable import Intake

/// The same rows come out however the bytes come in.
@Suite struct ChunkTests {
  @Test(arguments: 0..<60)
  func piecesDoNotMatter(_ seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let columns = 1 + dice.below(5)
    let name = (0..<columns).map { "c\($0)" }.joined(separator: ",")
    var text = name + "\n"
    let odd = ["a", "\"", ",", "\n", "\r\n", "\r", "ü", "\"\"", "x y", "0", "\",\"", "\0"]
    let tidy = ["a", "ü", "سلام", "b c", "1"]
    for _ in 0..<(1 + dice.below(40)) {
      for column in 0..<columns {
        if column > 0 { text += "," }
        let parts = dice.below(12) == 0 ? odd : tidy
        let cell = (0..<dice.below(9)).map { _ in parts[dice.below(parts.count)] }.joined()
        text += dice.below(3) == 0 ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }
      text += ["\n", "\r\n", "\n", "\r"][dice.below(4)]
    }
    let whole = try Table(text)
    for piece in [1, 7, 64] {
      let pieces = try Table(text, piece: piece)
      #expect(pieces == whole, "seed \(seed), piece \(piece)")
    }
    for rows in [1, 3] {
      let blocks = try Table(text, rowsPerBlock: rows)
      #expect(blocks == whole, "seed \(seed), \(rows) rows a block")
    }
    #expect(try slow(text, columns: columns) == whole.rows, "seed \(seed)")
  }

  /// Rows read byte by byte alone, to hold against the scanner's; only for texts without rejects.
  private func slow(_ text: String, columns: Int) throws -> [[String]] {
    let whole = try Table(text)
    if !whole.rejects.isEmpty { return whole.rows }
    var bytes = Array(text.utf8)
    if bytes.last != 0x0A { bytes.append(0x0A) }
    var rows: [[String]] = []
    bytes.withUnsafeBufferPointer { buffer in
      var at = 0
      while at < buffer.count {
        let row = CSVRow(buffer.baseAddress!, from: at, to: buffer.count, separator: 0x2C)
        var cells = row.texts(buffer.baseAddress!)
        while cells.count > columns, cells.last == "" { cells.removeLast() }
        if cells != [""] || row.hasQuotedField { rows.append(cells) }
        at = row.next
      }
    }
    return Array(rows.dropFirst())
  }

  @Test(arguments: [1, 7, 64])
  func jsonPiecesDoNotMatter(_ piece: Int) throws {
    var dice = SplitMix64(seed: 5)
    for name in ["x.json", "x.jsonl"] {
      let objects = (0..<500).map { i in
        #"{"id": \#(i), "n": "\u00e9ü\n", "k\#(dice.below(9))": {"a": [1, "x"], "b": null}}"#
      }
      let text =
        name == "x.json"
        ? "[" + objects.joined(separator: ",\n") + "]" : objects.joined(separator: "\n")
      let whole = try Table(text, name)
      #expect(whole.rows.count == 500 && whole.rejects.isEmpty)
      #expect(try Table(text, name, piece: piece) == whole)
      #expect(try Table(text, name, rowsPerBlock: piece) == whole)
    }
  }
}
