/// The first sixteen bytes of a text as two words, zeros behind its end: they are read, compared
/// and hashed at once, without asking byte by byte where the text ends.
struct ShortText: Equatable {
  let first: UInt64
  let second: UInt64

  static let limit = 16
  static let none = ShortText(first: 0, second: 0)

  private init(first: UInt64, second: UInt64) { (self.first, self.second) = (first, second) }

  /// - Parameters:
  ///   - start: 16 bytes from here on must be readable, as they are in a `ByteArena`.
  ///   - count: of bytes of the text, at least one.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    let start = UnsafeRawPointer(start)
    first =
      UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)) & ShortText.mask(min(count, 8))
    second =
      UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      & ShortText.mask(min(max(count, 8), ShortText.limit) &- 8)
  }

  /// The lowest `count` bytes of a word, at most eight.
  @inline(__always)
  private static func mask(_ count: Int) -> UInt64 { ~(~0 << UInt64(8 &* count)) }

  /// The number that one to eight digits say; nil where the text is something else.
  ///
  /// - Parameter count: of bytes of the text.
  @inline(__always)
  func wholeNumber(_ count: Int) -> UInt32? {
    guard count <= 8 else { return nil }
    // The digits move to the top, so that zeros stand in front of them.
    let digits = (first ^ 0x3030_3030_3030_3030) &<< UInt64(64 &- 8 &* count)
    guard ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    // Neighbours are joined: eight digits become four numbers, then two, then one.
    let pairs = (digits &* (10 << 8 | 1)) &>> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* (100 << 16 | 1)) &>> 16 & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: (fours &* (10_000 << 32 | 1)) &>> 32)
  }
}
