/// A file as it was read, with what is needed to turn byte offsets into lines and columns.
///
/// A line ends with LF, CR LF or a lone CR. A byte order mark is not part of the first line.
public final class SourceFile: Sendable {
  /// The name as shown to people, for instance `rules/fit.yaml`.
  public let name: String
  /// The content, untouched; it need not be valid UTF-8.
  public let bytes: [UInt8]

  /// Line breaks before each block. One number per block keeps the index small for any file.
  private let breaksBeforeBlock: [Int32]
  private static let blockSize = 4096
  /// Beyond this many bytes into a line, columns count scalars, so that hostile lines stay cheap.
  private static let characterLimit = 8192

  /// A file of these bytes, copied nowhere.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    breaksBeforeBlock = bytes.withUnsafeBufferPointer { buffer in
      var counts: [Int32] = []
      counts.reserveCapacity(buffer.count / Self.blockSize + 1)
      var breaks: Int32 = 0
      var start = 0
      while start <= buffer.count {
        counts.append(breaks)
        let end = min(start + Self.blockSize, buffer.count)
        breaks &+= Int32(Self.breaks(in: buffer, start..<end))
        start += Self.blockSize
      }
      return counts
    }
  }

  /// A file of this text, for what has no file of its own.
  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Length of the byte order mark: 3 or 0.
  public var markLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// The line, counted from 1, that the byte offset lies in; offsets outside the file are clamped.
  public func line(at offset: Int) -> Int {
    let offset = clamped(offset)
    let block = offset / Self.blockSize
    let within = bytes.withUnsafeBufferPointer {
      Self.breaks(in: $0, block * Self.blockSize..<offset)
    }
    return Int(breaksBeforeBlock[block]) + within + 1
  }

  /// Line and column of a byte offset, both counted from 1, the column in characters.
  public func position(at offset: Int) -> SourcePosition {
    let offset = clamped(offset)
    let start = lineStart(at: offset)
    let limit = min(offset, start + Self.characterLimit)
    // A scalar that straddles the limit counts with the first part; its tail has no lead byte.
    let characters =
      bytes[start..<limit].allSatisfy { $0 < 0x80 }
      ? limit - start : String(decoding: bytes[start..<limit], as: UTF8.self).count
    let rest = bytes[limit..<offset].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return SourcePosition(line: line(at: offset), column: characters + rest + 1)
  }

  /// The bytes of the line that the offset lies in, without its line break.
  public func lineRange(at offset: Int) -> Range<Int> {
    let offset = clamped(offset)
    let start = lineStart(at: offset)
    let end = bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    // An offset between CR and LF belongs to the line that the pair ends.
    if offset > start, offset < bytes.count, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D {
      return start..<(offset - 1)
    }
    return start..<max(start, end)
  }

  private func lineStart(at offset: Int) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var start = offset
      while start > 0, !Self.isBreak(buffer, at: start - 1) { start -= 1 }
      return start == 0 ? min(markLength, offset) : start
    }
  }

  private func clamped(_ offset: Int) -> Int { min(max(offset, markLength), bytes.count) }

  private static func breaks(in buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for index in range where isBreak(buffer, at: index) { count += 1 }
    return count
  }

  /// Whether a line ends after this byte: the CR of a CR LF is not yet the end.
  private static func isBreak(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = buffer[index]
    if byte == 0x0A { return true }
    return byte == 0x0D && (index + 1 == buffer.count || buffer[index + 1] != 0x0A)
  }
}

/// A place for people: line and column, both counted from 1.
public struct SourcePosition: Hashable, Sendable {
  /// Counted from 1.
  public var line: Int
  /// In characters, counted from 1.
  public var column: Int

  /// A place of that line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
