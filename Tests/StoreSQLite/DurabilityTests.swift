import Foundation
import LeadCore
import Store
import Testing

@testable import StoreSQLite

@Suite struct DurabilityTests {
  /// All that can be seen of a store.
  private func sight(_ store: SQLiteStore) throws -> [String] {
    var seen: [String] = []
    try store.forEachLead { seen.append("\($0)") }
    try store.forEachHandoff { seen.append("\($0) \($1)") }
    for lead in Int64(1)...3 {
      seen += try store.facts(of: lead).map { "\($0)" } + store.history(of: lead).map { "\($0)" }
    }
    seen += try store.undelivered(limit: 99).map { "\($0)" } + store.files().map { "\($0)" }
    seen += try store.rejects(of: 1).map { "\($0)" } + store.turns().map { "\($0)" }
    seen.append("\(try store.lastIDs()) \(try store.note(SQLiteStore.decidedAtNote) ?? "-")")
    return seen
  }

  /// Something of everything, about one lead.
  private func everything(_ id: Int64) -> Changes {
    var lead = plainLead(id)
    lead.identities.append(Identity(kind: "kind\(id)", value: "v"))
    var change = changes(adding: lead)
    change.facts = [
      StoredFact(
        lead: id, number: 1, kind: .lead, at: nil, key: 1, file: 1, line: 1,
        properties: lead.record)
    ]
    change.handoffs = [(plainHandoff(id), lead: id)]
    change.history = [
      HistoryEntry(
        lead: id, at: at(1), decidedAt: at(2), kind: "stage", text: "t", trace: nil, file: 1,
        line: 1)
    ]
    change.outbox = [
      OutboxEntry(commit: id, channel: .alerts, address: "", payload: "{}", at: at(1))
    ]
    change.rejects = [RejectedRow(file: 1, line: 1, cells: ["a"], reason: "r")]
    change.file = FileEntry(id: 1, name: "f\(id)", sha256: "s", state: .taking, firstSeen: at(1))
    change.turns = [Turn(team: "t", next: [], cursor: Int(id), credits: [:])]
    change.decidedAt = at(id)
    return change
  }

  @Test(arguments: ["lead", "identity", "fact", "outbox"])
  func leavesNothingOfAFailedCommit(_ fault: String) throws {
    let scratch = try Scratch()
    let store = try SQLiteStore(path: scratch.database)
    try store.commit(everything(1))
    let before = try sight(store)
    var change = everything(2)
    switch fault {
    case "lead": change.newLeads.append(plainLead(1))
    case "identity": change.newIdentities.append((email("lead1@example.com"), lead: 2))
    case "fact": change.facts.append(change.facts[0])
    default:
      change.outbox[0].id = 1
    }
    change.changedLeads = [plainLead(1, email: "changed@example.com")]
    let failure = #expect(throws: SQLiteFailure.self) { try store.commit(change) }
    #expect(failure?.isConflict == true)
    #expect(try sight(store) == before)
    #expect(try store.leadIDs(of: [Identity(kind: "kind2", value: "v")]) == [nil])
    // The store goes on: kinds that were rolled back get their numbers again.
    try store.commit(everything(3))
    try store.commit(everything(2))
    let after = try sight(store)
    #expect(
      try store.leadIDs(of: [2, 3].map { Identity(kind: "kind\($0)", value: "v") }) == [2, 3])
    try store.close()
    let reopened = try SQLiteStore(path: scratch.database)
    #expect(try sight(reopened) == after)
    #expect(try reopened.leadIDs(of: [email("lead3@example.com")]) == [3])
  }

  @Test func writesDurably() throws {
    let scratch = try Scratch()
    let store = try SQLiteStore(path: scratch.database)
    let pragmas = ["synchronous", "journal_mode", "page_size", "foreign_keys", "busy_timeout"]
    let values = try store.work { connection in
      try pragmas.map { try connection.first("PRAGMA \($0)") { $0.text() } }
    }
    // 2 is FULL.
    #expect(values == ["2", "wal", "8192", "0", "5000"])
  }

  @Test func readsBesideAWriter() throws {
    let scratch = try Scratch()
    #expect(throws: SQLiteFailure.self) { try SQLiteStore(path: scratch.database, readOnly: true) }
    let writer = try SQLiteStore(path: scratch.database)
    try writer.commit(everything(1))
    let reader = try SQLiteStore(path: scratch.database, readOnly: true)
    #expect(try sight(reader) == sight(writer))
    var listed = 0
    try reader.forEachLead { _ in
      // The writer does not wait for readers, and they do not see what it writes.
      if listed == 0 { try writer.commit(everything(2)) }
      listed += 1
    }
    #expect(listed == 1)
    #expect(try sight(reader) == sight(writer))
    #expect(try reader.leadIDs(of: [Identity(kind: "kind2", value: "v")]) == [2])
    #expect(throws: SQLiteFailure.self) { try reader.setNote("k", "v") }
    try writer.close()
    #expect(try reader.lead(2) != nil)
    try reader.close()
    let alone = try SQLiteStore(path: scratch.database, readOnly: true)
    #expect(try alone.lead(1) != nil)
  }

  @Test func refusesWhatIsNoStore() throws {
    let scratch = try Scratch()
    try Data("name,email\n".utf8).write(to: URL(fileURLWithPath: scratch.database))
    let failure = #expect(throws: SQLiteFailure.self) { try SQLiteStore(path: scratch.database) }
    #expect(failure?.isCorrupt == true)
  }

  @Test func refusesANewerStore() throws {
    let scratch = try Scratch()
    let store = try SQLiteStore(path: scratch.database)
    try store.work { try $0.run("INSERT INTO grdb_migrations VALUES ('v999')") }
    try store.close()
    #expect(throws: SQLiteFailure.self) { try SQLiteStore(path: scratch.database) }
  }
}
