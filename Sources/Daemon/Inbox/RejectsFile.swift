import Intake
import Store

/// The rows that could not be taken in: their own columns untouched, then `_line` and `_reason`,
/// and behind them the cells that a row has more than the header. Mended, the file can be dropped
/// again: columns that begin with `_` are ignored.
struct RejectsFile {
  private static let ending = ".rejects.csv"
  private let columns: [String]
  /// The file's own columns that are written. Those that an earlier file of rejects added are not.
  private let kept: [Int]
  /// Cells of the longest row.
  private var width: Int

  /// Looks through the rejected rows of a file; nil where there are none.
  init?(_ store: any FileStore, file: Int64) throws {
    var columns: [String]?
    var width = 0
    var isEmpty = true
    try store.forEachReject(of: file) { row in
      if row.isHeader { columns = row.cells } else { isEmpty = false }
      width = max(width, row.cells.count)
    }
    guard !isEmpty else { return nil }
    // Without its header: the file changed or went away before its end.
    let names = columns ?? (1...max(width, 1)).map { "column_\($0)" }
    self.columns = names
    self.width = width
    kept = names.indices.filter { !RejectsFile.isOurs(names[$0]) }
  }

  private static func isOurs(_ column: String) -> Bool {
    column == "_line" || column == "_reason"
      || (column.hasPrefix("_") && Int(column.dropFirst()) != nil)
  }

  /// Gives the file to `out`, piece by piece.
  func write(
    _ store: any FileStore, file: Int64, _ out: ([UInt8]) throws -> Void
  ) throws {
    let more = columns.count..<max(width, columns.count)
    var text: [UInt8] = []
    append(kept.map { columns[$0] } + ["_line", "_reason"] + more.map { "_\($0 + 1)" }, to: &text)
    try store.forEachReject(of: file) { row in
      guard !row.isHeader else { return }
      let cells = row.cells
      append(
        kept.map { $0 < cells.count ? cells[$0] : "" } + [String(row.line), row.reason]
          + more.map { $0 < cells.count ? cells[$0] : "" }, to: &text)
      try out(text)
      text.removeAll(keepingCapacity: true)
    }
  }

  private func append(_ cells: [String], to text: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      CSVWriter.append(cell, to: &text)
    }
    text.append(UInt8(ascii: "\n"))
  }

  /// Where the rejects of a file of that name go: a path that is free.
  static func freePath(_ name: String, in directory: String) -> String {
    Files.freePath(name, suffix: ending, in: directory)
  }

  /// The one written last for a name; nil where there is none.
  static func lastPath(_ name: String, in directory: String) -> String? {
    Files.lastPath(name, suffix: ending, in: directory)
  }

  /// The name of the file that rejects come from: its source and its record kind are theirs.
  static func original(_ path: String) -> String {
    var path = path
    while path.hasSuffix(ending) { path.removeLast(ending.count) }
    return path
  }
}
