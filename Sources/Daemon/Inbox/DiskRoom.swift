import Glibc

/// Room for what is taken in. A little is kept free, so that the store can be written and handoffs
/// delivered when taking in has stopped.
public enum DiskRoom {
  /// Bytes that are kept free.
  public static let kept = 16 << 20

  /// Bytes that may still be written below a path; nil where nobody can tell.
  public static func free(_ path: String) -> Int? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    // File systems without inodes of a fixed number say 0 of 0.
    if status.f_files > 0 && status.f_favail == 0 { return 0 }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Whether there is less than what is kept free.
  public static func isFull(_ path: String) -> Bool { free(path).map { $0 < kept } ?? false }

  /// - Throws: `NoRoom` where the disk is full.
  static func check(_ data: DataDirectory) throws {
    if isFull(data.path) { throw NoRoom(data) }
  }
}

/// The disk is full.
public struct NoRoom: Error, CustomStringConvertible {
  public let description: String

  public init(_ data: DataDirectory) {
    description =
      "no room on the disk of \(data.path): nothing is taken in until there is more than "
      + "\(DiskRoom.kept >> 20) MB; nothing is lost"
  }
}
