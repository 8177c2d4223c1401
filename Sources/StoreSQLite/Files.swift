internal import LeadCore
public import Store

extension SQLiteStore {
  /// The entry that took in a content, or is taking it in; else the latest that failed at it.
  public func file(sha256: String) throws -> FileEntry? {
    try work {
      try $0.first(
        FileRow.select + """
           WHERE sha256 = ? AND state <> 'duplicate'
          ORDER BY CASE state
            WHEN 'done' THEN 0 WHEN 'taken' THEN 1 WHEN 'taking' THEN 2 ELSE 3 END, id DESC LIMIT 1
          """, .text(sha256)
      ) { try FileRow.read(&$0) }
    }
  }

  /// All files in the order they were first noted.
  public func files() throws -> [FileEntry] {
    try work { try $0.all(FileRow.select + " ORDER BY id") { try FileRow.read(&$0) } }
  }

  public func file(_ id: Int64) throws -> FileEntry? {
    try work { try $0.first(FileRow.select + " WHERE id = ?", .int(id)) { try FileRow.read(&$0) } }
  }

  public func files(in state: FileEntry.State) throws -> [FileEntry] {
    try work {
      try $0.all(FileRow.select + " WHERE state = ? ORDER BY id", .text(state.rawValue)) {
        try FileRow.read(&$0)
      }
    }
  }

  public func lastFileID() throws -> Int64 {
    try work { try $0.first("SELECT max(id) FROM files") { $0.int64() } ?? 0 }
  }

  /// Notes a file; one with the id 0 is new. Returns its id.
  public func save(_ file: FileEntry) throws -> Int64 {
    try transaction { try FileRow.save(file, $0) }
  }

  public func save(_ files: [FileEntry]) throws {
    guard !files.isEmpty else { return }
    try transaction { connection in
      for file in files { _ = try FileRow.save(file, connection) }
    }
  }

  /// The rows of a file that could not be taken in, in the order they were noted.
  public func rejects(of file: Int64) throws -> [RejectedRow] {
    var rows: [RejectedRow] = []
    try forEachReject(of: file) { rows.append($0) }
    return rows
  }

  public func forEachReject(of file: Int64, _ body: (RejectedRow) throws -> Void) throws {
    try work {
      try $0.each(
        "SELECT file, line, cells, reason FROM rejects WHERE file = ? ORDER BY id", [.int(file)]
      ) { try body(RejectedRow(&$0)) }
    }
  }

  public func removeRejects(of file: Int64) throws {
    try transaction { try $0.run("DELETE FROM rejects WHERE file = ?", .int(file)) }
  }
}

/// A file as a row of `files`.
enum FileRow {
  private static let columns = """
    id, name, sha256, state, rows, taken, rejected, duplicates, first_seen, finished, reason
    """
  static let select = "SELECT " + columns + " FROM files"

  private static let save =
    "INSERT INTO files(\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    + "ON CONFLICT(id) DO UPDATE SET "
    + columns.split(separator: ", ").dropFirst().map { "\($0) = excluded.\($0)" }
    .joined(separator: ", ") + " RETURNING id"

  static func save(_ file: FileEntry, _ connection: Connection) throws -> Int64 {
    let id = try connection.first(
      save, file.id == 0 ? .null : .int(file.id), .text(file.name), .text(file.sha256),
      .text(file.state.rawValue), .int(file.rows), .int(file.taken), .int(file.rejected),
      .int(file.duplicates), .int(file.firstSeen.milliseconds),
      .int(optional: file.finished?.milliseconds), .text(optional: file.reason)
    ) { $0.int64() }
    return id ?? file.id
  }

  static func read(_ row: inout Columns) throws -> FileEntry {
    let (id, name, sha256) = (row.int64(), row.text(), row.text())
    guard let state = FileEntry.State(rawValue: row.text()) else {
      throw SQLiteFailure.damaged("the state of a file")
    }
    let (rows, taken, rejected, duplicates) = (row.int(), row.int(), row.int(), row.int())
    var file = FileEntry(
      id: id, name: name, sha256: sha256, state: state, firstSeen: row.instant())
    file.rows = rows
    file.taken = taken
    file.rejected = rejected
    file.duplicates = duplicates
    file.finished = row.optionalInstant()
    file.reason = row.optionalText()
    return file
  }
}

extension RejectedRow {
  func write(to rows: inout RowWriter) throws {
    var packed = PackedBytes()
    for cell in cells { packed.append(cell) }
    rows.int(file)
    rows.int(line)
    rows.bytes(packed.bytes)
    rows.text(reason)
    try rows.endRow()
  }

  init(_ row: inout Columns) throws {
    let (file, line) = (row.int64(), row.int())
    let cells = try row.withBytes { bytes in
      var packed = PackedReader(bytes)
      var cells: [String] = []
      while !packed.isAtEnd { cells.append(try packed.text()) }
      return cells
    }
    self.init(file: file, line: line, cells: cells, reason: row.text())
  }
}
