import LeadCore

/// Phone numbers as exports write them.
enum PhoneText {
  /// The number without Meta's `p:` before it and with ASCII's digits; the first of several that
  /// Google joins by ` ::: `. Nil where it is so already.
  static func plain(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    // Most have neither.
    if text.allSatisfy({ $0 < 0x80 && $0 != 0x3A }) { return nil }
    let isMarked = text.count > 2 && text[0] | 0x20 == 0x70 && text[1] == 0x3A
    let isASCII = text.allSatisfy { $0 < 0x80 }
    let several = ListText.parts(text, mark: " ::: ")
    if !isMarked, isASCII, several.count == 1 { return nil }
    var number = several.first ?? text[...]
    if isMarked { number = number.dropFirst(2) }
    var plain: [UInt8] = []
    for scalar in String(decoding: number, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x660...0x669: plain.append(UInt8(scalar.value - 0x660 + 0x30))
      case 0x6F0...0x6F9: plain.append(UInt8(scalar.value - 0x6F0 + 0x30))
      // Marks of direction that come along when a number is copied out of right-to-left text.
      case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
      default: plain.append(contentsOf: Array(UTF8.encode(scalar)!))
      }
    }
    return plain
  }
}

/// Several values in one cell.
enum ListText {
  /// With `; ` between the values, as lists in JSON become; nil where there is only one.
  static func joined(_ text: UnsafeBufferPointer<UInt8>, _ mark: String) -> [UInt8]? {
    let parts = parts(text, mark: mark)
    return parts.count > 1 ? Array(parts.joined(separator: "; ".utf8)) : nil
  }

  static func parts(
    _ text: UnsafeBufferPointer<UInt8>, mark: String
  ) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    let mark = Array(mark.utf8)
    var parts: [Slice<UnsafeBufferPointer<UInt8>>] = []
    var (start, i) = (0, 0)
    while i + mark.count <= text.count {
      if text[i] == mark[0], text[i..<(i + mark.count)].elementsEqual(mark) {
        parts.append(text[start..<i])
        i += mark.count
        start = i
      } else {
        i += 1
      }
    }
    return parts + [text[start...]]
  }
}
