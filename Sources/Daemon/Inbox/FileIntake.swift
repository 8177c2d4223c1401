import Foundation
import Intake
import LeadCore
import Logging
import Store

/// Takes one file of the inbox in, from its first byte to the archive. It works where the engine
/// works: rows never change hands.
struct FileIntake {
  /// What became of a file.
  enum Result {
    /// In the archive, or in `failed/`; or gone.
    case away
    /// The service stops; the checkpoint says where to go on.
    case stopped
    /// Somebody wrote to it meanwhile: it is to be looked at again.
    case changed
  }

  let data: DataDirectory
  let log: Logger
  let bulletin: Bulletin
  let archived: ArchivedFiles
  /// Rows of a batch.
  let batch: Int
  /// Asked between batches: ends in good order where it says so.
  let isStopping: @Sendable () -> Bool
  /// Called between batches: we are alive.
  let beat: @Sendable () -> Void

  /// Rows of a batch come to about so many bytes at most.
  private static let batchBytes = 32 << 20
  /// Of larger files the log says how far they are, at every tenth.
  private static let largeBytes = 16 << 20

  func take(_ path: String, _ engine: isolated Engine) throws -> Result {
    let file = try InboxFile(data.inbox + "/" + path)
    guard let format = FileFormat(fileName: path) else {
      let shown = path.onOneLine
      return try fail(
        engine, path, file,
        "'\(shown)' ends in none of .csv .tsv .txt .json .jsonl .ndjson (or one of these with .gz)")
    }
    do {
      let isWhole = try file.digest {
        beat()
        return !isStopping()
      }
      guard isWhole else { return .stopped }
    } catch is ChangedWhileRead {
      return .changed
    }
    var entry = try engine.ledger(path, sha256: file.sha256)
    if entry.state == .done || archived.contains(entry.id) {
      return try repeated(engine, path, file)
    }
    if entry.state == .taking {
      do {
        guard let taken = try takeRows(engine, file, format, &entry) else { return .stopped }
        entry = taken
      } catch is ChangedWhileRead {
        return try giveUp(engine, entry)
      } catch let problem as Unreadable {
        return try fail(engine, path, file, problem.sentence, entry)
      }
    }
    return try settle(engine, entry, file)
  }

  /// Nil where the work was interrupted.
  ///
  /// - Parameter entry: how far the file has come, also where this throws.
  private func takeRows(
    _ engine: isolated Engine, _ file: InboxFile, _ format: FileFormat, _ entry: inout FileEntry
  ) throws -> FileEntry? {
    let rules = engine.rules
    let name = RejectsFile.original(entry.name)
    let source = rules.sources.first { Glob.matches($0.files, name) }
    let reader = RowReader(file.content(), format: format, encoding: source?.encoding)
    let (zone, types) = (rules.calendar.zone, rules.fieldTypes)
    let ahead = ReadAhead(
      reader, rows: batch, bytes: FileIntake.batchBytes, ahead: file.isSmall ? 0 : 1,
      skipping: entry.rows
    ) { header throws(Unreadable) in
      let sources = CommandLineSource.sources(name, header: header, before: rules.sources)
      return try Mapping(header: header, path: name, sources: sources, zone: zone, types: types)
    }
    defer { ahead.cancel() }
    var warned: Set<String> = []
    var tenth = 0
    bulletin.begin(entry.name, size: file.mark.size, rows: entry.rows)
    defer { bulletin.end() }
    while let piece = try ahead.next() {
      if isStopping() { return nil }
      beat()
      for warning in piece.warnings where warned.insert(warning).inserted {
        log.warning("\(entry.name.onOneLine): \(warning)")
      }
      try piece.hasMore ? file.check() : file.checkAll()
      guard !piece.rows.header.isEmpty else { break }
      try DiskRoom.check(data)
      entry = try engine.take(
        piece.mapped, piece.rows, kind: piece.kind, of: entry, moreFollows: piece.hasMore)
      for warning in engine.giveWarnings() {
        log.warning("\(entry.name.onOneLine): \(warning)")
      }
      say(bulletin.goOn(rows: entry.rows, bytes: file.position), &tenth)
    }
    return entry.state == .taken ? entry : try engine.finish(entry)
  }

  /// Tells the log at every tenth of a large file how far it is.
  private func say(_ progress: Bulletin.Progress?, _ tenth: inout Int) {
    guard let progress, progress.size >= FileIntake.largeBytes, progress.percent / 10 > tenth
    else { return }
    tenth = progress.percent / 10
    let left = progress.secondsLeft.map { ", \($0) s left" } ?? ""
    log.info(
      """
      \(progress.name.onOneLine): \(progress.rows) rows, \(progress.percent) %, \
      \(progress.rowsPerSecond) rows/s\(left)
      """)
  }

