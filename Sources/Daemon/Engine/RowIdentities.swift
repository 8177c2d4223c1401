import Intake
import LeadCore
import Store

/// The identities of a block's rows, and the leads they belong to.
struct RowIdentities {
  private let arena: ByteArena
  private let kindNames: [String]
  /// The different identities of the block, in order of first appearance.
  private var cells: [(cell: Cell, kind: Int)] = []
  /// Row after row, `kinds` entries each: an index into `cells`, or -1.
  private var indices: [Int32] = []
  private let kinds: Int
  /// Per identity, the lead it belongs to, one made in this block included.
  private var leads: [Int64?] = []
  /// Leads that were merged in this block, with those that go on in their place.
  private var survivors: [Int64: Int64] = [:]

  /// - Parameter ofAccounts: whether accounts are meant, not leads.
  init(_ block: MappedBlock, _ store: any LeadStore & AccountStore, ofAccounts: Bool) throws {
    arena = block.arena
    kindNames = block.identityKinds
    kinds = block.identityKinds.count
    var distinct = DistinctCells(block.arena, atMost: block.rows * kinds)
    indices.reserveCapacity(block.rows * kinds)
    for (place, cell) in block.identities.enumerated() {
      guard !cell.isMissing, !block.isRejected[place / kinds] else {
        indices.append(-1)
        continue
      }
      indices.append(Int32(distinct.index(of: cell, kind: place % kinds)))
    }
    cells = distinct.cells
    if ofAccounts {
      leads = try store.accountIDs(of: cells.indices.map { identity($0) })
    } else {
      let (cells, arena) = (cells, arena)
      leads = try store.leadIDs(count: cells.count, kinds: kindNames) { place in
        (cells[place].kind, UnsafeRawBufferPointer(arena.bytes(cells[place].cell)))
      }
    }
  }

  private func identity(_ index: Int) -> Identity {
    Identity(kind: kindNames[cells[index].kind], value: arena.text(cells[index].cell))
  }

  /// Gives the identities of a row to a new lead, packed behind its record, if nobody has any of
  /// them and it has one at all.
  ///
  /// - Parameter numbers: of the kinds, as the store has them.
  mutating func giveAllUnknown(
    of row: Int, to lead: Int64, numbers: [Int], _ plain: inout PlainLeads
  ) {
    for kind in 0..<kinds {
      let index = Int(indices[row * kinds + kind])
      guard index >= 0, leads[index] == nil else { continue }
      leads[index] = lead
      let value = arena.bytes(cells[index].cell)
      FieldRecord.appendVarint(numbers[kind], to: &plain.bytes)
      FieldRecord.appendVarint(value.count, to: &plain.bytes)
      plain.identities.append(
        PlainLeads.PlainIdentity(
          kind: Int32(numbers[kind]), count: Int32(value.count), offset: plain.bytes.count,
          lead: lead))
      plain.bytes.append(contentsOf: value)
    }
  }

  /// Whether a row has identities, and nobody has any of them.
  func isUnknown(_ row: Int) -> Bool {
    var isSome = false
    for kind in 0..<kinds {
      let index = Int(indices[row * kinds + kind])
      if index < 0 { continue }
      if leads[index] != nil { return false }
      isSome = true
    }
    return isSome
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
    (0..<kinds).map { Int(indices[row * kinds + $0]) }.filter { $0 >= 0 }.map { identity($0) }
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
      given.append(identity(index))
    }
    return given
  }
}

/// Tells which cells of a block hold the same bytes: a hash table of the cells, with no text of its
/// own.
private struct DistinctCells {
  private let arena: ByteArena
  private(set) var cells: [(cell: Cell, kind: Int)] = []
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
