import Intake
import LeadCore
import Store

/// The identities of a block's rows, and the leads they belong to.
struct RowIdentities {
  /// The different identities of the block, in order of first appearance.
  private var identities: [Identity] = []
  /// Row after row, `kinds` entries each: an index into `identities`, or -1.
  private var indices: [Int32] = []
  private let kinds: Int
  /// Per identity, the lead it belongs to, one made in this block included.
  private var leads: [Int64?] = []
  /// Leads that were merged in this block, with those that go on in their place.
  private var survivors: [Int64: Int64] = [:]

  /// - Parameter find: whose identities are.
  init(_ block: MappedBlock, find: ([Identity]) throws -> [Int64?]) throws {
    kinds = block.identityKinds.count
    var distinct = DistinctCells(block.arena, atMost: block.rows * kinds)
    indices.reserveCapacity(block.rows * kinds)
    identities.reserveCapacity(block.rows)
    for (place, cell) in block.identities.enumerated() {
      guard !cell.isMissing, !block.isRejected[place / kinds] else {
        indices.append(-1)
        continue
      }
      let kind = place % kinds
      let index = distinct.index(of: cell, kind: kind)
      indices.append(Int32(index))
      if index == identities.count {
        let value = block.arena.text(cell)
        identities.append(Identity(kind: block.identityKinds[kind], value: value))
      }
    }
    leads = try find(identities)
  }

  /// The lead of the first of a row's identities that is known.
  func firstKnown(of row: Int) -> Int64? {
    for kind in 0..<kinds {
      let index = Int(indices[row * kinds + kind])
      if index >= 0, let lead = leads[index] { return survivor(of: lead) }
    }
    return nil
  }

  /// The other leads that a row names, in the order in which its identities decide.
  func othersKnown(of row: Int, besides first: Int64) -> [Int64] {
    var others: [Int64] = []
    for kind in 0..<kinds {
      let index = Int(indices[row * kinds + kind])
      guard index >= 0, let lead = leads[index] else { continue }
      if lead == first { continue }
      let other = survivor(of: lead)
      if other != first, !others.contains(other) { others.append(other) }
    }
    return others
  }

  /// All identities of a row.
  func all(of row: Int) -> [Identity] {
    (0..<kinds).map { Int(indices[row * kinds + $0]) }.filter { $0 >= 0 }.map { identities[$0] }
  }

  /// Notes that one lead goes on in the place of another.
  mutating func merge(_ lead: Int64, into survivor: Int64) { survivors[lead] = survivor }

  private func survivor(of lead: Int64) -> Int64 {
    var lead = lead
    while let next = survivors[lead] { lead = next }
    return lead
  }

  /// Gives a lead those identities of a row that nobody has, and returns them, in the order in
  /// which they decide.
  mutating func giveUnknown(of row: Int, to lead: Int64) -> [Identity] {
    var given: [Identity] = []
    for kind in 0..<kinds {
      let index = Int(indices[row * kinds + kind])
      guard index >= 0, leads[index] == nil else { continue }
      leads[index] = lead
      given.append(identities[index])
    }
    return given
  }
}

/// Tells which cells of a block hold the same bytes: a hash table of the cells, with no text of its
/// own.
private struct DistinctCells {
  private let arena: ByteArena
  private var cells: [(cell: Cell, kind: Int)] = []
  /// Places of `cells`, or -1; a power of two of them, at most half in use.
  private var slots: [Int32]

  init(_ arena: ByteArena, atMost count: Int) {
    self.arena = arena
    var size = 16
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    cells.reserveCapacity(count)
  }

  /// The number of a cell's content, counted from 0 in order of first appearance.
  mutating func index(of cell: Cell, kind: Int) -> Int {
    let bytes = arena.bytes(cell)
    var hasher = Hasher()
    hasher.combine(kind)
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    var slot = hasher.finalize() & (slots.count - 1)
    while case let known = Int(slots[slot]), known >= 0 {
      if cells[known].kind == kind, arena.bytes(cells[known].cell).elementsEqual(bytes) {
        return known
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(cells.count)
    cells.append((cell, kind))
    return cells.count - 1
  }
}
