internal import GRDBSQLite
internal import LeadCore

/// Reads the columns of a row one after another.
struct Columns {
  private let statement: OpaquePointer
  private var next: Int32 = 0

  init(_ statement: OpaquePointer) { self.statement = statement }

  private mutating func take() -> Int32 {
    defer { next += 1 }
    return next
  }

  /// Consumes nothing: whether the column that comes next is NULL.
  private var isNull: Bool { sqlite3_column_type(statement, next) == SQLITE_NULL }

  mutating func int64() -> Int64 { sqlite3_column_int64(statement, take()) }
  mutating func int() -> Int { Int(int64()) }
  mutating func bool() -> Bool { int64() != 0 }
  mutating func instant() -> Instant { Instant(milliseconds: int64()) }

  mutating func text() -> String {
    let place = take()
    guard let start = sqlite3_column_text(statement, place) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, place))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  mutating func bytes() -> [UInt8] { withBytes { Array($0) } }

  /// Lends the bytes of a blob; NULL is an empty one.
  mutating func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    let place = take()
    let start = sqlite3_column_blob(statement, place)
    let count = Int(sqlite3_column_bytes(statement, place))
    return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  mutating func optionalInt64() -> Int64? { isNull ? skip() : int64() }
  mutating func optionalInstant() -> Instant? { isNull ? skip() : instant() }
  mutating func optionalText() -> String? { isNull ? skip() : text() }

  private mutating func skip<T>() -> T? {
    next += 1
    return nil
  }
}
