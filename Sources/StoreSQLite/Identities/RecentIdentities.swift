/// The newest identities, in an index of their own.
///
/// Identities come in no order, so each batch of them changes nearly all pages of an index, however
/// large it is. New ones therefore go into a small index, and from there into the large one, many
/// at a time and in its order. With N identities in all and B in a batch, pages are written least
/// often if the small index takes up √(2NB) of them.
///
/// Used by one writer at a time.
final class RecentIdentities {
  /// The large index and the small one.
  static let tables = ["identities", "recent_identities"]
  /// Looks an identity up, by kind and value, in both.
  static let lookup =
    tables.map { "SELECT lead FROM \($0) WHERE kind = ?1 AND value = ?2" }
    .joined(separator: " UNION ALL ")

  private static let least = 100_000
  private static let batch = 50_000
  /// How many there are; nil where nobody has counted yet.
  private var count: Int?

  /// Adds new identities, as a part of a transaction.
  func write(_ sorted: borrowing SortedIdentities, _ connection: Connection) throws {
    guard !sorted.entries.isEmpty else { return }
    let known =
      try count ?? connection.first("SELECT count(*) FROM recent_identities") { $0.int() } ?? 0
    count = nil
    var rows = RowWriter(
      connection, "INSERT INTO recent_identities(kind, value, lead)", columns: 3)
    for entry in sorted.entries {
      rows.int(Int64(entry.kind))
      rows.lent(sorted.bytes(entry))
      rows.int(entry.lead)
      try rows.endRow()
    }
    try rows.finish()
    var present = known + sorted.entries.count
    if try isMuch(present, connection) {
      try settle(connection)
      present = 0
    }
    count = present
  }

  private func isMuch(_ present: Int, _ connection: Connection) throws -> Bool {
    guard present >= RecentIdentities.least else { return false }
    let leads = try connection.first("SELECT max(id) FROM leads") { $0.int() } ?? 0
    return present * present >= 2 * RecentIdentities.batch * leads
  }

  /// Moves all to the large index. None should be there already; if one is, the lead that had it
  /// first keeps it, for no later commit could mend that. A statement that could fail half-way
  /// would keep every page that it changes in memory.
  private func settle(_ connection: Connection) throws {
    try connection.run(
      """
      INSERT OR IGNORE INTO identities(kind, value, lead)
      SELECT kind, value, lead FROM recent_identities ORDER BY kind, value
      """)
    try connection.run("DELETE FROM recent_identities")
  }
}
