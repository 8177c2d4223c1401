import Foundation
import Glibc

/// A fault that the kernel is made to report: strace(1) changes the result of system calls.
struct Fault {
  /// As strace's `-e inject=` takes it, such as `rename:error=EROFS` or
  /// `pwrite64:error=ENOSPC:when=20..40`.
  var injection: String
  /// Only calls that concern this path.
  var path: String?

  static let isPossible = access("/usr/bin/strace", X_OK) == 0

  /// The program and arguments before the ones that are to fail. The tracer is a grandchild: the
  /// process is the one under test.
  func command(log: String) -> [String] {
    let name = injection.prefix { $0 != ":" }
    var command = [
      "/usr/bin/strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", log, "-e", "trace=\(name)",
    ]
    if let path { command += ["-P", path] }
    return command + ["-e", "inject=\(injection)"]
  }
}

/// A file system of a few megabytes in memory, mounted while it is held; for root only.
final class SmallDisk {
  let root: URL

  static let isPossible = geteuid() == 0 && canMount()

  /// - Parameter options: as `mount -t tmpfs -o` takes them, such as `size=40m`.
  init?(_ options: String) {
    root = FileManager.default.temporaryDirectory
      .appending(path: "leadrelay-disk-\(getpid())-\(options.hashValue & 0xFFFF)")
    mkdir(root.path, 0o755)
    guard mount("tmpfs", root.path, "tmpfs", 0, options) == 0 else { return nil }
  }

  deinit {
    umount2(root.path, Int32(MNT_DETACH))
    rmdir(root.path)
  }

  private static func canMount() -> Bool { SmallDisk("size=1m") != nil }

  /// Leaves so many bytes free.
  func fill(leaving left: Int, in file: String = "filler") throws {
    var status = statvfs()
    statvfs(root.path, &status)
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    // No child of another test may hold what is to be freed again.
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC
    let descriptor = open(root.appending(path: file).path, flags, 0o600)
    defer { close(descriptor) }
    posix_fallocate(descriptor, 0, max(1, free - left))
  }

  func empty(_ file: String = "filler") { unlink(root.appending(path: file).path) }
}
