import Intake
import Store

/// The rows that could not be taken in: their own columns untouched, then `_line` and `_reason`.
/// Mended, the file can be dropped again: columns that begin with `_` are ignored.
enum RejectsFile {
  /// - Parameter header: the file's own columns, separated by line feeds.
  static func text(header: String, _ rejects: [RejectedRow]) -> [UInt8] {
    let columns = header.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var text: [UInt8] = []
    append(columns + ["_line", "_reason"], to: &text)
    for reject in rejects {
      var cells = reject.cells
      while cells.count < columns.count { cells.append("") }
      append(cells + [String(reject.line), reject.reason], to: &text)
    }
    return text
  }

  private static func append(_ cells: [String], to text: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      var cell = cell
      cell.withUTF8 { CSVWriter.append($0, to: &text) }
    }
    text.append(UInt8(ascii: "\n"))
  }
}
