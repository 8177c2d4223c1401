import Glibc
import Reports

/// Standard output, buffered. Where nobody reads any more the program ends quietly.
final class Output {
  private var buffer: [UInt8] = []
  private let descriptor: Int32
  private static let size = 1 << 18

  init(_ descriptor: Int32 = 1) {
    self.descriptor = descriptor
    buffer.reserveCapacity(Output.size + (1 << 16))
  }

  /// Colours where somebody sees them, unless they do not want them (https://no-color.org).
  var style: TextStyle { TextStyle(usesColour: Output.usesColour(descriptor)) }

  static func usesColour(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1 else { return false }
    let refused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    return !refused
  }

  func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Output.size { try flush() }
  }

  func write(_ object: JSONObject) throws {
    object.appendLine(to: &buffer)
    if buffer.count >= Output.size { try flush() }
  }

  /// Writes what is buffered; to be called at the end.
  func flush() throws {
    try writeAll(buffer, to: descriptor)
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Writes all bytes to a descriptor. A reader who went away ends the program, quietly.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
  guard let base = bytes.baseAddress else { return }
  var written = 0
  while written < bytes.count {
    let count = Glibc.write(descriptor, base + written, bytes.count - written)
    if count >= 0 {
      written += count
    } else if errno == EPIPE {
      exit(0)
    } else if errno == EAGAIN {
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&ready, 1, -1)
    } else if errno != EINTR {
      throw Failure(.inputOutput, "cannot write: \(String(cString: strerror(errno)))")
    }
  }
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
  try bytes.withUnsafeBytes { try writeAll($0, to: descriptor) }
}

/// Writes a file anew.
func writeWhole(_ text: String, to path: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  guard descriptor >= 0 else {
    throw Failure(.cannotCreate, "cannot write \(path): \(String(cString: strerror(errno)))")
  }
  defer { close(descriptor) }
  try writeAll(Array(text.utf8), to: descriptor)
}
