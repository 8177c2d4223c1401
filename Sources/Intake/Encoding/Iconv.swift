import Glibc

/// Turns bytes of one encoding into UTF-8, piece by piece, through the C library.
final class Iconv {
  let encoding: TextEncoding
  private let handle: iconv_t
  /// Units that stand for nothing in the encoding and became U+FFFD.
  private(set) var replaced = 0

  init(_ encoding: TextEncoding) throws(Unreadable) {
    self.encoding = encoding
    handle = iconv_open("UTF-8", encoding.iconvName)
    if handle == iconv_t(bitPattern: -1) {
      throw Unreadable("this system cannot convert \(encoding.rawValue): save the file as UTF-8")
    }
  }

  deinit { iconv_close(handle) }

  /// Converts as much as fits; returns how many bytes were used and how many written. Bytes left
  /// unused begin a character that is not whole, or had no room.
  func convert(
    _ input: UnsafeBufferPointer<UInt8>, atEnd: Bool, into output: UnsafeMutableRawBufferPointer
  ) -> (used: Int, written: Int) {
    guard let first = input.baseAddress, let room = output.baseAddress else { return (0, 0) }
    var from: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: first)
      .assumingMemoryBound(to: CChar.self)
    var to: UnsafeMutablePointer<CChar>? = room.assumingMemoryBound(to: CChar.self)
    var left = input.count
    var free = output.count
    while left > 0 {
      if iconv(handle, &from, &left, &to, &free) != -1 { break }
      let cut = errno == EINVAL
      if errno == E2BIG || free < 3 || (cut && !atEnd) { break }
      let step = min(encoding.unit, left)
      from? += step
      left -= step
      for byte: UInt8 in [0xEF, 0xBF, 0xBD] {
        to?.pointee = CChar(bitPattern: byte)
        to? += 1
      }
      free -= 3
      replaced += 1
    }
    return (input.count - left, output.count - free)
  }
}
