import LeadCore

/// What is done with one column of a file.
struct ColumnPlan {
  let column: Int
  /// For warnings and rejects: the header as the file has it.
  let header: String
  let role: ColumnRole
  let content: Content
  /// Where its cells go: the index of a field, the rank of an identity kind, a special column.
  var field: Int?
  var identity: IdentityRank?
  var special: Special?
  /// The `values` table of the source for it.
  var values: ValueMemo?
  var dates: DateColumn?
  /// Cells that hold something else than the column is for.
  var odd = OddCells()

  init(column: Int, header: String, role: ColumnRole, content: Content) {
    self.column = column
    self.header = header
    self.role = role
    self.content = content
  }
}

/// An identity kind and its place in the order in which kinds decide whose a row is.
struct IdentityRank: Equatable {
  let kind: String
  let rank: Int
  /// Whether a cell may hold several of them; the first counts.
  var isList = false

  /// Ids of the source come in its order, then those of known exporters, ours, and the e-mail last.
  static let exporter = 100_000
  static let ours = ["lead_id": 100_001, "contact_id": 100_002]
  static let email = 100_003
}

/// Cells of a column that hold something else than it is for.
struct OddCells {
  private(set) var count = 0
  private var line: Int32 = 0

  /// Notes one more, in the row that begins on that line.
  mutating func note(_ line: Int32) {
    if count == 0 { self.line = line }
    count += 1
  }

  /// `email: 2 values are no e-mail addresses, the first in line 5`; nil where there are none.
  func warning(_ column: String, _ one: String, _ many: String) -> String? {
    switch count {
    case 0: nil
    case 1: "\(column): 1 value is no \(one), in line \(line)"
    default: "\(column): \(count) values are no \(many), the first in line \(line)"
    }
  }
}
