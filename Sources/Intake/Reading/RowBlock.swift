public import LeadCore

/// A run of rows of one file, as they stand in it.
public final class RowBlock {
  /// Holds the bytes that all cells of the block point into.
  public let arena: ByteArena
  /// The file's own column names, trimmed. For JSON it may grow from block to block, never shrink
  /// or change its order.
  public internal(set) var header: [String] = []
  /// How many cells a row has: the stride of `cells`.
  public internal(set) var columns = 0
  /// The rows' cells one after the other, unescaped and not trimmed.
  public let cells = CellList()
  /// Per row its bytes as they stood, without the line end (CSV only, empty for JSON).
  public internal(set) var raw: [Cell] = []
  /// Per row the line it begins on, counted from 1.
  public internal(set) var lines: [Int32] = []
  /// What stood in the place of a row and is none.
  public internal(set) var rejects: [Reject] = []
  public var rows: Int { lines.count }

  public init() { arena = ByteArena(capacity: 512 * 1024) }

  func clear() {
    arena.truncate()
    cells.removeAll()
    raw.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    rejects.removeAll(keepingCapacity: true)
  }

  /// Lets go of all but so many rows and rejects at the end.
  func keepLast(_ wanted: Int) {
    var (goneRows, goneRejects) = (0, 0)
    while rows - goneRows + rejects.count - goneRejects > wanted {
      let row = goneRows < rows ? Int(lines[goneRows]) : Int.max
      let reject = goneRejects < rejects.count ? rejects[goneRejects].line : Int.max
      if row < reject { goneRows += 1 } else { goneRejects += 1 }
    }
    lines.removeFirst(goneRows)
    cells.removeFirst(goneRows * columns)
    raw.removeFirst(min(goneRows, raw.count))
    rejects.removeFirst(goneRejects)
  }
}

/// A row that cannot be taken in.
public struct Reject: Equatable, Sendable {
  /// The line it begins on, counted from 1.
  public var line: Int
  /// Its cells as text, where they can be told apart.
  public var cells: [String]
  /// What is wrong with it, for a person.
  public var reason: String

  public init(line: Int, cells: [String], reason: String) {
    self.line = line
    self.cells = cells
    self.reason = reason
  }
}
