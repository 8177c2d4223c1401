public import LeadCore
public import Store

extension SQLiteStore {
  /// Open handoffs per rep, overdue ones left out; reps without any are missing.
  public func openHandoffs() throws -> [String: Int] {
    var open: [String: Int] = [:]
    try work {
      try $0.each(
        """
        SELECT rep, count(*) FROM handoffs WHERE ended_at IS NULL AND overdue IS NULL GROUP BY rep
        """
      ) { open[$0.text()] = $0.int() }
    }
    return open
  }

  /// When handoffs began, per rep, at or after an instant, in order of time, and what their plans
  /// take of the rep's hours, in milliseconds.
  public func handoffTimes(since: Instant) throws -> [(rep: String, at: Instant, work: Int64)] {
    try work {
      try $0.all(
        """
        SELECT rep, at, coalesce(json_extract(terms, '$.work'), 0) FROM handoffs
        WHERE at >= ? ORDER BY at, id
        """, .int(since.milliseconds)
      ) { (rep: $0.text(), at: $0.instant(), work: $0.int64()) }
    }
  }

  /// All open handoffs with their lead and rep, in order of id.
  public func openLeads() throws -> [(handoff: Int64, lead: Int64, rep: String)] {
    try work {
      try $0.all("SELECT id, lead, rep FROM handoffs WHERE ended_at IS NULL ORDER BY id") {
        (handoff: $0.int64(), lead: $0.int64(), rep: $0.text())
      }
    }
  }

  /// When each rep last got a lead.
  public func lastHandoffs() throws -> [String: Instant] {
    var last: [String: Instant] = [:]
    try work {
      try $0.each("SELECT rep, max(at) FROM handoffs GROUP BY rep") {
        last[$0.text()] = $0.instant()
      }
    }
    return last
  }

  /// The turn of each team, in order of the team's name.
  public func turns() throws -> [Turn] {
    try work {
      try $0.all("SELECT team, next, cursor, credits, handicaps FROM turns ORDER BY team") { row in
        Turn(
          team: row.text(),
          next: row.optionalText()?.split(separator: " ").map(String.init) ?? [],
          cursor: row.int(),
          credits: try row.optionalText().map { try StoredJSON.value([String: Int].self, $0) }
            ?? [:],
          handicaps: try row.optionalText().map {
            try StoredJSON.value([String: Int].self, $0)
          })
      }
    }
  }
}

extension Turn {
  func save(_ connection: Connection) throws {
    try connection.run(
      """
      INSERT INTO turns(team, next, cursor, credits, handicaps) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT(team) DO UPDATE SET next = excluded.next, cursor = excluded.cursor,
        credits = excluded.credits, handicaps = coalesce(excluded.handicaps, handicaps)
      """, .text(team), .text(optional: next.isEmpty ? nil : next.joined(separator: " ")),
      .int(cursor),
      .text(optional: credits.isEmpty ? nil : try StoredJSON.text(credits)),
      .text(optional: try handicaps.map { try StoredJSON.text($0) }))
  }
}
