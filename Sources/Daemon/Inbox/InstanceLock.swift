import Foundation

/// Keeps a second instance away from a data directory. The lock is the kernel's: it ends with the
/// process.
public struct InstanceLock: ~Copyable {
  private let descriptor: Int32

  /// Nil where another instance has the data.
  public init?(_ data: DataDirectory) throws {
    descriptor = open(data.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw FileProblem("cannot open \(data.lock)") }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      close(descriptor)
      guard reason == EWOULDBLOCK else { throw FileProblem("cannot lock \(data.lock)") }
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Whether an instance has the data.
  public static func isTaken(_ data: DataDirectory) -> Bool {
    let descriptor = open(data.lock, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
