import Intake
import LeadCore

/// All rows of a file, or why there are none.
struct FileRows: Equatable {
  var header: [String] = []
  var rows: [[[UInt8]]] = []
  var lines: [Int32] = []
  var rejects: [Reject] = []
  var refused: Unreadable?
  var separator: UInt8 = 0

  /// - Parameters:
  ///   - piece: how many bytes come at a time.
  ///   - rows: how many rows are read at a time.
  init(_ bytes: [UInt8], _ format: FileFormat, piece: Int = .max, rows count: Int = 1000) {
    let reader = RowReader(Drip(bytes, piece: piece), format: format, encoding: nil)
    let block = RowBlock()
    do throws(Unreadable) {
      while try reader.read(into: block, rows: count, bytes: 1 << 20) { take(block) }
    } catch {
      refused = error
    }
    header = block.header
    separator = reader.separator
    // Blocks of JSON grow in width.
    for i in rows.indices {
      rows[i] += Array(repeating: [], count: header.count - rows[i].count)
    }
  }

  private mutating func take(_ block: RowBlock) {
    precondition(block.cells.count == block.rows * block.columns)
    precondition(block.header.count == block.columns)
    for row in 0..<block.rows {
      let cells = block.cells[row * block.columns..<(row + 1) * block.columns]
      rows.append(cells.map { Array(block.arena.bytes($0)) })
    }
    precondition(zip(block.lines, block.lines.dropFirst()).allSatisfy { $0 <= $1 })
    lines += block.lines
    rejects += block.rejects
    precondition(block.rejects.allSatisfy { $0.line >= 1 && !$0.reason.isEmpty })
  }

  /// The rows written as CSV and read again are the same.
  func checkThatTheyCanBeWritten() {
    let hasNul = rows.contains { $0.contains { $0.contains(0) } }
    // One column alone may make blank lines, which are no rows; rows with NUL bytes are rejected.
    if header.count < 2 || hasNul { return }
    var text = Array(header.indices.map { "h\($0)" }.joined(separator: "\t").utf8)
    for row in rows {
      text.append(0x0A)
      for (place, cell) in row.enumerated() {
        if place > 0 { text.append(0x09) }
        cell.withUnsafeBufferPointer { CSVWriter.append($0, to: &text, separator: 0x09) }
      }
    }
    let again = FileRows(text, FileFormat(.tsv), piece: 61)
    precondition(again.refused == nil && again.rejects.isEmpty)
    precondition(again.rows == rows)
  }
}

/// Hands out its bytes in pieces of one size.
private struct Drip: ByteSource {
  private var bytes: ArraySlice<UInt8>
  private let piece: Int

  init(_ bytes: [UInt8], piece: Int) {
    self.bytes = bytes[...]
    self.piece = piece
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    let taken = bytes.prefix(min(piece, buffer.count))
    buffer.copyBytes(from: taken)
    bytes = bytes.dropFirst(taken.count)
    return taken.count
  }
}

/// Any bytes as a file of a format: the same rows however they come, and rows that can be written.
func checkFile(_ bytes: UnsafePointer<UInt8>?, _ count: Int, _ format: FileFormat) {
  let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
  let whole = FileRows(bytes, format)
  let pieces = FileRows(bytes, format, piece: 3, rows: 1)
  // Where reading ends early, how many rows were handed out before depends on the steps.
  precondition(whole.refused == nil ? pieces == whole : pieces.refused == whole.refused)
  whole.checkThatTheyCanBeWritten()
}
