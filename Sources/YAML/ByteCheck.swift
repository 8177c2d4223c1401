internal import Diagnostics

/// Finds what libyaml would choke on, or read differently from an editor, before it sees the file.
///
/// libyaml takes U+0085, U+2028 and U+2029 for line breaks: what looks like the rest of a comment
/// would come to life. They are refused, as is everything else that cannot be seen.
struct ByteCheck {
  private let file: SourceFile
  private var faults = 0
  private var directives = 0

  private init(_ file: SourceFile) { self.file = file }

  /// Whether the file may be parsed; if not, the reasons are in the diagnostics.
  static func passes(_ file: SourceFile, into diagnostics: inout Diagnostics) -> Bool {
    let bytes = file.bytes
    if bytes.count > Limits.fileSize {
      diagnostics.error(
        .fileSize, "the file is larger than \(Limits.fileSize >> 20) MB", at: .init(wholeOf: file))
      return false
    }
    if looksLikeUTF16(bytes) {
      diagnostics.error(
        .encoding, "the file is UTF-16 or UTF-32; save it as UTF-8", at: .init(wholeOf: file))
      return false
    }
    var check = ByteCheck(file)
    check.run(into: &diagnostics)
    return check.faults == 0
  }

  /// A byte order mark of UTF-16 or UTF-32, or a NUL beside one of the first two ASCII characters.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 else { return false }
    if (bytes[0], bytes[1]) == (0xFF, 0xFE) || (bytes[0], bytes[1]) == (0xFE, 0xFF) { return true }
    guard bytes.count >= 4 else { return false }
    let isZero = (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0)
    return isZero == (true, false, true, false) || isZero == (false, true, false, true)
      || isZero == (true, true, true, false) || isZero == (false, true, true, true)
  }

  private mutating func run(into diagnostics: inout Diagnostics) {
    file.bytes.withUnsafeBufferPointer { bytes in
      var offset = file.markLength
      var startsLine = true
      while offset < bytes.count, faults < Limits.encodingFaults {
        let byte = bytes[offset]
        if byte < 0x80 {
          if startsLine, byte == UInt8(ascii: "%") { directives += 1 }
          startsLine = byte == 0x0A || byte == 0x0D
          if byte < 0x20 || byte == 0x7F { checkControl(byte, at: offset, into: &diagnostics) }
          offset += 1
          continue
        }
        startsLine = false
        guard let (scalar, length) = decodeScalar(bytes, at: offset) else {
          reportInvalid(byte, at: offset, into: &diagnostics)
          return
        }
        check(scalar, at: offset..<(offset + length), into: &diagnostics)
        offset += length
      }
    }
    if directives > Limits.directives {
      let most = "at most \(Limits.directives) lines may begin with '%'"
      report(.tooMany, most, at: .init(wholeOf: file), into: &diagnostics)
    }
  }

  private mutating func checkControl(
    _ byte: UInt8, at offset: Int, into diagnostics: inout Diagnostics
  ) {
    if byte == 0x09 || byte == 0x0A || byte == 0x0D { return }
    let message = byte == 0 ? "NUL byte" : "control character \(codePoint(UInt32(byte)))"
    let span = SourceSpan(file, offset..<(offset + 1))
    report(.controlCharacter, message, at: span, into: &diagnostics)
  }

  private mutating func check(
    _ scalar: UInt32, at range: Range<Int>, into diagnostics: inout Diagnostics
  ) {
    let span = SourceSpan(file, range)
    switch scalar {
    case 0x85, 0x2028, 0x2029:
      let escape = scalar == 0x85 ? "\\N" : scalar == 0x2028 ? "\\L" : "\\P"
      report(
        .lineSeparator, "invisible line separator \(codePoint(scalar))", at: span,
        label: "remove it, or write \(escape) in double quotes", into: &diagnostics)
    case 0x80...0x9F, 0xFFFE, 0xFFFF:
      let message = "control character \(codePoint(scalar))"
      report(.controlCharacter, message, at: span, into: &diagnostics)
    case 0xFEFF:
      let message = "byte order mark inside the file"
      report(.controlCharacter, message, at: span, label: "remove it", into: &diagnostics)
    default: break
    }
  }

  /// Only the first: where a file is in another encoding, the rest says nothing new.
  private mutating func reportInvalid(
    _ byte: UInt8, at offset: Int, into diagnostics: inout Diagnostics
  ) {
    report(
      .encoding, "the byte 0x\(hexadecimal(UInt32(byte), digits: 2)) is not valid UTF-8",
      at: SourceSpan(file, offset..<(offset + 1)), label: "save the file as UTF-8",
      into: &diagnostics)
  }

  private mutating func report(
    _ id: Diagnostic.ID, _ message: String, at span: SourceSpan, label: String? = nil,
    into diagnostics: inout Diagnostics
  ) {
    faults += 1
    diagnostics.error(id, message, at: span, label: label)
  }
}

/// `U+2028` and the like.
func codePoint(_ scalar: UInt32) -> String { "U+" + hexadecimal(scalar, digits: 4) }

private func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// The scalar that begins at the offset and its length, or nil where UTF-8 is not well-formed.
///
/// See The Unicode Standard 16.0, table 3-7.
func decodeScalar(
  _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int
) -> (scalar: UInt32, length: Int)? {
  let first = bytes[offset]
  let length: Int
  switch first {
  case 0...0x7F: return (UInt32(first), 1)
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF: length = 3
  case 0xF0...0xF4: length = 4
  default: return nil
  }
  guard offset + length <= bytes.count else { return nil }
  var scalar = UInt32(first) & (0x7F >> UInt32(length))
  for index in (offset + 1)..<(offset + length) {
    guard bytes[index] & 0xC0 == 0x80 else { return nil }
    scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
  }
  let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
  guard scalar >= smallest, scalar <= 0x10FFFF, !(0xD800...0xDFFF).contains(scalar) else {
    return nil
  }
  return (scalar, length)
}
