import Foundation
import Intake
import LeadCore
import Logging
import Store

/// Takes one file of the inbox in, from its first byte to the archive. It works where the engine
/// works: rows never change hands.
struct FileIntake {
  let data: DataDirectory
  let log: Logger
  /// Rows of a batch.
  let batch: Int
  /// Asked between batches: ends in good order where it says so.
  let isStopping: @Sendable () -> Bool
  /// Called between batches: we are alive.
  let beat: @Sendable () -> Void

  /// Rows of a batch come to about so many bytes at most.
  private static let batchBytes = 32 << 20

  func take(_ path: String, _ engine: isolated Engine) throws {
    let full = data.inbox + "/" + path
    guard let format = FileFormat(fileName: path) else {
      return try fail(
        engine, path, sha256: "",
        "'\(path)' ends in none of .csv .tsv .txt .json .jsonl .ndjson (or one of these with .gz)")
    }
    let sha256 = try digest(full)
    var file = try engine.ledger(path, sha256: sha256)
    if file.state == .done || file.state == .duplicate { return try repeated(engine, path, sha256) }
    if file.state == .taking {
      do {
        guard let taken = try takeRows(engine, full, format, file) else { return }
        file = taken
      } catch let problem as Unreadable {
        return try fail(engine, path, sha256: sha256, problem.sentence, file)
      }
    }
    try settle(engine, file, full)
  }

  /// Nil where the work was interrupted.
  private func takeRows(
    _ engine: isolated Engine, _ full: String, _ format: FileFormat, _ begun: FileEntry
  ) throws -> FileEntry? {
    var file = begun
    let rules = engine.rules
    let source = rules.sources.first { Glob.matches($0.files, file.name) }
    let reader = RowReader(
      try DescriptorSource(path: full), format: format, encoding: source?.encoding)
    let (zone, types) = (rules.calendar.zone, rules.fieldTypes)
    let ahead = ReadAhead(
      reader, rows: batch, bytes: FileIntake.batchBytes, skipping: begun.rows
    ) { header throws(Unreadable) in
      let sources = CommandLineSource.sources(begun.name, header: header, before: rules.sources)
      return try Mapping(
        header: header, path: begun.name, sources: sources, zone: zone, types: types)
    }
    defer { ahead.cancel() }
    var header: [String] = []
    var warned: Set<String> = []
    while let piece = try ahead.next() {
      if isStopping() { return nil }
      beat()
      header = piece.rows.header
      for warning in piece.warnings where warned.insert(warning).inserted {
        log.warning("\(file.name): \(warning)")
      }
      guard !header.isEmpty else { break }
      file = try engine.take(
        piece.mapped, piece.rows, kind: piece.kind, of: file, moreFollows: piece.hasMore)
    }
    return try engine.finish(file, header: header)
  }

  /// All rows are in: the file of rejects, then the archive.
  private func settle(
    _ engine: isolated Engine, _ file: FileEntry, _ full: String
  ) throws {
    let rejects = try engine.store.rejects(of: file.id)
    if !rejects.isEmpty {
      let header = try engine.store.note("header \(file.id)") ?? ""
      let text = RejectsFile.text(header: header, rejects)
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      let wanted = data.rejects + "/" + Files.fitted(name, ".rejects.csv")
      if (try? Data(contentsOf: URL(fileURLWithPath: wanted))) != Data(text) {
        try Files.write(text, to: Files.freePath(name, suffix: ".rejects.csv", in: data.rejects))
      }
      try engine.store.removeRejects(of: file.id)
    }
    try archive(engine, file, full)
    log.info(
      "\(file.name): \(file.taken) taken, \(file.rejected) rejected, \(file.duplicates) duplicates")
  }

  private func archive(
    _ engine: isolated Engine, _ file: FileEntry, _ full: String
  ) throws {
    let day = engine.today()
    if Files.exists(full) {
      try Files.move(full, to: Files.freePath(file.name, in: data.archive(on: day)))
    }
    try engine.archived(file)
  }

  /// The same content again: noted, archived, nothing else.
  private func repeated(
    _ engine: isolated Engine, _ path: String, _ sha256: String
  ) throws {
    let entry = try engine.noteRepeated(path, sha256: sha256)
    log.info("\(path): the same content was taken in before")
    try archive(engine, entry, data.inbox + "/" + path)
  }

  /// A file that cannot be read goes to `failed/` with the reason beside it.
  private func fail(
    _ engine: isolated Engine, _ path: String, sha256: String, _ reason: String,
    _ file: FileEntry? = nil
  ) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let ending = ".reason.txt"
    let told = Files.freePath(name, suffix: ending, in: data.failed)
    let target = String(told.dropLast(ending.count))
    try Files.write(Array((reason + "\n").utf8), to: told)
    try Files.move(data.inbox + "/" + path, to: target)
    try engine.noteFailed(path, sha256: sha256, reason, file)
    log.error("\(path): \(reason)")
  }

  private func digest(_ path: String) throws -> String {
    let source = try DescriptorSource(path: path)
    var hash = SHA256()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    while case let count = try source.read(into: buffer), count > 0 {
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    return hash.finish()
  }
}

extension Unreadable {
  /// The reason, with its line where one is known.
  var sentence: String { line.map { "line \($0): \(reason)" } ?? reason }
}
