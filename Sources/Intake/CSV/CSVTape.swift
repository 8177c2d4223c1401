import CTables
import LeadCore

/// Where the scanner writes what it finds: cells into the block's own memory, rows into plain
/// memory that is emptied into the block each time it fills up. Writing to arrays directly would
/// check for room every time.
final class CSVTape {
  /// How many bytes are looked at in one go, at least and at most.
  static let shortestSpan = 1024
  static let longestSpan = 64 * 1024

  /// Behind the cells that the block has; there from `begin` until `empty`.
  @exclusivity(unchecked) private(set) var cells: UnsafeMutablePointer<LRCell>
  let raw: UnsafeMutablePointer<Cell>
  let lines: UnsafeMutablePointer<Int32>
  /// The rows found in one go.
  let found: UnsafeMutablePointer<LRRow>
  private let columns: Int
  private let mostCells: Int
  @exclusivity(unchecked) private var cellCapacity = 0
  private let rowCapacity = 4096
  @exclusivity(unchecked) var cellCount = 0
  @exclusivity(unchecked) var rowCount = 0
  @exclusivity(unchecked) var span = CSVTape.longestSpan
  /// Cells that may hold doubled quotes, as indices into `cells`.
  private let escaped: UnsafeMutablePointer<Int32>
  @exclusivity(unchecked) private var escapedCount = 0

  init(columns: Int) {
    self.columns = columns
    mostCells = max(16_384, columns)
    cells = UnsafeMutablePointer(bitPattern: MemoryLayout<LRCell>.alignment)!
    escaped = .allocate(capacity: mostCells + columns)
    raw = .allocate(capacity: rowCapacity)
    lines = .allocate(capacity: rowCapacity)
    found = .allocate(capacity: rowCapacity)
  }

  deinit {
    escaped.deallocate()
    raw.deallocate()
    lines.deallocate()
    found.deallocate()
  }

  /// Makes room for the cells that so many bytes can hold.
  func begin(_ list: CellList, bytes: Int) {
    cellCapacity = min(mostCells, bytes + columns)
    // Behind full rows there may be a last one of nothing but separators.
    let room = list.reserve(cellCapacity + min(bytes, CSVTape.longestSpan) + 128)
    // The same two numbers by another name.
    cells = UnsafeMutableRawPointer(room).assumingMemoryBound(to: LRCell.self)
  }

  /// How many rows there is room for.
  var room: Int { min(rowCapacity - rowCount, (cellCapacity - cellCount) / columns) }

  func addEscaped(_ cell: Int) {
    escaped[escapedCount] = Int32(truncatingIfNeeded: cell)
    escapedCount += 1
  }

  /// Moves all rows to the block. Text with doubled quotes goes to `rewritten`, and the indices of
  /// the block's cells that point there to `moved`. It is done now, while the text is in the
  /// nearest cache: at the end of a block it takes several times as long.
  func empty(into block: RowBlock, rewritten: ByteArena, moved: inout [Int]) {
    let first = block.cells.count
    for i in 0..<escapedCount where escaped[i] < cellCount {
      let place = Int(escaped[i])
      let cell = cells[place]
      let text = block.arena.base + Int(cell.offset)
      if let single = rewritten.appendUndoubled(text, count: Int(cell.count)) {
        cells[place] = LRCell(offset: single.offset, count: single.count)
        moved.append(first + place)
      }
    }
    block.cells.commit(cellCount)
    block.raw.append(contentsOf: UnsafeBufferPointer(start: raw, count: rowCount))
    block.lines.append(contentsOf: UnsafeBufferPointer(start: lines, count: rowCount))
    cellCount = 0
    rowCount = 0
    escapedCount = 0
  }
}
