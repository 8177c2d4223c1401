import Glibc
import Synchronization

/// Files that could not be taken in or moved away: they are not tried at every look into the
/// inbox, but when they have changed, and now and then, ever more seldom.
final class SetAside: Sendable {
  /// Content and rights: a file that may be read now is tried at once.
  private struct Look: Equatable {
    var mark: FileMark
    var changed: Int

    init?(_ path: String) {
      var status = stat()
      guard lstat(path, &status) == 0 else { return nil }
      mark = FileMark(status)
      changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    }
  }

  private struct Entry {
    var look: Look
    var wait: Duration
    var next: ContinuousClock.Instant
  }

  private let entries = Mutex<[String: Entry]>([:])
  private static let first: Duration = .seconds(5)
  private static let longest: Duration = .seconds(120)

  /// Sets a file aside; nothing happens where it is gone.
  func put(_ path: String, at full: String) {
    guard let look = Look(full) else { return }
    let now = ContinuousClock().now
    entries.withLock { entries in
      var entry = entries[path] ?? Entry(look: look, wait: SetAside.first / 2, next: now)
      entry.wait = min(entry.wait * 2, SetAside.longest)
      entry.look = look
      entry.next = now + entry.wait
      entries[path] = entry
    }
  }

  /// Whether a file is not to be tried now.
  func holds(_ path: String, at full: String) -> Bool {
    guard let entry = entries.withLock({ $0[path] }) else { return false }
    return Look(full) == entry.look && ContinuousClock().now < entry.next
  }

  func remove(_ path: String) { entries.withLock { _ = $0.removeValue(forKey: path) } }

  /// Forgets files that are not there any more; says which.
  func keepOnly(_ isThere: (String) -> Bool) -> [String] {
    entries.withLock { entries in
      let gone = entries.keys.filter { !isThere($0) }
      for path in gone { entries[path] = nil }
      return gone
    }
  }
}