  /// All rows are in: the file of rejects, then the archive.
  private func settle(
    _ engine: isolated Engine, _ entry: FileEntry, _ file: InboxFile
  ) throws -> Result {
    var entry = entry
    if entry.rejected > 0 { try writeRejects(engine, &entry) }
    archived.add(entry, at: try archive(engine, entry, file) ?? data.inbox)
    let rejects = entry.reason.map { " (\($0))" } ?? ""
    log.info(
      """
      \(entry.name.onOneLine): \(entry.taken) taken, \(entry.rejected) rejected\(rejects), \
      \(entry.duplicates) duplicates
      """)
    return .away
  }

  /// Writes the rows that could not be taken in; the ledger says where to.
  private func writeRejects(_ engine: isolated Engine, _ entry: inout FileEntry) throws {
    guard let rejects = try RejectsFile(engine.store, file: entry.id) else { return }
    let name = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
    // Written just before a crash, it has its place in the ledger already.
    let path = entry.reason.map { data.path + "/" + $0 }
    let target = path ?? RejectsFile.freePath(name, in: data.rejects)
    if path == nil {
      entry.reason = String(target.dropFirst(data.path.count + 1))
      _ = try engine.store.save(entry)
    }
    try Files.write(to: target) { file in
      try rejects.write(engine.store, file: entry.id) { try file.append($0) }
    }
    try engine.store.removeRejects(of: entry.id)
  }

  /// Nil where it is not there any more, or something else is.
  private func archive(
    _ engine: isolated Engine, _ entry: FileEntry, _ file: InboxFile
  ) throws -> String? {
    let target = Files.freePath(entry.name, in: data.archive(on: engine.today()))
    do {
      if try file.move(to: target) { return target }
    } catch let problem as FileProblem where !problem.isDiskFull {
      throw CannotMoveAway(problem)
    }
    log.warning(
      """
      \(entry.name.onOneLine): moved away or changed before it could be archived; \
      its \(entry.rows) rows are in
      """)
    return nil
  }

  /// The same content again: noted, archived, nothing else.
  private func repeated(
    _ engine: isolated Engine, _ path: String, _ file: InboxFile
  ) throws -> Result {
    let target = Files.freePath(path, in: data.archive(on: engine.today()))
    do {
      guard try file.move(to: target) else { return .changed }
    } catch let problem as FileProblem where !problem.isDiskFull {
      throw CannotMoveAway(problem)
    }
    _ = try engine.noteRepeated(path, sha256: file.sha256)
    log.info("\(path.onOneLine): the same content was taken in before")
    return .away
  }

  /// A file that changed while it was read: the batches that were committed stay, and what it is
  /// now counts as another content.
  private func giveUp(_ engine: isolated Engine, _ entry: FileEntry) throws -> Result {
    guard entry.rows > 0 else { return .changed }
    try leave(
      engine, entry,
      "changed while it was read: \(entry.rows) rows of what it was are in, what it is now is "
        + "taken in from its beginning")
    return .changed
  }

  /// A file that was being taken in and is not in the inbox any more.
  func giveUpGone(_ engine: isolated Engine, _ entry: FileEntry) throws {
    try leave(
      engine, entry,
      "gone from the inbox after \(entry.rows) rows, which are in; dropped again, the rest is "
        + "taken in")
  }

  /// Goes no farther with a file of which some rows are in.
  private func leave(_ engine: isolated Engine, _ entry: FileEntry, _ reason: String) throws {
    var entry = entry
    if entry.rejected > 0 { try writeRejects(engine, &entry) }
    try engine.noteFailed(entry.name, sha256: entry.sha256, reason, entry)
    log.warning("\(entry.name.onOneLine): \(reason)")
  }

  /// A file that cannot be read goes to `failed/` with the reason beside it.
  private func fail(
    _ engine: isolated Engine, _ path: String, _ file: InboxFile, _ reason: String,
    _ entry: FileEntry? = nil
  ) throws -> Result {
    var entry = entry
    if entry?.rejected ?? 0 > 0 { try writeRejects(engine, &entry!) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let ending = ".reason.txt"
    let told = Files.freePath(name, suffix: ending, in: data.failed)
    let target = String(told.dropLast(ending.count))
    try Files.write(Array((reason + "\n").utf8), to: told)
    do {
      guard try file.move(to: target) else {
        unlink(told)
        return .changed
      }
    } catch let problem as FileProblem where !problem.isDiskFull {
      unlink(told)
      throw CannotMoveAway(problem, because: reason)
    }
    Files.sync(directoryOf: target)
    try engine.noteFailed(path, sha256: file.sha256, reason, entry)
    log.error("\(path.onOneLine): \(reason)")
    return .away
  }
}

/// A file that was dealt with but has to stay in the inbox.
struct CannotMoveAway: Error, CustomStringConvertible {
  let description: String

  init(_ problem: FileProblem, because reason: String? = nil) {
    let dealt = reason ?? "it is taken in, and is not taken in again"
    description = "\(dealt); \(problem): let the service write there, or remove the file"
  }
}

extension Unreadable {
  /// The reason, with its line where one is known.
  var sentence: String { line.map { "line \($0): \(reason)" } ?? reason }
}
