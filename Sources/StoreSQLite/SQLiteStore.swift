internal import GRDB
internal import GRDBSQLite
public import Store

/// The store in one SQLite file.
///
/// What a commit wrote survives a power cut (`synchronous` is FULL). One process writes; others may
/// open the same file read-only meanwhile.
///
/// `@unchecked Sendable`: one caller at a time has it, and the database is only touched on the
/// queue's own serial dispatch queue, where a commit may be written while the caller goes on.
public final class SQLiteStore: LeadRelayStore, ScratchStore, @unchecked Sendable {
  private let queue: DatabaseQueue
  let isReadOnly: Bool
  private let path: String?
  let connection: Connection
  var names: Names
  var lookups: IdentityLookups
  let identities = IdentityIndex()
  /// The commit that is being written while its caller goes on.
  var behind: CommitBehind?
  private var lookupReader: LookupReader?
  private var checkpoints: Checkpoints?
  /// How many calls of `beginReading` have no `endReading` yet, and whether the transaction that
  /// they read in has begun.
  private var readings = 0
  private var isReading = false

  private struct LookupReader {
    let queue: DatabaseQueue
    let connection: Connection
  }

  /// Opens a file, or creates it.
  ///
  /// - Parameter readOnly: for lists while another process writes; the file must be there.
  /// - Throws: `SQLiteFailure`, also where a newer version of the program has changed the tables.
  public convenience init(path: String, readOnly: Bool = false) throws {
    try self.init(
      converting { try DatabaseQueue(path: path, configuration: .house(readOnly: readOnly)) },
      path: path, readOnly: readOnly)
    guard !readOnly else { return }
    try verifyDurability()
    let second = try converting {
      try DatabaseQueue(path: path, configuration: .house(readOnly: false))
    }
    checkpoints = Checkpoints(for: connection.handle, by: second)
  }

  /// A store that is gone when it is let go.
  public static func inMemory() throws -> SQLiteStore {
    try SQLiteStore(converting { try DatabaseQueue(configuration: .house(readOnly: false)) })
  }

  /// Lets go of everything but the numbers of names; of a store in memory only.
  public func clear() throws {
    precondition(path == nil && !isReadOnly, "a book is never cleared")
    try transaction { connection in
      for table in Schema.tablesOfBook { try connection.run("DELETE FROM \(table)") }
      identities.forgetCount()
    }
  }

  private init(_ queue: DatabaseQueue, path: String? = nil, readOnly: Bool = false) throws {
    self.queue = queue
    self.path = readOnly ? nil : path
    isReadOnly = readOnly
    try converting {
      let migrator = Schema.migrator
      guard try !queue.read(migrator.hasBeenSuperseded) else {
        throw SQLiteFailure(
          code: SQLITE_SCHEMA, message: "the store was written by a newer version of leadrelay")
      }
      if !readOnly { try migrator.migrate(queue) }
      guard try queue.read(migrator.hasCompletedMigrations) else {
        throw SQLiteFailure(
          code: SQLITE_SCHEMA, message: "the store is of an older version, or none; run the daemon")
      }
    }
    guard let handle = queue.unsafeReentrantWrite({ $0.sqliteConnection }) else {
      throw SQLiteFailure(code: SQLITE_CANTOPEN, message: "the store is closed")
    }
    connection = Connection(handle)
    names = try Names(connection)
    lookups = IdentityLookups(filters: !readOnly)
  }

  deinit {
    try? settle()
    forgetStatements()
    try? checkpoints?.close(connection.handle)
  }

  private func forgetStatements() {
    connection.forgetStatements()
    lookupReader?.connection.forgetStatements()
  }

  /// Closes the file; nothing may be called after. What closes last empties the write-ahead log.
  public func close() throws {
    try settle()
    queue.unsafeReentrantWrite { _ in forgetStatements() }
    lookupReader = nil
    try converting {
      try checkpoints?.close(connection.handle)
      checkpoints = nil
      try queue.close()
    }
  }

  /// Runs something with the database, alone, and after what is still being written.
  func work<T>(_ body: (Connection) throws -> T) throws -> T {
    try settle()
    return try converting {
      try queue.unsafeReentrantWrite { _ in
        if readings > 0, !isReading, sqlite3_get_autocommit(connection.handle) != 0 {
          try connection.run("BEGIN")
          isReading = true
        }
        return try body(connection)
      }
    }
  }

