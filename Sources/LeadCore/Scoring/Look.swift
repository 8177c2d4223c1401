/// What scoring found in the fields of many leads at one instant.
public struct Looks: Sendable {
  let words: Int
  let sumCount: Int
  /// Per word of a row's atoms, those on which more than sums of points may depend.
  let asked: [UInt64]
  var atoms: [UInt64]
  var sums: [Int32]

  var rows: Int { sums.count / sumCount }

  public subscript(row: Int) -> Look {
    Look(atoms: atoms, firstWord: row * words, sums: sums, firstSum: row * sumCount)
  }
}

/// What scoring found in the fields of one lead: which tests of fields hold, and the points of
/// all rules that ask for nothing else.
public struct Look: Sendable {
  let atoms: [UInt64]
  let firstWord: Int
  let sums: [Int32]
  let firstSum: Int

  func atom(_ index: Int32) -> Bool {
    atoms[firstWord + Int(index) >> 6] >> UInt64(index & 63) & 1 == 1
  }

  func holds(_ code: [Operation]) -> Bool {
    atoms.withUnsafeBufferPointer { LeadCore.holds(code, atoms: $0.baseAddress! + firstWord) }
  }
}

/// Rows of cells that scoring looks at, whatever they came from: a file's block or stored leads.
public struct Rows {
  public let arena: ByteArena
  /// Row by row, `stride` cells each.
  public var cells: [Cell]
  public var stride: Int
  /// Per slot of `Program.lead`, the column it stands in, or -1.
  public var columnOfSlot: [Int]

  public init(arena: ByteArena, cells: [Cell], stride: Int, columnOfSlot: [Int]) {
    self.arena = arena
    self.cells = cells
    self.stride = stride
    self.columnOfSlot = columnOfSlot
  }

  public var count: Int { stride == 0 ? 0 : cells.count / stride }
}
