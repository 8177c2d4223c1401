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
  /// Cells of an e-mail column that are no address.
  var badAddresses = 0

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

  /// Ids of the source come in its order, then those of known exporters, ours, and the e-mail last.
  static let exporter = 100_000
  static let ours = ["lead_id": 100_001, "contact_id": 100_002]
  static let email = 100_003
}
