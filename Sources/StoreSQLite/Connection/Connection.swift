internal import GRDBSQLite

/// An open database with its prepared statements.
final class Connection {
  let handle: OpaquePointer
  private var idle: [Text: Statement] = [:]

  /// The text of a statement. Hashing all of it would take as long as what most statements do.
  private struct Text: Hashable {
    let sql: String

    init(_ sql: String) { self.sql = sql }

    func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
  }

  init(_ handle: OpaquePointer) { self.handle = handle }

  /// Finalises all statements; the database cannot be closed before.
  func forgetStatements() { idle.removeAll() }

  /// Lends a prepared statement. A statement in use is not in the cache, so that nested uses of the
  /// same text do not disturb each other.
  func withStatement<T>(_ sql: String, _ body: (Statement) throws -> T) throws -> T {
    let statement = try take(sql)
    defer { giveBack(statement, sql) }
    return try body(statement)
  }

  func take(_ sql: String) throws -> Statement {
    try idle.removeValue(forKey: Text(sql)) ?? Statement(sql, on: handle)
  }

  func giveBack(_ statement: Statement, _ sql: String) {
    statement.reset()
    sqlite3_clear_bindings(statement.pointer)
    idle[Text(sql)] = statement
  }

  func run(_ sql: String, _ values: Value...) throws {
    try each(sql, values) { _ in }
  }

  /// Calls back for every row.
  func each(_ sql: String, _ values: [Value] = [], _ body: (inout Columns) throws -> Void) throws {
    try withStatement(sql) { statement in
      for (place, value) in values.enumerated() {
        try statement.bind(value, at: Int32(place + 1))
      }
      while try statement.step() {
        var row = statement.row
        try body(&row)
      }
    }
  }

  func all<T>(
    _ sql: String, _ values: Value..., as read: (inout Columns) throws -> T
  ) throws -> [T] {
    var rows: [T] = []
    try each(sql, values) { rows.append(try read(&$0)) }
    return rows
  }

  func first<T>(
    _ sql: String, _ values: Value..., as read: (inout Columns) throws -> T
  ) throws -> T? {
    try withStatement(sql) { statement in
      for (place, value) in values.enumerated() {
        try statement.bind(value, at: Int32(place + 1))
      }
      guard try statement.step() else { return nil }
      var row = statement.row
      return try read(&row)
    }
  }
}
