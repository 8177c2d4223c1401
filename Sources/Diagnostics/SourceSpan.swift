/// A stretch of bytes in a file, or the file as a whole.
public struct SourceSpan: Sendable {
  /// The file that the offsets count in.
  public let file: SourceFile
  // 32 bits, because there is a span on every node; larger files are refused before parsing.
  // Below zero where the whole file is meant.
  private let first: Int32
  private let last: Int32

  /// A stretch of the file; what lies outside of the file is cut off.
  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    first = Int32(clamping: min(max(range.lowerBound, 0), file.bytes.count))
    last = Int32(clamping: min(max(range.upperBound, 0), file.bytes.count))
  }

  /// The file as a whole.
  public init(wholeOf file: SourceFile) {
    self.file = file
    (first, last) = (-1, 0)
  }

  /// True where no place within the file is meant, as in "this file is too large".
  public var isWholeFile: Bool { first < 0 }
  /// Byte offsets from the start of the file.
  public var range: Range<Int> { start..<end }
  /// The first byte.
  public var start: Int { max(0, Int(first)) }
  /// Behind the last byte.
  public var end: Int { Int(last) }
  /// Whether the span is a point between two bytes.
  public var isEmpty: Bool { start == end }

  /// The line of the first byte, counted from 1.
  public var line: Int { file.line(at: start) }
  /// Line and column of the first byte.
  public var position: SourcePosition { file.position(at: start) }
  /// The source text, invalid UTF-8 replaced.
  public var text: String { String(decoding: file.bytes[range], as: UTF8.self) }

  /// From the start of this span to the end of another one of the same file.
  public func through(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(file, start..<max(start, other.end))
  }
}

/// Spans are equal where they show the same place; files are told apart by name.
extension SourceSpan: Hashable, Comparable {
  public static func == (left: SourceSpan, right: SourceSpan) -> Bool {
    left.first == right.first && left.last == right.last && left.file.name == right.file.name
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(file.name)
    hasher.combine(first)
    hasher.combine(last)
  }

  public static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.file.name, left.first, left.last) < (right.file.name, right.first, right.last)
  }
}
