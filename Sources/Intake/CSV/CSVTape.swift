import LeadCore

/// Where the scanner writes what it finds: cells and rows in plain memory, emptied into the block
/// each time it fills up. Writing to arrays directly would check for room at every cell.
final class CSVTape {
  let cells: UnsafeMutablePointer<Cell>
  let raw: UnsafeMutablePointer<Cell>
  let lines: UnsafeMutablePointer<Int32>
  let cellCapacity: Int
  let rowCapacity = 4096
  var cellCount = 0
  var rowCount = 0
  /// Cells that may hold doubled quotes, as indices into `cells`.
  let escaped: UnsafeMutablePointer<Int32>
  var escapedCount = 0

  init(columns: Int) {
    cellCapacity = max(16_384, columns * 4 + 256)
    cells = .allocate(capacity: cellCapacity)
    raw = .allocate(capacity: rowCapacity)
    lines = .allocate(capacity: rowCapacity)
    escaped = .allocate(capacity: cellCapacity)
  }

  deinit {
    cells.deallocate()
    raw.deallocate()
    lines.deallocate()
    escaped.deallocate()
  }

  /// Moves all rows to the block. `escaped` collects indices into the block's cells.
  func empty(into block: RowBlock, escaped all: inout [Int]) {
    let first = block.cells.count
    for index in 0..<escapedCount { all.append(first + Int(escaped[index])) }
    block.cells.append(contentsOf: UnsafeBufferPointer(start: cells, count: cellCount))
    block.raw.append(contentsOf: UnsafeBufferPointer(start: raw, count: rowCount))
    block.lines.append(contentsOf: UnsafeBufferPointer(start: lines, count: rowCount))
    cellCount = 0
    rowCount = 0
    escapedCount = 0
  }
}
