internal import GRDB
internal import GRDBSQLite
public import Store

/// What SQLite could not do.
public struct SQLiteFailure: StoreFailure, Equatable, CustomStringConvertible {
  /// SQLite's extended result code, see https://www.sqlite.org/rescode.html.
  public var code: Int32
  public var message: String

  public init(code: Int32, message: String) {
    self.code = code
    self.message = message
  }

  /// The disk is full; nothing of the transaction was written.
  public var isDiskFull: Bool { primary == SQLITE_FULL }
  /// Another process holds the database.
  public var isBusy: Bool { primary == SQLITE_BUSY || primary == SQLITE_LOCKED }
  /// The file is damaged, or is no database.
  public var isCorrupt: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }
  /// A key was there already.
  public var isConflict: Bool { primary == SQLITE_CONSTRAINT }

  public var description: String { "store: \(message) (SQLite \(code))" }

  private var primary: Int32 { code & 0xFF }
}

extension SQLiteFailure {
  init(_ error: DatabaseError) {
    self.init(
      code: error.extendedResultCode.rawValue,
      message: error.message ?? error.resultCode.errorString ?? "unknown")
  }

  static func damaged(_ what: String) -> SQLiteFailure {
    SQLiteFailure(code: SQLITE_CORRUPT, message: "\(what) in the store cannot be read")
  }

  static let knownIdentity = SQLiteFailure(
    code: SQLITE_CONSTRAINT, message: "a new identity is known already")

  /// The latest failure of a connection.
  init(of handle: OpaquePointer?) {
    self.init(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
  }
}

extension ResultCode {
  fileprivate var errorString: String? { sqlite3_errstr(rawValue).map { String(cString: $0) } }
}
