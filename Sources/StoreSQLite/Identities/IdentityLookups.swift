internal import GRDBSQLite
public import Store

/// Decides when looking up identities is worth a filter, and keeps it true to what is stored.
struct IdentityLookups {
  /// Batches of fewer look-ups are done without.
  private static let largeBatch = 1000
  /// So many look-ups see the book at one moment: while it lasts, the log cannot begin anew.
  static let atOnce = 1000

  /// Readers have none: another process adds identities.
  private let filters: Bool
  private var filter: IdentityFilter?
  /// Look-ups in large batches so far; reading all for the filter pays when they are many
  /// beside the leads.
  private var lookedUp = 0
  /// `PRAGMA data_version` when the filter was built: it changes with another process's commit.
  private var version: Int64 = 0

  init(filters: Bool) { self.filters = filters }

  /// Builds the filter, or lets it go, before a batch of look-ups.
  mutating func prepare(forLookups count: Int, _ connection: Connection) throws {
    guard filters, count > Self.largeBatch else { return }
    let present = try connection.first("PRAGMA data_version") { $0.int64() } ?? 0
    if present != version { filter = nil }
    version = present
    guard filter == nil else { return }
    lookedUp += count
    let leads = try connection.first("SELECT max(id) FROM leads") { $0.int() } ?? 0
    guard lookedUp > leads / 4 else { return }
    var built = IdentityFilter(keys: max(1 << 20, leads * 4))
    try connection.each("SELECT kind, value FROM recent_identities") { row in
      let kind = row.int()
      row.withBytes { _ = built.insert(IdentityFilter.hash(kind: kind, $0)) }
    }
    try connection.each(
      "SELECT kind, entries FROM identity_runs AS r JOIN identity_parts AS p ON p.run = r.run"
    ) { row in
      let kind = row.int()
      try row.withBytes { part in
        try IdentityRuns.forEach(in: part) { value in
          built.insert(IdentityFilter.hash(kind: kind, value))
        }
      }
    }
    filter = built
  }

  /// Whether there is a filter, so that most look-ups of new identities need no table.
  var isSharp: Bool { filter != nil }

  /// Whether an identity may be known. False only where it certainly is not.
  func mayKnow(kind: Int, _ value: UnsafeRawBufferPointer) -> Bool {
    filter?.mayContain(IdentityFilter.hash(kind: kind, value)) ?? true
  }

  /// Notes identities that are about to be stored; if that fails the filter is merely less sharp.
  /// Returns the places of those that may be stored already.
  mutating func note(_ identities: borrowing SortedIdentities) -> [Int] {
    guard filter != nil else { return Array(identities.entries.indices) }
    var doubtful: [Int] = []
    for place in identities.entries.indices {
      let entry = identities.entries[place]
      let hash = IdentityFilter.hash(kind: Int(entry.kind), identities.bytes(entry))
      if filter!.insert(hash) { doubtful.append(place) }
    }
    return doubtful
  }
}

extension SQLiteStore {
  /// Whether there is no lead known by anything.
  public var isEmpty: Bool {
    get throws {
      try work { connection in
        try ["identity_runs", "recent_identities"].allSatisfy { table in
          try connection.first("SELECT 1 FROM \(table) LIMIT 1") { $0.bool() } == nil
        }
      }
    }
  }

  /// The leads that identities belong to, by their exact bytes; nil where unknown.
  public func leadIDs(of identities: [Identity]) throws -> [Int64?] {
    let kinds = Set(identities.map(\.kind)).sorted()
    let places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
    let values = identities.map { Array($0.value.utf8) }
    return try withExtendedLifetime(values) {
      try leadIDs(count: identities.count, kinds: kinds) { place in
        (places[identities[place].kind]!, values[place].withUnsafeBytes { $0 })
      }
    }
  }

  /// The same for identities whose values lie elsewhere.
  public func leadIDs(
    count: Int, kinds: [String], identity: (Int) -> (kind: Int, value: UnsafeRawBufferPointer)
  ) throws -> [Int64?] {
    guard count > 0 else { return [] }
    // While a commit is being written, what it adds is looked up in it, all else in what stood
    // before.
    if let prepared = behind?.prepared, lookups.isSharp, let reader = try reader() {
      return try stride(from: 0, to: count, by: IdentityLookups.atOnce).flatMap { start in
        try reader.run("BEGIN")
        defer { try? reader.run("COMMIT") }
        let places = start..<min(count, start + IdentityLookups.atOnce)
        return try leadIDs(places, kinds, identity, reader, besides: prepared)
      }
    }
    return try work { connection in
      try refreshNames(connection)
      try lookups.prepare(forLookups: count, connection)
      guard try !isEmpty else { return Array(repeating: nil, count: count) }
      return try leadIDs(0..<count, kinds, identity, connection)
    }
  }

  private func leadIDs(
    _ places: Range<Int>, _ kinds: [String],
    _ identity: (Int) -> (kind: Int, value: UnsafeRawBufferPointer), _ connection: Connection,
    besides prepared: PreparedCommit? = nil
  ) throws -> [Int64?] {
    var found = [Int64?](repeating: nil, count: places.count)
    let lookups = lookups
    let numbers = kinds.map { names.number(ofKind: $0) }
    try connection.withStatement(IdentityIndex.lookup) { statement in
      for place in places {
        let (index, value) = identity(place)
        guard let kind = numbers[index], lookups.mayKnow(kind: kind, value) else { continue }
        found[place - places.lowerBound] =
          try prepared?.identities.lead(kind: kind, value)
          ?? SQLiteStore.lead(kind, value, statement)
      }
    }
    guard try connection.first("SELECT 1 FROM merges LIMIT 1", as: { $0.bool() }) != nil
    else { return found }
    return try found.map { try $0.map { try SQLiteStore.survivor(of: $0, connection) } }
  }

  private static func lead(
    _ kind: Int, _ value: UnsafeRawBufferPointer, _ statement: Statement
  ) throws -> Int64? {
    sqlite3_bind_int64(statement.pointer, 1, Int64(kind))
    if let start = value.baseAddress, value.count > 0 {
      sqlite3_bind_blob(statement.pointer, 2, start, Int32(value.count), nil)
    } else {
      sqlite3_bind_zeroblob(statement.pointer, 2, 0)
    }
    defer { statement.reset() }
    while try statement.step() {
      var row = statement.row
      if let lead = try row.optionalInt64()
        ?? row.withBytes({ try IdentityRuns.lead(of: value, in: $0) })
      {
        return lead
      }
    }
    return nil
  }

  /// Makes sure that nobody has those of the new identities of which that is in doubt.
  func verifyNew(_ places: [Int], of identities: borrowing SortedIdentities) throws {
    guard !places.isEmpty else { return }
    try work { connection in
      try connection.withStatement(IdentityIndex.lookup) { statement in
        for place in places {
          let entry = identities.entries[place]
          let known = try SQLiteStore.lead(Int(entry.kind), identities.bytes(entry), statement)
          if known != nil { throw SQLiteFailure.knownIdentity }
        }
      }
    }
  }
}
