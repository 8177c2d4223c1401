import CLinux
import Foundation
import Glibc

/// Keeps a second instance away from a data directory. The lock is the kernel's, one of an open
/// file description (fcntl(2)): it ends with the process, and who asks for it does not take it.
public struct InstanceLock: ~Copyable {
  private let descriptor: Int32

  private static var wholeFile: Glibc.flock {
    var lock = Glibc.flock()
    lock.l_type = Int16(F_WRLCK)
    return lock
  }

  /// Nil where another instance has the data.
  public init?(_ data: DataDirectory) throws {
    descriptor = open(data.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw FileProblem("cannot open \(data.lock)") }
    var lock = InstanceLock.wholeFile
    if fcntl(descriptor, LINUX_OFD_SETLK, &lock) != 0 {
      let reason = errno
      close(descriptor)
      guard reason == EAGAIN || reason == EACCES else {
        throw FileProblem("cannot lock \(data.lock)")
      }
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Whether an instance has the data.
  public static func isTaken(_ data: DataDirectory) -> Bool {
    let descriptor = open(data.lock, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var lock = wholeFile
    return fcntl(descriptor, LINUX_OFD_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }
}
