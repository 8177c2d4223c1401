internal import GRDBSQLite
internal import LeadCore

/// Inserts rows, 64 of them a statement, the rest one by one.
///
/// Values are staged in memory of its own and bound from there, so that SQLite copies nothing
/// twice. Used from a local variable it costs no exclusivity checks.
struct RowWriter: ~Copyable {
  private static let rowsPerStatement = 64

  /// `bytes` lie in the arena at an offset, `lent` ones where they are.
  private enum Staged {
    case null
    case int(Int64)
    case text(offset: Int, count: Int)
    case bytes(offset: Int, count: Int)
    case lent(UnsafeRawPointer, count: Int)
  }

  private let connection: Connection
  private let head: String
  private let tail: String
  private let width: Int
  private var staged: [Staged] = []
  /// The statement of 64 rows, once there are as many.
  private var many: Statement?
  private var arena = StagedBytes(capacity: 1024)

  /// - Parameters:
  ///   - head: `INSERT INTO table(columns)`, or nothing behind the table's name for all columns.
  ///   - tail: what follows the values, such as `ON CONFLICT …`.
  init(_ connection: Connection, _ head: String, columns: Int, _ tail: String = "") {
    self.connection = connection
    self.head = head
    self.tail = tail
    width = columns
    staged.reserveCapacity(columns)
  }

  mutating func null() { staged.append(.null) }
  mutating func int(_ number: Int64) { staged.append(.int(number)) }
  mutating func int(_ number: Int) { staged.append(.int(Int64(number))) }
  mutating func int(_ number: Int64?) { staged.append(number.map { .int($0) } ?? .null) }
  mutating func instant(_ instant: Instant?) { int(instant?.milliseconds) }

  mutating func text(_ text: String) {
    let offset = arena.append(text)
    staged.append(.text(offset: offset, count: arena.count - offset))
  }

  mutating func text(_ optional: String?) {
    if let optional { text(optional) } else { null() }
  }

  mutating func bytes(_ bytes: [UInt8]) { bytes.withUnsafeBytes { self.bytes($0) } }

  mutating func bytes(_ bytes: UnsafeRawBufferPointer) {
    let offset = arena.append(bytes)
    staged.append(.bytes(offset: offset, count: bytes.count))
  }

  /// Bytes that stay where they are until `flush` or `finish`.
  mutating func lent(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return self.bytes([]) }
    staged.append(.lent(start, count: bytes.count))
  }

  /// Ends a row of as many values as there are columns.
  mutating func endRow() throws {
    guard staged.count == width * RowWriter.rowsPerStatement else { return }
    let statement = try many ?? connection.take(sql(rows: RowWriter.rowsPerStatement))
    many = statement
    try insert(from: 0, into: statement)
    staged.removeAll(keepingCapacity: true)
    arena.clear()
  }

  /// Inserts what is left.
  consuming func finish() throws {
    if let many { connection.giveBack(many, sql(rows: RowWriter.rowsPerStatement)) }
    try flush()
  }

  /// Inserts what was added so far.
  mutating func flush() throws {
    precondition(staged.count % width == 0, "a row of \(head) lacks values")
    guard !staged.isEmpty else { return }
    defer {
      staged.removeAll(keepingCapacity: true)
      arena.clear()
    }
    try connection.withStatement(sql(rows: 1)) { statement in
      for start in stride(from: 0, to: staged.count, by: width) {
        try insert(from: start, into: statement)
      }
    }
  }

  private func insert(from start: Int, into statement: Statement) throws {
    let pointer = statement.pointer
    sqlite3_clear_bindings(pointer)
    let base = arena.base
    let count = Int(sqlite3_bind_parameter_count(pointer))
    for place in 0..<count {
      let number = Int32(place + 1)
      let code =
        switch staged[start + place] {
        case .null: SQLITE_OK
        case .int(let value): sqlite3_bind_int64(pointer, number, value)
        case .text(let offset, let count):
          sqlite3_bind_text(
            pointer, number, (base + offset).assumingMemoryBound(to: CChar.self), Int32(count),
            nil)
        case .bytes(let offset, let count):
          sqlite3_bind_blob(pointer, number, base + offset, Int32(count), nil)
        case .lent(let bytes, let count):
          sqlite3_bind_blob(pointer, number, bytes, Int32(count), nil)
        }
      guard code == SQLITE_OK else { throw SQLiteFailure(of: connection.handle) }
    }
    _ = try statement.step()
    statement.reset()
  }

  private func sql(rows: Int) -> String {
    let row = "(" + Array(repeating: "?", count: width).joined(separator: ",") + ")"
    return head + " VALUES " + Array(repeating: row, count: rows).joined(separator: ",") + tail
  }
}
