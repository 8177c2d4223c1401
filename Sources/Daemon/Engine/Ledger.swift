import LeadCore
import Store

/// The ledger of files, as the intake keeps it.
extension Engine {
  /// The entry of a file that is to be taken in: one begun before, or a new one. A new one is
  /// written with its first rows.
  func ledger(_ name: String, sha256: String) throws -> FileEntry {
    if let known = try store.file(sha256: sha256), known.state != .failed { return known }
    return FileEntry(
      id: try store.lastFileID() + 1, name: name, sha256: sha256, state: .taking,
      firstSeen: clock())
  }

  /// A file that has no rows is in.
  func finish(_ file: FileEntry) throws -> FileEntry {
    var file = file
    file.state = .taken
    file.finished = clock()
    var changes = Changes()
    changes.file = file
    try noteLog(file, &changes)
    try store.commit(changes)
    return file
  }

  /// Notes how far a log of attempts goes that covers whole days.
  ///
  /// - Parameter times: gives those of the attempts that were read just now.
  func noteLog(
    _ file: FileEntry, _ changes: inout Changes, times: () -> [FactTime] = { [] }
  ) throws {
    let before = logs?.reported
    changes.notes += try logs?.note(file, now: clock(), times: times) ?? []
    if logs?.reported != before { isLogNew = true }
  }

  /// What was found strange in the rows taken in since this was last asked.
  func giveWarnings() -> [String] { exchange(&warnings, with: []) }

  /// These files are in the archive, and it lasts.
  func archived(_ files: [FileEntry]) throws {
    let done = files.filter { $0.state == .taken }.map { file in
      var file = file
      file.state = .done
      return file
    }
    try store.save(done)
  }

  /// Files that have come so far and no farther.
  func files(in state: FileEntry.State) throws -> [FileEntry] { try store.files(in: state) }

  func noteRepeated(_ name: String, sha256: String) throws -> FileEntry {
    var file = FileEntry(id: 0, name: name, sha256: sha256, state: .duplicate, firstSeen: clock())
    file.finished = clock()
    file.id = try store.save(file)
    // A day on which nobody was called has the same log as another.
    var whole = file
    whole.state = .taken
    whole.rows = try store.file(sha256: sha256)?.rows ?? 0
    var changes = Changes()
    try noteLog(whole, &changes)
    if !changes.isEmpty { try store.commit(changes) }
    return file
  }

  func noteFailed(_ name: String, sha256: String, _ reason: String, _ begun: FileEntry?) throws {
    var file =
      begun ?? FileEntry(id: 0, name: name, sha256: sha256, state: .failed, firstSeen: clock())
    file.state = .failed
    file.reason = reason
    file.finished = clock()
    _ = try store.save(file)
  }

  /// Today in the calendar's zone, as `2026-03-02`.
  func today() -> String { rules.calendar.zone.day(of: clock()).iso }
}

/// The outbox and the notes, as the service keeps them.
extension Engine {
  private static let deliveries = 5_000

  func undelivered() throws -> [OutboxEntry] { try store.undelivered(limit: Engine.deliveries) }

  func delivered(_ entries: [OutboxEntry]) throws {
    try store.markDelivered(entries.map(\.id), at: clock())
  }

  /// Keeps the last error for `status`.
  func noteError(_ text: String) throws {
    try store.setNote("error", "\(clock().iso) \(text)")
  }

  /// What was wrong before is over: a new start.
  public func forgetError() throws { try store.setNote("error", "") }

  /// Keeps the rulebook's version, and why a newer one was refused.
  public func noteRulebook(refused: String? = nil) throws {
    try store.setNote("rulebook", rules.version)
    try store.setNote("rulebook refused", refused ?? "")
  }
}
