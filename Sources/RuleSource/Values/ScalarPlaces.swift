import Diagnostics
import YAML

extension Node {
  /// Where a byte of a scalar's text stands in the file; nil where the text is written in another
  /// way, over several lines for instance.
  func place(ofByte wanted: Int) -> SourceSpan? {
    guard let scalar else { return nil }
    let source = Array(span.file.bytes[span.range])
    let quote: UInt8?
    switch scalar.style {
    case .plain: quote = nil
    case .singleQuoted: quote = UInt8(ascii: "'")
    case .doubleQuoted: quote = UInt8(ascii: "\"")
    case .literal, .folded: return nil
    }
    if let quote, source.count < 2 || source[0] != quote { return nil }
    var place = quote == nil ? 0 : 1
    let end = source.count - place
    var written = 0
    while place < end, written < wanted {
      let step = step(in: source[place..<end], quote)
      if source[place] == 0x0A || source[place] == 0x0D { return nil }
      place += step.source
      written += step.text
    }
    guard written >= wanted else { return nil }
    return SourceSpan(span.file, span.start + min(place, end)..<span.start + min(place + 1, end))
  }

  /// How many bytes of the file say the next bytes of the text, and how many those are.
  private func step(in rest: ArraySlice<UInt8>, _ quote: UInt8?) -> (source: Int, text: Int) {
    guard let first = rest.first, rest.count > 1 else { return (1, 1) }
    if first == UInt8(ascii: "'"), quote == first { return (2, 1) }
    guard first == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") else { return (1, 1) }
    let digits: Int
    switch rest[rest.startIndex + 1] {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case UInt8(ascii: "N"), UInt8(ascii: "_"): return (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
    default: return (2, 1)
    }
    let hexadecimal = String(decoding: rest.dropFirst(2).prefix(digits), as: UTF8.self)
    let scalar = UInt32(hexadecimal, radix: 16).flatMap(Unicode.Scalar.init)
    return (2 + digits, scalar.map { UTF8.width($0) } ?? 1)
  }
}
