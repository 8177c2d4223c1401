/// A growing run of bytes that cells point into by offset: a block of a file, followed by
/// whatever had to be rewritten (unescaped quotes, mapped values, derived text).
///
/// Offsets stay valid when the arena grows; pointers do not, so nobody keeps one across an
/// append. 64 bytes behind the last one may be read, for those who read several at once.
public final class ByteArena {
  // Exclusivity is checked at compile time only: nothing here calls back into its own user, and
  // the checks cost a third of the time of what is a few instructions.
  @exclusivity(unchecked) public private(set) var base: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) public private(set) var count: Int
  @exclusivity(unchecked) private var capacity: Int

  public init(capacity: Int = 64 * 1024) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity + ByteArena.readable)
    count = 0
  }

  deinit { base.deallocate() }

  private static let readable = 64

  /// Makes room for `more` bytes behind the present end and returns where they go.
  public func reserve(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if count + more > capacity {
      var wanted = capacity
      while wanted < count + more { wanted *= 2 }
      let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + ByteArena.readable)
      moved.update(from: base, count: count)
      base.deallocate()
      base = moved
      capacity = wanted
    }
    return base + count
  }

  /// Declares `more` reserved bytes written.
  public func commit(_ more: Int) {
    precondition(count + more <= capacity, "more bytes committed than were reserved")
    count += more
  }

  /// Appends bytes and returns the cell that names them.
  @discardableResult
  public func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Cell {
    guard let from = bytes.baseAddress, bytes.count > 0 else { return .missing }
    let start = count
    reserve(bytes.count).update(from: from, count: bytes.count)
    count += bytes.count
    return Cell(offset: start, count: bytes.count)
  }

  @discardableResult
  public func append(_ text: String) -> Cell {
    var text = text
    return text.withUTF8 { append($0) }
  }

  @discardableResult
  public func append(_ bytes: [UInt8]) -> Cell { bytes.withUnsafeBufferPointer { append($0) } }

  /// Forgets all bytes but the first `kept`; cells behind them are void.
  public func truncate(to kept: Int = 0) {
    precondition(kept <= count)
    count = kept
  }

  /// The bytes of a cell; valid until the next append.
  public func bytes(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
  }

  public func text(_ cell: Cell) -> String { String(decoding: bytes(cell), as: UTF8.self) }
}

/// Where one field of one row lies in a `ByteArena`. An empty cell is a missing value.
public struct Cell: Equatable, Sendable {
  public var offset: UInt32
  public var count: UInt32

  public init(offset: Int, count: Int) {
    self.offset = UInt32(offset)
    self.count = UInt32(count)
  }

  public static let missing = Cell(offset: 0, count: 0)
  public var isMissing: Bool { count == 0 }
}
