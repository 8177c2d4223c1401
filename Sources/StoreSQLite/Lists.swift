public import LeadCore
public import Store

extension SQLiteStore {
  /// What was decided of a lead and of those merged into it, in the order it was.
  public func history(of lead: Int64) throws -> [HistoryEntry] {
    try work { connection in
      let entries = try SQLiteStore.members(of: lead, connection).flatMap { member in
        try connection.all(HistoryEntry.select + " WHERE lead = ? ORDER BY id", .int(member)) {
          HistoryEntry(&$0)
        }
      }
      return entries.enumerated()
        .sorted { ($0.element.decidedAt, $0.offset) < ($1.element.decidedAt, $1.offset) }
        .map(\.element)
    }
  }

  /// The handoffs of a lead and of those merged into it, the first one first.
  public func handoffs(of lead: Int64) throws -> [Handoff] {
    try work { connection in
      try SQLiteStore.members(of: lead, connection).flatMap { member in
        try connection.all(HandoffRow.select + " WHERE lead = ? ORDER BY id", .int(member)) {
          try HandoffRow.read(&$0).0
        }
      }.sorted { $0.id < $1.id }
    }
  }

  /// All handoffs with the lead they are of by now, in order of id, as they are when it begins; one
  /// at a time in memory.
  public func forEachHandoff(_ body: (Handoff, _ lead: Int64) throws -> Void) throws {
    try work { connection in
      let merged = try SQLiteStore.merged(connection)
      try connection.each(HandoffRow.select + " ORDER BY id") { row in
        let (handoff, lead) = try HandoffRow.read(&row)
        let isMerged = merged.contains(lead)
        try body(handoff, isMerged ? try SQLiteStore.survivor(of: lead, connection) : lead)
      }
    }
  }

  /// All leads but merged ones in order of id, as they are when it begins; one at a time in memory.
  ///
  /// Two tables are read side by side, each in its own order, which spares a search for every lead.
  /// The open statements hold one snapshot; `body` may read the store, and should not write to it.
  public func forEachLead(_ body: (StoredLead) throws -> Void) throws {
    try work { connection in
      let merged = try SQLiteStore.merged(connection)
      try connection.withStatement("SELECT \(Standing.columns) FROM standings ORDER BY lead") {
        standings in
        try connection.each("SELECT id, record, identities FROM leads ORDER BY id") { row in
          let fields = try LeadFields(&row) { try kind($0, connection) }
          guard try standings.step() else { throw SQLiteFailure.damaged("lead \(fields.id)") }
          var standing = standings.row
          let state = try Standing.read(&standing) { try handoff($0, connection) }
          guard state.id == fields.id else { throw SQLiteFailure.damaged("lead \(fields.id)") }
          if merged.contains(state.id) { return }
          try body(
            StoredLead(identities: fields.identities, record: fields.record, state: state))
        }
      }
    }
  }

  /// What was noted under a key.
  public func note(_ key: String) throws -> String? {
    try work {
      try $0.first("SELECT value FROM notes WHERE key = ?", .text(key)) { $0.text() }
    }
  }

  public func setNote(_ key: String, _ value: String) throws {
    try transaction { try Note.set(key, value, $0) }
  }
}

/// A row of `notes`.
enum Note {
  static func set(_ key: String, _ value: String, _ connection: Connection) throws {
    try connection.run(
      """
      INSERT INTO notes(key, value) VALUES (?, ?)
      ON CONFLICT(key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
      """, .text(key), .text(value))
  }
}
