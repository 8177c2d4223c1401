internal import GRDBSQLite
internal import LeadCore
public import Store

extension SQLiteStore {
  /// The note that holds the latest `decidedAt`, in milliseconds since 1970.
  public static let decidedAtNote = "decided_at"

  /// One transaction, whole or not at all.
  ///
  /// New leads, identities and facts must be new, or nothing is written, as long as nobody else
  /// writes; changed leads, handoffs and the file replace what is there. A state's handoff is
  /// stored by its id: the handoff itself must be among `handoffs`, of this commit or an earlier
  /// one.
  public func commit(_ changes: Changes) throws {
    let prepared = try prepare(changes)
    try transaction { try write(prepared, $0) }
  }

  /// The same, but returns while it is still being written: the caller prepares the next batch
  /// meanwhile. Every other call of the store waits for it, and throws if it failed.
  public func commitBehind(_ changes: Changes) throws {
    try settle()
    let prepared = try prepare(changes)
    behind = CommitBehind(prepared) { [self] prepared in
      try transactionNow { try write(prepared, $0) }
    }
  }

  /// What a commit needs beside its changes, so that it can be written without touching anything
  /// else.
  private func prepare(_ changes: Changes) throws -> PreparedCommit {
    try learnKinds(of: changes)
    let names = names
    let sorted = SortedIdentities(changes.newIdentities, changes.plain) {
      names.number(ofKind: $0)!
    }
    try verifyNew(lookups.note(sorted), of: sorted)
    return PreparedCommit(changes: changes, names: names, identities: sorted)
  }

  /// Gives numbers to identity kinds that have none yet.
  private func learnKinds(of changes: Changes) throws {
    var missing: Set<String> = []
    // Nearly all are of the kind of the one before.
    var last: String?
    func look(at kind: String) {
      guard kind != last else { return }
      last = kind
      if names.number(ofKind: kind) == nil { missing.insert(kind) }
    }
    for (identity, _) in changes.newIdentities { look(at: identity.kind) }
    for leads in [changes.newLeads, changes.changedLeads] {
      for place in leads.indices {
        for identity in leads[place].identities { look(at: identity.kind) }
      }
    }
    _ = try kindNumbers(missing.sorted())
  }

  private func write(_ prepared: PreparedCommit, _ connection: Connection) throws {
    let changes = prepared.changes
    try writeLeads(changes, prepared.names, connection)
    try identities.write(prepared.identities, connection)
    try writeFacts(changes.facts, connection)
    try writeHandoffs(changes.handoffs, connection)
    try writeHistory(changes.history, connection)
    try writeOutbox(changes.outbox, connection)
    try writeRejects(changes.rejects, connection)
    try writeTurns(changes.turns, connection)
    try writeAccounts(changes, connection)
    try writeMerges(changes, connection)
    try writeDeals(changes, connection)
    try writeRepStates(changes, connection)
    for revival in changes.revivals { try SQLiteStore.revive(revival, connection) }
    if let file = changes.file { _ = try FileRow.save(file, connection) }
    for note in changes.notes { try Note.set(note.key, note.value, connection) }
    if let at = changes.decidedAt {
      try Note.set(SQLiteStore.decidedAtNote, String(at.milliseconds), connection)
    }
  }

  private func writeLeads(
    _ changes: Changes, _ names: Names, _ connection: Connection
  ) throws {
    try writeNewLeads(changes, names, connection)
    try writeChangedLeads(changes.changedLeads, names, connection)
  }

