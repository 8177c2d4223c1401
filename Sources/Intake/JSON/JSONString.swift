import CTables
import LeadCore

extension JSONScanner {
  /// Takes a string; the scanner stands on its opening quote.
  mutating func string() throws(JSONFault) -> JSONValue {
    position += 1
    let start = position
    var kind = JSONValue.Kind.string
    while position < end {
      let byte = base[position]
      if byte == 0x22 {
        position += 1
        return JSONValue(kind: kind, cell: Cell(from: start, to: position - 1))
      }
      if byte == 0x5C {
        kind = .escapedString
        try escape()
      } else if byte < 0x20 {
        throw .wrong("a control character in a string", at: position)
      } else if byte < 0x80 {
        position += 1
      } else {
        let length = lr_utf8_sequence(base + position, end - position)
        if length == 0 {
          if end - position < 4, lr_utf8_could_begin(base + position, end - position) { throw .cut }
          throw .wrong("bytes that are not UTF-8", at: position)
        }
        position += length
      }
    }
    throw .cut
  }

  private mutating func escape() throws(JSONFault) {
    let start = position
    guard position + 1 < end else { throw .cut }
    position += 2
    switch base[start + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return
    case UInt8(ascii: "u"): break
    default: throw .wrong("an unknown escape in a string", at: start)
    }
    let unit = try hex(start)
    if unit & 0xFC00 == 0xDC00 { throw .wrong("half a surrogate pair", at: start) }
    guard unit & 0xFC00 == 0xD800 else { return }
    guard position + 1 < end else { throw .cut }
    guard base[position] == 0x5C, base[position + 1] == UInt8(ascii: "u") else {
      throw .wrong("half a surrogate pair", at: start)
    }
    position += 2
    if try hex(start) & 0xFC00 != 0xDC00 { throw .wrong("half a surrogate pair", at: start) }
  }

  private mutating func hex(_ start: Int) throws(JSONFault) -> UInt32 {
    guard position + 4 <= end else { throw .cut }
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = JSONScanner.hexDigit(base[position]) else {
        throw .wrong("an unknown escape in a string", at: start)
      }
      unit = unit << 4 | digit
      position += 1
    }
    return unit
  }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  /// Appends the text that a checked string with escapes stands for.
  static func unescape(_ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    var i = 0
    while i < text.count {
      let byte = text[i]
      guard byte == 0x5C else {
        out.append(byte)
        i += 1
        continue
      }
      i += 2
      switch text[i - 1] {
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "u"):
        var scalar = unit(text, at: i)
        i += 4
        if scalar & 0xFC00 == 0xD800 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + (unit(text, at: i + 2) & 0x3FF)
          i += 6
        }
        out.append(contentsOf: String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
      case let plain: out.append(plain)
      }
    }
  }

  private static func unit(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32 {
    var unit: UInt32 = 0
    for i in start..<start + 4 { unit = unit << 4 | (hexDigit(text[i]) ?? 0) }
    return unit
  }
}
