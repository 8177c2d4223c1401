import Testing

@testable import Intake

/// How a file of the suites ends.
enum SuiteEnding: Hashable, CustomTestStringConvertible {
  /// Every row as the standard reads it; rows of another width than the header are rejected with
  /// their cells, and blank lines are none.
  case asWritten
  /// It is not of the standard. So many rows are read and so many rejected.
  case mended(rows: Int, rejected: Int)
  /// Refused as a whole, with a sentence that holds this.
  case refused(String)
  /// Read into other cells than the standard's, the first at this row.
  case readDifferently(row: Int)

  var testDescription: String { "\(self)" }

  init(of bytes: [UInt8], _ file: String) throws {
    let format = try #require(FileFormat(fileName: file))
    let reader = RowReader(MemorySource(bytes), format: format, encoding: nil)
    let table: Table
    do {
      _ = try reader.read(into: RowBlock(), rows: 1, bytes: 1000)
      table = try Table(bytes, file)
    } catch let error as Unreadable {
      // Only as much of the sentence as the table has.
      let said = SuiteDifference.refused.compactMap(\.refused).first { error.reason.contains($0) }
      self = .refused(said ?? error.reason)
      return
    }
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let strict = StrictCSV(bytes[(isMarked ? 3 : 0)...], separator: reader.separator) else {
      self = .mended(rows: table.rows.count, rejected: table.rejects.count)
      return
    }
    // Bytes beyond ASCII in another encoding were turned into UTF-8; the rest must be the same.
    let isUTF8 = reader.warnings.isEmpty
    let plain: ([UInt8]) -> [UInt8] = { isUTF8 ? $0 : $0.filter { $0 < 0x80 } }
    var rows = table.rows[...]
    var rejects = table.rejects[...]
    self = .asWritten
    for (number, cells) in SuiteEnding.dataRows(strict, width: table.header.count).enumerated() {
      let isEven = cells.count == table.header.count
      let ours = isEven ? rows.popFirst() : rejects.popFirst()?.cells
      if ours?.map({ plain(Array($0.utf8)) }) != cells.map(plain) {
        self = .readDifferently(row: number)
        return
      }
    }
    if !rows.isEmpty || !rejects.isEmpty { self = .readDifferently(row: -1) }
  }

  /// The rows behind the header that are not blank, without empty cells behind the header's width.
  private static func dataRows(_ strict: StrictCSV, width: Int) -> [[[UInt8]]] {
    let isBlank: ([[UInt8]]) -> Bool = { cells in
      cells.count == 1 && cells[0].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
    return strict.rows.drop(while: isBlank).dropFirst().filter { !isBlank($0) }.map { cells in
      var cells = cells
      while cells.count > width, cells.last == [] { cells.removeLast() }
      return cells
    }
  }
}
