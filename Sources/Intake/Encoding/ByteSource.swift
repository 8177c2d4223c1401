/// Where the bytes of a file come from: a descriptor, a pipe, memory.
public protocol ByteSource {
  /// Writes what comes next into `buffer` and returns how many bytes; 0 at the end. A call may
  /// bring less than the buffer holds.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int
}

/// A file that cannot be read at all.
public struct Unreadable: Error, Equatable, Sendable {
  /// A sentence for a person: what is wrong and what to do.
  public var reason: String
  /// The line it was found on, counted from 1, where one can be named.
  public var line: Int?

  public init(_ reason: String, line: Int? = nil) {
    self.reason = reason
    self.line = line
  }
}

/// Bytes that are in memory already.
public struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8) }

  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}

extension ByteSource {
  /// Reads until `buffer` is full or nothing is left, so that what follows does not depend on how
  /// the bytes happen to arrive.
  mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(Unreadable) -> Int {
    var filled = 0
    while filled < buffer.count {
      let got = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if got == 0 { break }
      filled += got
    }
    return filled
  }
}
