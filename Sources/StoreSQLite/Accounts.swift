internal import LeadCore
public import Store

extension SQLiteStore {
  /// The accounts that identities belong to; nil where unknown.
  public func accountIDs(of identities: [Identity]) throws -> [Int64?] {
    try work { connection in
      try identities.map { identity in
        try connection.first(
          "SELECT account FROM account_identities WHERE kind = ? AND value = ?",
          .text(identity.kind), .text(identity.value)
        ) { $0.int64() }
      }
    }
  }

  /// An account by id.
  public func account(_ id: Int64) throws -> StoredAccount? {
    try work { connection in
      let identities = try connection.all(
        "SELECT kind, value FROM account_identities WHERE account = ? ORDER BY number", .int(id)
      ) { Identity(kind: $0.text(), value: $0.text()) }
      return try connection.first("SELECT record, file, line FROM accounts WHERE id = ?", .int(id))
      {
        row in
        var account = StoredAccount(
          id: id, identities: identities, record: .init(bytes: row.bytes()))
        (account.file, account.line) = (row.int64(), row.int())
        return account
      }
    }
  }

  /// The greatest number given so far; 0 where there is none.
  public func lastAccount() throws -> Int64 {
    try work { try $0.first("SELECT max(id) FROM accounts") { $0.int64() } ?? 0 }
  }

  /// The greatest lead whose company is noted; 0 where there is none.
  public func lastLinkedLead() throws -> Int64 {
    try work { try $0.first("SELECT max(lead) FROM account_leads") { $0.int64() } ?? 0 }
  }

  func writeAccounts(_ changes: Changes, _ connection: Connection) throws {
    if !changes.accounts.isEmpty {
      var rows = RowWriter(
        connection, "INSERT OR REPLACE INTO accounts(id, record, file, line)", columns: 4)
      for account in changes.accounts {
        rows.int(account.id)
        rows.bytes(account.record.bytes)
        rows.int(account.file)
        rows.int(account.line)
        try rows.endRow()
      }
      try rows.finish()
    }
    for (identity, account) in changes.newAccountIdentities {
      try connection.run(
        """
        INSERT INTO account_identities(kind, value, account, number) VALUES (?, ?, ?,
          (SELECT count(*) FROM account_identities WHERE account = ?))
        """, .text(identity.kind), .text(identity.value), .int(account), .int(account))
    }
    for link in changes.accountLinks {
      let sql =
        link.isGone
        ? "DELETE FROM account_leads WHERE kind = ? AND value = ? AND lead = ?"
        : "INSERT OR IGNORE INTO account_leads(kind, value, lead) VALUES (?, ?, ?)"
      try connection.run(
        sql, .text(link.identity.kind), .text(link.identity.value), .int(link.lead))
    }
    guard let now = changes.decidedAt else { return }
    for identity in changes.dueAccounts {
      try connection.run(
        """
        UPDATE standings SET due = ?1 WHERE (due IS NULL OR due > ?1)
          AND lead IN (SELECT lead FROM account_leads WHERE kind = ?2 AND value = ?3)
        """, .int(now.milliseconds), .text(identity.kind), .text(identity.value))
    }
  }
}
