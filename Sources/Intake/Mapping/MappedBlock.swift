public import LeadCore

/// The rows of a `RowBlock` as ours. Its cells lie in that block's arena and are good until the
/// block is filled again.
public final class MappedBlock {
  public internal(set) var arena = ByteArena(capacity: 64)
  public internal(set) var rows = 0
  /// Our names of the fields; grows from block to block of one file, never shrinks.
  public internal(set) var fieldNames: [String] = []
  /// Row after row, `fieldNames.count` cells each.
  public internal(set) var fields: [Cell] = []
  /// In the order in which they decide whose a row is.
  public internal(set) var identityKinds: [String] = []
  /// Row after row, `identityKinds.count` cells each.
  public internal(set) var identities: [Cell] = []
  /// Row after row, `Special.allCases.count` cells each, mapped through `values`. Empty for kinds
  /// that have no special columns.
  public internal(set) var specials: [Cell] = []
  /// Per row what its `at`, or a deal's `closed_at`, says; nil where it has none or it cannot be
  /// read.
  public internal(set) var times: [FactTime?] = []
  /// Per row how old it is, by the source's `as_of`; nil where that is blank or cannot be read.
  /// Empty where the source has no such key, as the following are.
  public internal(set) var asOf: [FactTime?] = []
  /// Per row who owns the lead in the CRM, as the file has it.
  public internal(set) var owners: [Cell] = []
  /// Our name of the field that holds the owner; nil where the file has no such column.
  public internal(set) var ownerField: String?
  /// Per row the verdict that the value of the source's column stands for; nil where none.
  public internal(set) var verdicts: [Feedback.Verdict?] = []
  /// Our name of the field that holds that column.
  public internal(set) var verdictField: String?
  /// What columns tell of activities, one for each entry of the source's `activities`.
  public internal(set) var told: [ToldActivities] = []
  public internal(set) var lines: [Int32] = []
  /// Rows that cannot be taken in, such as one with an `at` that is no date.
  public internal(set) var rejects: [Reject] = []
  /// Per row whether it stands among `rejects`.
  public internal(set) var isRejected: [Bool] = []

  public init() {}

  /// Makes room for the rows of `block`, all cells missing.
  func clear(for block: RowBlock, fields names: [String], identities kinds: [String], special: Bool)
  {
    arena = block.arena
    rows = block.rows
    fieldNames = names
    identityKinds = kinds
    MappedBlock.blank(&fields, rows * names.count)
    MappedBlock.blank(&identities, rows * kinds.count)
    MappedBlock.blank(&specials, special ? rows * Special.allCases.count : 0)
    times.removeAll(keepingCapacity: true)
    times.append(contentsOf: repeatElement(nil, count: rows))
    asOf.removeAll(keepingCapacity: true)
    owners.removeAll(keepingCapacity: true)
    verdicts.removeAll(keepingCapacity: true)
    told.removeAll(keepingCapacity: true)
    (ownerField, verdictField) = (nil, nil)
    lines = block.lines
    rejects.removeAll(keepingCapacity: true)
    isRejected.removeAll(keepingCapacity: true)
    isRejected.append(contentsOf: repeatElement(false, count: rows))
  }

  private static func blank(_ cells: inout [Cell], _ count: Int) {
    cells.removeAll(keepingCapacity: true)
    cells.append(contentsOf: repeatElement(Cell(from: 0, to: 0), count: count))
  }
}

/// What the columns of one entry of `activities` tell, row by row.
public struct ToldActivities {
  /// What the activity is called.
  public internal(set) var activity: String
  /// Per row when it was; nil where the row tells of none.
  public internal(set) var times: [FactTime?] = []
  /// The activity's properties by our names, each with a cell per row.
  public internal(set) var fields: [(name: String, cells: [Cell])] = []
}
