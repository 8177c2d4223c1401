import Intake
import LeadCore
import Store

/// The identities of a block's rows, and the leads they belong to.
struct RowIdentities {
  /// The different identities of the block, in order of first appearance.
  private(set) var identities: [Identity] = []
  /// Row after row, `kinds` entries each: an index into `identities`, or -1.
  private var indices: [Int32] = []
  private let kinds: Int
  /// Per identity, the lead it belongs to.
  private var leads: [Int64?] = []

  init(_ block: MappedBlock, _ store: any LeadStore) throws {
    struct Key: Hashable {
      var kind: Int
      var value: String
    }
    kinds = block.identityKinds.count
    var known: [Key: Int32] = [:]
    known.reserveCapacity(block.rows * kinds)
    indices.reserveCapacity(block.rows * kinds)
    for (place, cell) in block.identities.enumerated() {
      guard !cell.isMissing, !block.isRejected[place / kinds] else {
        indices.append(-1)
        continue
      }
      let key = Key(kind: place % kinds, value: block.arena.text(cell))
      if let index = known[key] {
        indices.append(index)
      } else {
        let index = Int32(identities.count)
        known[key] = index
        indices.append(index)
        identities.append(Identity(kind: block.identityKinds[key.kind], value: key.value))
      }
    }
    leads = try store.leadIDs(of: identities)
  }

  /// The row's identities, in the order in which they decide.
  func of(_ row: Int) -> [Int] {
    (0..<kinds).compactMap { kind in
      let index = indices[row * kinds + kind]
      return index < 0 ? nil : Int(index)
    }
  }

  /// The lead an identity belongs to, one made in this block included.
  func lead(_ index: Int) -> Int64? { leads[index] }

  /// The lead of the first of these identities that is known.
  func firstKnown(_ indices: [Int]) -> Int64? {
    for index in indices {
      if let lead = leads[index] { return lead }
    }
    return nil
  }

  mutating func give(_ index: Int, to lead: Int64) { leads[index] = lead }
}
