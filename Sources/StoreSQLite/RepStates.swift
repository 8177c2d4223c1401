public import LeadCore
internal import Store

extension SQLiteStore {
  /// What holds now, of each rep one of a kind at most, in the order in which it was set.
  public func repStates() throws -> [RepState] {
    try work { connection in
      try connection.all(
        """
        SELECT rep, act, since, until, reason, told FROM rep_states WHERE ended = 0 ORDER BY number
        """
      ) { row in
        let rep = row.text()
        guard let act = RepState.Act(rawValue: row.text()) else {
          throw SQLiteFailure.damaged("the state of a rep")
        }
        return RepState(
          rep: rep, act: act, since: row.instant(),
          until: row.optionalInt64().map { Day(number: Int32(truncatingIfNeeded: $0)) },
          reason: row.text(),
          told: row.text())
      }
    }
  }

  func writeRepStates(_ changes: Changes, _ connection: Connection) throws {
    for rep in changes.endedRepStates {
      try connection.run("UPDATE rep_states SET ended = 1 WHERE rep = ?", .text(rep))
    }
    for state in changes.repStates {
      // Who is back is back from everything; sick days in a pause leave the pause.
      try connection.run(
        "UPDATE rep_states SET ended = 1 WHERE rep = ?1 AND (act = ?2 OR ?2 = 'back')",
        .text(state.rep), .text(state.act.rawValue))
      try connection.run(
        """
        INSERT INTO rep_states(rep, act, since, until, reason, told, ended)
        VALUES (?, ?, ?, ?, ?, ?, 0)
        """, .text(state.rep), .text(state.act.rawValue), .int(state.since.milliseconds),
        .int(optional: state.until.map { Int64($0.number) }), .text(state.reason),
        .text(state.told))
    }
  }
}
