internal import Dispatch
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Copies the write-ahead log into the database on a connection and a thread of its own, while the
/// writer goes on.
///
/// The log begins anew only when all of it is copied, and a busy writer always leaves a little:
/// when it has grown long, the writer copies that rest itself.
///
/// `@unchecked Sendable`: the connection is touched on the dispatch queue only.
final class Checkpoints: @unchecked Sendable {
  /// Frames of the log, a page each, from which on it is copied beside the writer, and by it. A log
  /// that begins anew is written over: a disk does that sooner than it lets a file grow.
  private static let beside = 500
  private static let before = 20_000

  private let queue = DispatchQueue(label: "leadrelay.checkpoint")
  private let database: DatabaseQueue
  private let handle: OpaquePointer
  private let frames = Atomic(0)
  private let isRunning = Atomic(false)

  /// Takes the place of the writer's own checkpoints.
  ///
  /// - Parameter database: the same file, opened once more.
  init?(for writer: OpaquePointer, by database: DatabaseQueue) {
    guard let handle = database.unsafeReentrantWrite({ $0.sqliteConnection }) else { return nil }
    self.database = database
    self.handle = handle
    // Called back by the writer's thread after each commit with the length of the log.
    sqlite3_wal_hook(
      writer,
      { context, _, _, frames in
        Unmanaged<Checkpoints>.fromOpaque(context!).takeUnretainedValue().grew(to: Int(frames))
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func grew(to frames: Int) {
    self.frames.store(frames, ordering: .relaxed)
    guard frames > Checkpoints.beside,
      isRunning.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    else { return }
    queue.async { [self] in
      copy(with: handle)
      isRunning.store(false, ordering: .releasing)
    }
  }

  /// To be called by the writer before it writes: keeps the log from growing for ever.
  func catchUp(_ writer: OpaquePointer) {
    guard frames.load(ordering: .relaxed) > Checkpoints.before else { return }
    queue.sync {}
    copy(with: writer)
  }

  /// What cannot be copied now stays in the log and is copied the next time.
  private func copy(with handle: OpaquePointer) {
    sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
  }

  /// Ends; the writer's connection must be closed after.
  func close(_ writer: OpaquePointer) throws {
    sqlite3_wal_hook(writer, nil, nil)
    queue.sync {}
    try database.close()
  }
}
