public import LeadCore
public import Store

extension SQLiteStore {
  /// A lead by id. Its handoffs are in UTC: the zone is the rep's, whom the store does not know.
  public func lead(_ id: Int64) throws -> StoredLead? {
    try work { connection in
      try connection.first(SQLiteStore.selectLead, .int(id)) { row in
        let fields = try LeadFields(&row) { try kind($0, connection) }
        let state = try Standing.read(&row) { try handoff($0, connection) }
        return StoredLead(identities: fields.identities, record: fields.record, state: state)
      }
    }
  }

  private static let selectLead = """
    SELECT id, record, identities, \(Standing.columns)
    FROM leads JOIN standings ON lead = id WHERE id = ?
    """

  /// All that was told of a lead, in order of arrival, and then of those merged into it.
  public func facts(of lead: Int64) throws -> [StoredFact] {
    try work { connection in
      try SQLiteStore.members(of: lead, connection).flatMap { member in
        let first = try connection.all(
          "SELECT file, line FROM leads WHERE id = ? AND file IS NOT NULL", .int(member)
        ) { StoredFact(first: member, file: $0.int64(), line: $0.int()) }
        return try first
          + connection.all(StoredFact.ofLead, .int(member)) { try StoredFact(&$0) }
      }
    }
  }

  /// Leads that wait for a rep, in order of id.
  public func waitingLeads() throws -> [Int64] {
    try work {
      try $0.all(
        "SELECT lead FROM standings WHERE waiting_since IS NOT NULL ORDER BY lead"
      ) { $0.int64() }
    }
  }

  /// The leads whose due time has come, in order of that time and id, `limit` at most.
  public func dueLeads(upTo now: Instant, limit: Int) throws -> [Int64] {
    try leads("due", upTo: now, limit)
  }

  /// The leads of which a follow-up deadline has passed, in order of that time and id.
  public func lateLeads(upTo now: Instant) throws -> [Int64] {
    try leads("deadline", upTo: now, .max)
  }

  private func leads(_ column: String, upTo now: Instant, _ limit: Int) throws -> [Int64] {
    try work {
      try $0.all(
        """
        SELECT lead FROM standings WHERE \(column) IS NOT NULL AND \(column) <= ?
        ORDER BY \(column), lead LIMIT ?
        """, .int(now.milliseconds), .int(max(0, limit))
      ) { $0.int64() }
    }
  }

  /// When the next lead comes due.
  public func nextDue() throws -> Instant? { try next("due") }

  /// When the next follow-up deadline passes.
  public func nextDeadline() throws -> Instant? { try next("deadline") }

  private func next(_ column: String) throws -> Instant? {
    try work {
      try $0.first("SELECT min(\(column)) FROM standings WHERE \(column) IS NOT NULL") {
        $0.optionalInstant()
      } ?? nil
    }
  }

  /// The greatest numbers given so far; 0 where there is none.
  public func lastIDs() throws -> (lead: Int64, handoff: Int64, commit: Int64) {
    try work { connection in
      func last(_ sql: String) throws -> Int64 { try connection.first(sql) { $0.int64() } ?? 0 }
      return (
        lead: try last("SELECT max(id) FROM leads"),
        handoff: try last("SELECT max(id) FROM handoffs"),
        commit: try last("SELECT max(commit_number) FROM outbox")
      )
    }
  }

  /// Ids of leads above `id`, ascending, `limit` at most.
  public func leadIDs(above id: Int64, limit: Int) throws -> [Int64] {
    try work {
      try $0.all(
        "SELECT id FROM leads WHERE id > ? ORDER BY id LIMIT ?", .int(id), .int(max(0, limit))
      ) { $0.int64() }
    }
  }

  func handoff(_ id: Int64, _ connection: Connection) throws -> Handoff? {
    try connection.first(HandoffRow.byID, .int(id)) {
      try HandoffRow.read(&$0).0
    }
  }
}

/// A row of `leads`.
struct LeadFields {
  var id: Int64
  var record: FieldRecord
  var identities: [Identity] = []

  /// - Parameter kind: gives the name of an identity kind.
  init(_ row: inout Columns, kind: (Int) throws -> String) throws {
    id = row.int64()
    record = FieldRecord(bytes: row.bytes())
    try row.withBytes { bytes in
      var packed = PackedReader(bytes)
      while !packed.isAtEnd {
        let kind = try kind(packed.number())
        identities.append(Identity(kind: kind, value: try packed.text()))
      }
    }
  }
}
