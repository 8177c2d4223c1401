/// The newest identities, in an index of their own.
///
/// Identities come in no order, so each batch of them changes nearly all pages of an index, however
/// large it is. New ones therefore go into a small index, and from there into the large one, many
/// at a time and in its order. With N identities in all and B in a batch, pages are written least
/// often if the small index takes up √(2NB) of them.
///
/// Used by one writer at a time.
final class RecentIdentities {
  /// Looks an identity up, by kind and value, in both.
  static let lookup = """
    SELECT lead FROM identities WHERE kind = ?1 AND value = ?2
    UNION ALL SELECT lead FROM recent_identities WHERE kind = ?1 AND value = ?2
    """

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
    let present = known + sorted.entries.count
    count = try isMuch(present, connection) ? settle(connection) : present
  }

  private func isMuch(_ present: Int, _ connection: Connection) throws -> Bool {
    guard present >= RecentIdentities.least else { return false }
    let leads = try connection.first("SELECT max(id) FROM leads") { $0.int() } ?? 0
    return present * present >= 2 * RecentIdentities.batch * leads
  }

  /// Moves all to the large index; returns how many are left. None should be there already; if one
  /// is, the lead that had it first keeps it, for no later commit could mend that. A statement that
  /// could fail half-way would keep every page that it changes in memory.
  private func settle(_ connection: Connection) throws -> Int {
    try connection.run(
      """
      INSERT OR IGNORE INTO identities(kind, value, lead)
      SELECT kind, value, lead FROM recent_identities ORDER BY kind, value
      """)
    try connection.run("DELETE FROM recent_identities")
    return 0
  }
}
