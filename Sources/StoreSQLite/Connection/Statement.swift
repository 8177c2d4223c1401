internal import GRDBSQLite

/// A prepared statement. GRDB's own would cut texts at their first NUL.
final class Statement {
  let pointer: OpaquePointer
  private let connection: OpaquePointer

  init(_ sql: String, on connection: OpaquePointer) throws {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw SQLiteFailure(of: connection) }
    pointer = prepared
    self.connection = connection
  }

  deinit { sqlite3_finalize(pointer) }

  func bind(_ value: Value, at place: Int32) throws {
    let code =
      switch value {
      case .null: sqlite3_bind_null(pointer, place)
      case .int(let number): sqlite3_bind_int64(pointer, place, number)
      case .text(let text): bindCopy(text, at: place)
      }
    guard code == SQLITE_OK else { throw SQLiteFailure(of: connection) }
  }

  private func bindCopy(_ text: String, at place: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress, bytes.count > 0 else {
        return sqlite3_bind_text(pointer, place, "", 0, nil)
      }
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      return sqlite3_bind_text64(
        pointer, place, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
        UInt64(bytes.count), transient, UInt8(SQLITE_UTF8))
    }
  }

  /// Whether there is a row.
  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let failure = SQLiteFailure(of: connection)
      sqlite3_reset(pointer)
      throw failure
    }
  }

  func reset() { sqlite3_reset(pointer) }

  /// The present row's columns.
  var row: Columns { Columns(pointer) }
}

/// A value to bind.
enum Value {
  case null
  case int(Int64)
  case text(String)

  static func int(_ number: Int) -> Value { .int(Int64(number)) }
  static func text(optional text: String?) -> Value { text.map { .text($0) } ?? .null }
  static func int(optional number: Int64?) -> Value { number.map { .int($0) } ?? .null }
}
