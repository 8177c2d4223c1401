internal import GRDBSQLite

/// Where identities are looked up, made so that new ones change little of it.
///
/// They come in no order: in one table of all of them each batch would change nearly all pages. A
/// few go into a small table, and many, or those of the small table when it is full, into a run of
/// their own.
///
/// Used by one writer at a time.
final class IdentityIndex {
  /// Looks an identity up by the number of its kind and its value: rows of a lead, or of a part
  /// that may have it. One statement, so that nothing moves from one to the other meanwhile.
  static let lookup = """
    SELECT lead, NULL FROM recent_identities WHERE kind = ?1 AND value = ?2
    UNION ALL
    SELECT NULL, entries FROM identity_runs AS r JOIN identity_parts AS p ON p.id =
      (SELECT id FROM identity_parts WHERE run = r.run AND first <= ?2 ORDER BY first DESC LIMIT 1)
    WHERE r.kind = ?1
    """

  /// What the small table holds at most.
  private static let most = 10_000
  /// How many it holds; nil where nobody has counted yet.
  private var count: Int?

  /// To be called when what was written has not been kept.
  func forgetCount() { count = nil }

  /// Adds new identities, as a part of a transaction.
  func write(_ sorted: borrowing SortedIdentities, _ connection: Connection) throws {
    guard !sorted.entries.isEmpty else { return }
    let known =
      try count ?? connection.first("SELECT count(*) FROM recent_identities") { $0.int() } ?? 0
    count = nil
    var present = known
    var start = 0
    while start < sorted.entries.count {
      let kind = sorted.entries[start].kind
      var end = start
      while end < sorted.entries.count, sorted.entries[end].kind == kind { end += 1 }
      if end - start < IdentityRuns.least {
        present += end - start
        try writeFew(start..<end, of: sorted, connection)
      } else {
        try writeRun(start..<end, of: sorted, connection)
      }
      start = end
    }
    if present > IdentityIndex.most {
      try settle(connection)
      present = 0
    }
    count = present
  }

  private func writeFew(
    _ places: Range<Int>, of sorted: borrowing SortedIdentities, _ connection: Connection
  ) throws {
    var rows = RowWriter(
      connection, "INSERT INTO recent_identities(kind, value, lead)", columns: 3)
    for place in places {
      let entry = sorted.entries[place]
      rows.int(Int64(entry.kind))
      rows.lent(sorted.bytes(entry))
      rows.int(entry.lead)
      try rows.endRow()
    }
    try rows.finish()
  }

  private func writeRun(
    _ places: Range<Int>, of sorted: borrowing SortedIdentities, _ connection: Connection
  ) throws {
    let kind = Int(sorted.entries[places.lowerBound].kind)
    var writer = try IdentityRunWriter(kind: kind, connection)
    for place in places {
      let entry = sorted.entries[place]
      if place > places.lowerBound, sorted.isSame(place - 1, place) {
        throw SQLiteFailure.knownIdentity
      }
      try writer.add(sorted.bytes(entry), lead: entry.lead)
    }
    try writer.finish()
    try IdentityRuns.merge(kind: kind, connection)
  }

  /// Moves all of the small table into runs.
  private func settle(_ connection: Connection) throws {
    let kinds = try connection.all("SELECT DISTINCT kind FROM recent_identities") { $0.int() }
    for kind in kinds {
      try IdentityIndex.writeRun(kind: kind, of: "recent_identities", connection)
      try IdentityRuns.merge(kind: kind, connection)
    }
    try connection.run("DELETE FROM recent_identities")
  }

  /// Writes the identities of a kind in a table as a run.
  static func writeRun(kind: Int, of table: String, _ connection: Connection) throws {
    var writer = try IdentityRunWriter(kind: kind, connection)
    try connection.each(
      "SELECT lead, value FROM \(table) WHERE kind = ? ORDER BY value", [.int(kind)]
    ) { row in
      let lead = row.int64()
      try row.withBytes { try writer.add($0, lead: lead) }
    }
    try writer.finish()
  }
}
