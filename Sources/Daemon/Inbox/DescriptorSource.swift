import Foundation
public import Intake

/// The bytes of an open file.
public final class DescriptorSource: ByteSource {
  private let descriptor: Int32

  /// Opens a regular file; links, FIFOs, sockets and devices are refused, never waited for.
  public init(path: String) throws(FileProblem) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileProblem("cannot open \(path)") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      errno = EINVAL
      throw FileProblem("\(path) is no regular file")
    }
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit { close(descriptor) }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno == EINTR { continue }
      throw Unreadable("cannot be read: \(String(cString: strerror(errno)))")
    }
  }
}
