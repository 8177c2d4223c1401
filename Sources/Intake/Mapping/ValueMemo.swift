import LeadCore

/// Replaces the values of one column (`values:` of a source), remembering what it looked up.
///
/// Columns with such a table hold few different texts, but each is folded to be compared. The memo
/// compares bytes, not only hashes, and is thrown away when it grows large.
final class ValueMemo {
  private enum Outcome {
    case same
    case replaced([UInt8])
  }
  private struct Entry {
    var outcome: Outcome
    /// The value in the arena of the block whose number is `block`.
    var cell: Cell
    var block: Int
  }

  private let table: [[UInt8]: [UInt8]]
  private var memo: [[UInt8]: Entry] = [:]
  private var block = 0

  init(_ values: [String: String]) {
    var table: [[UInt8]: [UInt8]] = [:]
    for (exported, ours) in values.sorted(by: { $0.key < $1.key }) {
      table[FoldedText(exported).bytes] = Array(ours.utf8)
    }
    self.table = table
  }

  /// A new block is begun: cells of the last one are void.
  func beginBlock() {
    block += 1
    if memo.count > 4096 { memo.removeAll(keepingCapacity: true) }
  }

  func replacement(for cell: Cell, in arena: ByteArena) -> Cell {
    let key = Array(arena.bytes(cell))
    if let known = memo[key] {
      guard case .replaced(let bytes) = known.outcome else { return cell }
      if known.block == block { return known.cell }
      let fresh = arena.append(bytes)
      memo[key] = Entry(outcome: known.outcome, cell: fresh, block: block)
      return fresh
    }
    let outcome: Outcome
    var fresh = cell
    if let ours = table[fold(arena.bytes(cell))] {
      outcome = .replaced(ours)
      fresh = arena.append(ours)
    } else {
      outcome = .same
    }
    if memo.count < 65_536 { memo[key] = Entry(outcome: outcome, cell: fresh, block: block) }
    return fresh
  }
}