  /// In order of id, plain ones among the others: the tables grow at their ends.
  private func writeNewLeads(
    _ changes: Changes, _ names: Names, _ connection: Connection
  ) throws {
    guard !changes.newLeads.isEmpty || !changes.plain.isEmpty else { return }
    var rows = RowWriter(
      connection, "INSERT INTO leads(id, record, identities, file, line)", columns: 5)
    var standings = RowWriter(
      connection, "INSERT INTO " + Standing.table, columns: Standing.width)
    let plain = changes.plain
    try plain.bytes.withUnsafeBytes { bytes in
      var next = 0
      var packed = PackedBytes()
      for place in 0...changes.newLeads.count {
        let isEnd = place == changes.newLeads.count
        let id = isEnd ? .max : changes.newLeads[place].state.id
        while next < plain.leads.count, plain.leads[next].id < id {
          let lead = plain.leads[next]
          next += 1
          if lead.isGone { continue }
          let (begin, end) = (lead.offset, lead.offset + Int(lead.recordCount))
          rows.int(lead.id)
          rows.lent(.init(rebasing: bytes[begin..<end]))
          rows.lent(.init(rebasing: bytes[end..<end + Int(lead.identitiesCount)]))
          rows.int(plain.file)
          rows.int(Int64(lead.line))
          try rows.endRow()
          try Standing.write(lead, since: plain.since, to: &standings)
        }
        if isEnd { break }
        // By place: a copy of a lead would count references to each of its parts.
        packed.set(changes.newLeads[place].identities, names)
        rows.int(id)
        rows.bytes(changes.newLeads[place].record.bytes)
        rows.bytes(packed.bytes)
        rows.null()
        rows.null()
        try rows.endRow()
        try Standing.write(changes.newLeads[place].state, to: &standings)
      }
      try rows.flush()
    }
    try rows.finish()
    try standings.finish()
  }

  /// Most changes leave a lead's fields as they are; its pages are then not written again.
  private func writeChangedLeads(
    _ leads: [StoredLead], _ names: Names, _ connection: Connection
  ) throws {
    guard !leads.isEmpty else { return }
    var rows = RowWriter(
      connection, "INSERT INTO leads(id, record, identities)", columns: 3,
      """
       ON CONFLICT(id) DO UPDATE SET record = excluded.record, identities = excluded.identities
      WHERE record <> excluded.record OR identities <> excluded.identities
      """)
    var standings = RowWriter(
      connection, "INSERT INTO " + Standing.table, columns: Standing.width, Standing.upsert)
    var packed = PackedBytes()
    for place in leads.indices {
      packed.set(leads[place].identities, names)
      rows.int(leads[place].state.id)
      rows.bytes(leads[place].record.bytes)
      rows.bytes(packed.bytes)
      try rows.endRow()
      try Standing.write(leads[place].state, to: &standings)
    }
    try rows.finish()
    try standings.finish()
  }

  private func writeFacts(_ facts: [StoredFact], _ connection: Connection) throws {
    guard !facts.isEmpty else { return }
    var rows = RowWriter(
      connection,
      "INSERT INTO facts(lead, number, kind, at, whole_day, key, file, line, properties)",
      columns: 9)
    func isBefore(_ left: Int, _ right: Int) -> Bool {
      (facts[left].lead, facts[left].number) < (facts[right].lead, facts[right].number)
    }
    let isSorted = facts.indices.dropFirst().allSatisfy { isBefore($0 - 1, $0) }
    let order = isSorted ? Array(facts.indices) : facts.indices.sorted(by: isBefore)
    for place in order { try facts[place].write(to: &rows) }
    try rows.finish()
  }

  private func writeHandoffs(
    _ handoffs: [(Handoff, lead: Int64)], _ connection: Connection
  ) throws {
    guard !handoffs.isEmpty else { return }
    var rows = RowWriter(
      connection, "INSERT INTO " + HandoffRow.table, columns: HandoffRow.width, HandoffRow.upsert)
    for (handoff, lead) in handoffs { try HandoffRow.write(handoff, lead: lead, to: &rows) }
    try rows.finish()
  }

  private func writeHistory(_ history: [HistoryEntry], _ connection: Connection) throws {
    guard !history.isEmpty else { return }
    var rows = RowWriter(
      connection, "INSERT INTO history(lead, at, decided_at, kind, text, trace, file, line)",
      columns: 8)
    for entry in history { try entry.write(to: &rows) }
    try rows.finish()
  }

  private func writeOutbox(_ outbox: [OutboxEntry], _ connection: Connection) throws {
    guard !outbox.isEmpty else { return }
    var rows = RowWriter(
      connection, "INSERT INTO outbox(id, commit_number, lead, channel, address, payload, at)",
      columns: 7)
    for entry in outbox { try entry.write(to: &rows) }
    try rows.finish()
  }

  private func writeRejects(_ rejects: [RejectedRow], _ connection: Connection) throws {
    guard !rejects.isEmpty else { return }
    var rows = RowWriter(
      connection, "INSERT INTO rejects(file, line, cells, reason)", columns: 4)
    for reject in rejects { try reject.write(to: &rows) }
    try rows.finish()
  }

  private func writeTurns(_ turns: [Turn], _ connection: Connection) throws {
    for turn in turns { try turn.save(connection) }
  }
}
