internal import LeadCore
public import Store

extension SQLiteStore {
  /// The lead that goes on in the place of one, or that one itself.
  public func survivor(of lead: Int64) throws -> Int64 {
    try work { try SQLiteStore.survivor(of: lead, $0) }
  }

  static func survivor(of lead: Int64, _ connection: Connection) throws -> Int64 {
    var lead = lead
    while let next = try connection.first(
      "SELECT survivor FROM merges WHERE lead = ?", .int(lead), as: { $0.int64() })
    {
      lead = next
    }
    return lead
  }

  /// The latest merge into a lead, or that of a merged lead; nil where there is none.
  public func merge(of lead: Int64) throws -> Merge? {
    try work { connection in
      try connection.first(
        """
        SELECT lead, survivor, at, before, after FROM merges WHERE lead = ?1 OR survivor = ?1
        ORDER BY lead = ?1 DESC, number DESC LIMIT 1
        """, .int(lead)
      ) { row in
        Merge(
          lead: row.int64(), survivor: row.int64(), at: row.instant(),
          before: FieldRecord(bytes: row.bytes()), after: FieldRecord(bytes: row.bytes()))
      }
    }
  }

  /// Whether two leads were said not to be one person.
  public func areApart(_ left: Int64, _ right: Int64) throws -> Bool {
    try work {
      try $0.first(
        "SELECT 1 FROM apart WHERE lead = ? AND other = ?", .int(min(left, right)),
        .int(max(left, right))
      ) { $0.bool() } ?? false
    }
  }

  /// A lead and those that it goes on in the place of, ascending behind it.
  static func members(of lead: Int64, _ connection: Connection) throws -> [Int64] {
    var members: [Int64] = []
    var open = [lead]
    while let next = open.popLast() {
      try connection.each("SELECT lead FROM merges WHERE survivor = ?", [.int(next)]) {
        open.append($0.int64())
      }
      if next != lead { members.append(next) }
    }
    return [lead] + members.sorted()
  }

  /// The leads in whose place others go on.
  static func merged(_ connection: Connection) throws -> Set<Int64> {
    Set(try connection.all("SELECT lead FROM merges") { $0.int64() })
  }

  func writeMerges(_ changes: Changes, _ connection: Connection) throws {
    for merge in changes.merges {
      var rows = RowWriter(
        connection, "INSERT INTO merges(number, lead, survivor, at, before, after)", columns: 6)
      rows.null()
      rows.int(merge.lead)
      rows.int(merge.survivor)
      rows.instant(merge.at)
      rows.bytes(merge.before.bytes)
      rows.bytes(merge.after.bytes)
      try rows.endRow()
      try rows.finish()
    }
    for split in changes.splits {
      try connection.run("DELETE FROM merges WHERE lead = ?", .int(split.lead))
      try connection.run(
        "INSERT OR IGNORE INTO apart(lead, other) VALUES (?, ?)",
        .int(min(split.lead, split.survivor)), .int(max(split.lead, split.survivor)))
    }
  }
}
