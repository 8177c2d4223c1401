import CUTF8Proc
import Glibc

/// Text as it is compared everywhere: NFKC, case-folded, Turkish i/ı/İ/I as one letter, Arabic
/// ي/ك as Persian ی/ک, Arabic-Indic and Persian digits as ASCII, zero-width joiners removed,
/// white space collapsed and trimmed. Accents stay.
public struct FoldedText: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  public init(_ text: String) {
    var text = text
    bytes = text.withUTF8 { fold($0) }
  }

  public init(_ raw: UnsafeBufferPointer<UInt8>) { bytes = fold(raw) }

  public var description: String { String(decoding: bytes, as: UTF8.self) }

  public static func < (left: FoldedText, right: FoldedText) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// Folds UTF-8 text for comparison, see `FoldedText`. Bytes that are not UTF-8, and letters under
/// hundreds of marks, are kept as they are.
public func fold(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  var folded: [UInt8] = []
  folded.reserveCapacity(raw.count)
  if foldASCII(raw, into: &folded) { return folded }
  folded.removeAll(keepingCapacity: true)
  guard let wide = foldUnicode(raw) else {
    return raw.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
  }
  collapse(wide, into: &folded)
  return folded
}

/// The common case, without a table. False where a byte beyond ASCII turns up.
private func foldASCII(_ raw: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) -> Bool {
  var pendingSpace = false
  for byte in raw {
    if byte >= 0x80 { return false }
    if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
      pendingSpace = !folded.isEmpty
      continue
    }
    if pendingSpace {
      folded.append(0x20)
      pendingSpace = false
    }
    folded.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
  }
  return true
}

/// NFKC with case folding by utf8proc, twice around the letters that fold differently here: İ
/// must be caught before case folding takes it apart, and compatibility forms before they are
/// compared.
private func foldUnicode(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
  guard !hasEndlessMarks(raw),
    let composed = mapped(raw, options: [UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_COMPAT])
  else { return nil }
  var ours: [UInt8] = []
  ours.reserveCapacity(composed.count)
  for scalar in String(decoding: composed, as: UTF8.self).unicodeScalars {
    // Lower-casing İ elsewhere leaves an i with a dot above: the same letter.
    if scalar.value == 0x0307, ours.last == UInt8(ascii: "i") { continue }
    if let kept = counterpart(scalar) { ours.append(contentsOf: UTF8.encode(kept)!) }
  }
  return ours.withUnsafeBufferPointer {
    mapped($0, options: [UTF8PROC_STABLE, UTF8PROC_COMPOSE, UTF8PROC_COMPAT, UTF8PROC_CASEFOLD])
  }
}

/// Whether there are hundreds of marks on one letter: utf8proc takes the square of their number to
/// put them in order. No language has more than a few; see Unicode Standard Annex 15, section 13.
private func hasEndlessMarks(_ raw: UnsafeBufferPointer<UInt8>) -> Bool {
  // In UTF-8 a mark takes two bytes or more.
  let most = 100
  guard raw.count > 2 * most else { return false }
  var (place, run) = (0, 0)
  while place < raw.count {
    var scalar: utf8proc_int32_t = 0
    let count = utf8proc_iterate(raw.baseAddress! + place, raw.count - place, &scalar)
    guard count > 0 else { return false }
    let isMark =
      utf8proc_category(scalar) == UTF8PROC_CATEGORY_MN
      || utf8proc_get_property(scalar).pointee.combining_class != 0
    // Joiners are dropped, and what they stood between comes together.
    if isMark { run += 1 } else if scalar != 0x200C, scalar != 0x200D { run = 0 }
    if run > most { return true }
    place += count
  }
  return false
}

/// What stands for a character when text is compared; nil for those that are dropped.
private func counterpart(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch scalar.value {
  case 0x0049, 0x0130, 0x0131: "i"
  case 0x064A: "\u{06CC}"
  case 0x0643: "\u{06A9}"
  case 0x0660...0x0669: Unicode.Scalar(scalar.value - 0x0660 + 0x30)
  case 0x06F0...0x06F9: Unicode.Scalar(scalar.value - 0x06F0 + 0x30)
  case 0x200C, 0x200D: nil
  default: scalar
  }
}

private func mapped(
  _ raw: UnsafeBufferPointer<UInt8>, options: [utf8proc_option_t]
) -> [UInt8]? {
  var out: UnsafeMutablePointer<utf8proc_uint8_t>?
  let flags = options.reduce(0) { $0 | $1.rawValue }
  let count = utf8proc_map(
    raw.baseAddress, raw.count, &out, utf8proc_option_t(rawValue: flags))
  defer { out.map { free($0) } }
  guard count >= 0, let out else { return nil }
  return Array(UnsafeBufferPointer(start: out, count: count))
}

/// Collapses white space of every kind to one blank and trims both ends.
private func collapse(_ text: [UInt8], into folded: inout [UInt8]) {
  var pendingSpace = false
  for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
    if scalar.properties.isWhitespace {
      pendingSpace = !folded.isEmpty
      continue
    }
    if pendingSpace {
      folded.append(0x20)
      pendingSpace = false
    }
    folded.append(contentsOf: UTF8.encode(scalar)!)
  }
}