  /// Reads in one transaction from now on, for one of its own takes longer than what is read. A
  /// commit ends it, and what is read after that begins another.
  public func beginReading() { readings += 1 }

  /// Ends what `beginReading` began.
  public func endReading() {
    readings -= 1
    // What is still being written has ended it.
    if readings == 0, behind == nil { queue.unsafeReentrantWrite { _ in endReadingNow() } }
  }

  private func endReadingNow() {
    guard isReading else { return }
    isReading = false
    // Fails where a failure has ended it already.
    try? connection.run("COMMIT")
  }

  /// Runs something in one transaction, whole or not at all.
  func transaction<T>(_ body: (Connection) throws -> T) throws -> T {
    try settle()
    do {
      return try transactionNow(body)
    } catch {
      try? work { try names.reload($0) }
      throw error
    }
  }

  /// The same, without regard to what is still being written: for what writes it.
  func transactionNow<T>(_ body: (Connection) throws -> T) throws -> T {
    try converting {
      try queue.unsafeReentrantWrite { _ in
        endReadingNow()
        checkpoints?.catchUp(connection.handle)
        // Prepared once, unlike GRDB's own.
        try connection.run("BEGIN IMMEDIATE")
        do {
          let result = try body(connection)
          try connection.run("COMMIT")
          return result
        } catch {
          identities.forgetCount()
          // Some failures have rolled back already.
          try? connection.run("ROLLBACK")
          throw error
        }
      }
    }
  }

  /// Runs something that has no part in what is decided. A commit that is still being written is
  /// waited for, but if it fails that is told to the one who decides, not here.
  func beside<T>(_ body: (Connection) throws -> T) throws -> T {
    behind?.wait()
    return try converting { try queue.unsafeReentrantWrite { _ in try body(connection) } }
  }

  /// The same in one transaction.
  func transactionBeside<T>(_ body: (Connection) throws -> T) throws -> T {
    behind?.wait()
    return try transactionNow(body)
  }

  /// Waits for the commit that is still being written, if any.
  ///
  /// - Throws: why it was not written; once, then all is as it was before that commit.
  func settle() throws {
    guard let behind else { return }
    self.behind = nil
    try behind.finish()
  }

  /// A connection that looks identities up while another writes; nil for a store in memory.
  func reader() throws -> Connection? {
    if let lookupReader { return lookupReader.connection }
    guard let path else { return nil }
    let queue = try converting {
      try DatabaseQueue(path: path, configuration: .house(readOnly: true))
    }
    guard let handle = queue.unsafeReentrantWrite({ $0.sqliteConnection }) else { return nil }
    let reader = LookupReader(queue: queue, connection: Connection(handle))
    lookupReader = reader
    return reader.connection
  }

  private func verifyDurability() throws {
    try work { connection in
      let level = try connection.first("PRAGMA synchronous") { $0.int() }
      let journal = try connection.first("PRAGMA journal_mode") { $0.text() }
      guard level == 2, journal == "wal" else {
        throw SQLiteFailure(
          code: SQLITE_CANTOPEN,
          message: "no durable store here: synchronous \(level ?? -1), journal \(journal ?? "none")"
        )
      }
    }
  }
}

/// Errors of GRDB never leave this room.
private func converting<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as DatabaseError {
    throw SQLiteFailure(error)
  }
}

extension Configuration {
  fileprivate static func house(readOnly: Bool) -> Configuration {
    var house = Configuration()
    house.readonly = readOnly
    house.foreignKeysEnabled = false
    // What is read between `beginReading` and `endReading` is one.
    house.allowsUnsafeTransactions = true
    house.busyMode = .timeout(5)
    house.label = "leadrelay.store"
    house.prepareDatabase { database in
      if !readOnly {
        // GRDB's own WAL mode would lower `synchronous` to NORMAL, which loses commits in a power
        // cut.
        try database.execute(
          sql: """
            PRAGMA page_size = 8192;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA journal_size_limit = 67108864;
            """)
      }
      try database.execute(
        sql: """
          PRAGMA cache_size = -40960;
          PRAGMA mmap_size = 1073741824;
          PRAGMA temp_store = MEMORY;
          """)
    }
    return house
  }
}
