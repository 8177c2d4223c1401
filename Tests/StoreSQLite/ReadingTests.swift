import GRDBSQLite
import LeadCore
import Store
import Testing

@testable import StoreSQLite

@Suite struct ReadingTests {
  /// Whether no transaction is open.
  private func isIdle(_ store: SQLiteStore) throws -> Bool {
    sqlite3_get_autocommit(store.connection.handle) != 0
  }

  @Test(arguments: [false, true])
  func readsInOneTransactionUpToTheNextCommit(_ behind: Bool) throws {
    let scratch = try Scratch()
    let store = try SQLiteStore(path: scratch.database)
    try store.commit(changes(adding: plainLead(1)))
    store.beginReading()
    #expect(try isIdle(store), "nothing has been read")
    #expect(try store.lead(1) != nil)
    #expect(try !isIdle(store))
    store.beginReading()
    #expect(try store.lead(2) == nil)
    let more = changes(adding: plainLead(2))
    if behind { try store.commitBehind(more) } else { try store.commit(more) }
    #expect(try store.lead(2) != nil)
    store.endReading()
    #expect(try !isIdle(store), "the outer one goes on")
    #expect(try store.leadIDs(of: [email("lead2@example.com")]) == [2])
    store.endReading()
    #expect(try isIdle(store))
    try store.commit(changes(adding: plainLead(3)))
    #expect(try store.lead(3) != nil)
    #expect(try isIdle(store))
  }

  /// What is still being written when the reading ends has ended its transaction.
  @Test func endsWhileACommitIsWritten() throws {
    let scratch = try Scratch()
    let store = try SQLiteStore(path: scratch.database)
    for id in Int64(1)...50 {
      store.beginReading()
      #expect(try store.lead(id) == nil)
      try store.commitBehind(changes(adding: plainLead(id)))
      store.endReading()
    }
    #expect(try store.lead(50) != nil)
    #expect(try isIdle(store))
  }

  @Test func readsWithinWhatIsWritten() throws {
    let store = try SQLiteStore.inMemory()
    try store.commit(changes(adding: plainLead(1)))
    store.beginReading()
    let lead = try store.transaction { _ in try store.lead(1) }
    #expect(lead != nil)
    #expect(try store.lead(1) != nil)
    store.endReading()
    #expect(try isIdle(store))
  }

  /// A reading that a failed commit is part of goes on.
  @Test func outlivesAFailedCommit() throws {
    let scratch = try Scratch()
    let store = try SQLiteStore(path: scratch.database)
    try store.commit(changes(adding: plainLead(1)))
    store.beginReading()
    #expect(try store.lead(1) != nil)
    #expect(throws: SQLiteFailure.self) {
      try store.commit(changes(adding: plainLead(1, email: "other@example.com")))
    }
    #expect(try store.lead(1) != nil)
    try store.commit(changes(adding: plainLead(2)))
    store.endReading()
    #expect(try isIdle(store))
    #expect(try SQLiteStore(path: scratch.database, readOnly: true).lead(2) != nil)
  }
}
