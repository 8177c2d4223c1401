public import LeadCore
public import Store

extension SQLiteStore {
  /// The oldest undelivered entries, in order of commit: `limit` of them, and the rest of the
  /// commit that the last of those belongs to.
  public func undelivered(limit: Int) throws -> [OutboxEntry] {
    guard limit > 0 else { return [] }
    return try work {
      try $0.all(
        """
        SELECT \(OutboxEntry.columns) FROM outbox
        WHERE delivered_at IS NULL AND commit_number <= coalesce(
          (SELECT commit_number FROM outbox WHERE delivered_at IS NULL
            ORDER BY commit_number, id LIMIT 1 OFFSET ?), 9223372036854775807)
        ORDER BY commit_number, id
        """, .int(limit - 1)
      ) { try OutboxEntry(&$0) }
    }
  }

  /// Notes that entries were delivered; their ids may be any, repeated ones too.
  public func markDelivered(_ ids: [Int64], at: Instant) throws {
    guard !ids.isEmpty else { return }
    try transaction { connection in
      for id in ids {
        try connection.run(
          "UPDATE outbox SET delivered_at = ? WHERE id = ? AND delivered_at IS NULL",
          .int(at.milliseconds), .int(id))
      }
    }
  }
}

extension OutboxEntry {
  /// As `init` reads them.
  static let columns = columns(of: "outbox")

  static func columns(of table: String) -> String {
    ["id", "commit_number", "lead", "channel", "address", "payload", "at"]
      .map { table + "." + $0 }.joined(separator: ", ")
  }

  func write(to rows: inout RowWriter) throws {
    if id == 0 { rows.null() } else { rows.int(id) }
    rows.int(commit)
    rows.int(lead)
    rows.text(channel.rawValue)
    rows.text(address)
    rows.text(payload)
    rows.instant(at)
    try rows.endRow()
  }

  init(_ row: inout Columns) throws {
    let (id, commit, lead) = (row.int64(), row.int64(), row.optionalInt64())
    guard let channel = Channel(rawValue: row.text()) else {
      throw SQLiteFailure.damaged("a channel")
    }
    self.init(
      id: id, commit: commit, lead: lead, channel: channel, address: row.text(),
      payload: row.text(), at: row.instant())
  }
}
