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

  /// - Throws: `NoRoom` where the disk is full.
  static func check(_ data: DataDirectory) throws {
    guard let free = free(data.path), free < kept else { return }
    throw NoRoom(data)
  }
}

/// The disk is full.
struct NoRoom: Error, CustomStringConvertible {
  let description: String

  init(_ data: DataDirectory) {
    let free = DiskRoom.free(data.path).map { "\($0 >> 20) MB free" } ?? "it is full"
    description =
      "no room on the disk of \(data.path) (\(free)): nothing is taken in until there is more "
      + "than \(DiskRoom.kept >> 20) MB; nothing is lost"
  }
}
