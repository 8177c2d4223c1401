import LeadCore

/// Texts that stand for "nothing here": what programs write into empty cells.
///
/// `@unchecked Sendable`: nothing in it changes once it is made.
final class Placeholders: @unchecked Sendable {
  /// Those that need no word of a source.
  static let usual = Placeholders([])

  private static let builtIn = [
    // Lists nobody chose from.
    "Select", "- Select -", "-- Select --", "--Select--", "-Select-", "Select...", "Please select",
    "Please choose", "-None-", "--None--", "- None -", "Choose one", "Seçiniz", "Wybierz",
    "Bitte wählen",
    "Bitte auswählen", "Sélectionnez", "Seleccione", "انتخاب کنید",
    // Spreadsheets and their errors.
    "N/A", "n.a.", "#N/A", "#NULL!", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "(blank)",
    // Databases and programs.
    "NULL", "(null)", "<null>", "[null]", "\\N", "undefined", "(none)", "(empty)", "(not set)",
    "(no value)", "0/0/00", "00/00/0000", "0000-00-00", "0000-00-00 00:00:00",
    // Marks.
    "-", "--", "---", ".", "\u{2013}", "\u{2014}",
  ]

  private let folded: Set<[UInt8]>
  /// Bit l of entry b: some placeholder begins with byte b and has l bytes (63: that many or more).
  private let lengths: UnsafeMutablePointer<UInt64>
  /// Bit b of the four entries of f: some placeholder begins with f, in small letters, and has b in
  /// the second place; and the same of the third place.
  private let seconds: UnsafeMutablePointer<UInt64>
  private let thirds: UnsafeMutablePointer<UInt64>

  init(_ more: [String]) {
    let own = Set(more.map { FoldedText($0).bytes })
    let usual = Placeholders.builtIn.map { (raw: Array($0.utf8), folded: FoldedText($0).bytes) }
    folded = own.union(usual.map(\.folded))
    lengths = .allocate(capacity: 256)
    lengths.initialize(repeating: 0, count: 256)
    seconds = .allocate(capacity: 4 * 256)
    seconds.initialize(repeating: 0, count: 4 * 256)
    thirds = .allocate(capacity: 4 * 256)
    thirds.initialize(repeating: 0, count: 4 * 256)
    for text in folded {
      for (place, bits) in [(1, seconds), (2, thirds)] where place < text.count {
        bits[4 * Int(text[0]) + Int(text[place] >> 6)] |= 1 << UInt64(text[place] & 63)
      }
    }
    for text in own { admit(text, asWritten: false) }
    for text in usual { admit(text.raw[0] < 0x80 ? text.folded : text.raw, asWritten: true) }
  }

  /// Lets a text through to be compared.
  ///
  /// - Parameter asWritten: whether it begins as it is written, but for ASCII's case; else text
  ///   beyond ASCII may be longer or shorter than its folded form and begin with other bytes.
  private func admit(_ text: [UInt8], asWritten: Bool) {
    guard let first = text.first else { return }
    let isASCII = text.allSatisfy { $0 < 0x80 }
    let isPlain = isASCII && !text.contains(0x20)
    // Between words there may be more blanks. Nothing becomes twice as long by being folded to
    // ASCII: U+33C2 grows the most, from three bytes to the four of `a.m.`.
    let longer: UInt64 = isASCII ? ~0 << UInt64(min(text.count / 2, 63)) : ~0
    let bits: UInt64 = isPlain ? 1 << UInt64(min(text.count, 63)) : longer
    lengths[Int(first)] |= bits
    if (0x61...0x7A).contains(first) { lengths[Int(first) - 32] |= bits }
    if !asWritten, !isPlain || first == 0x69 {
      for byte in 0x80...0xFF { lengths[byte] |= ~0 }
    }
  }

  deinit {
    lengths.deallocate()
    seconds.deallocate()
    thirds.deallocate()
  }

  /// Whether some placeholder may begin as a text of two bytes or more. What folds to something
  /// else is let through: bytes beyond ASCII, and white space.
  @inline(__always)
  private func mayBegin(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let (first, second) = (Placeholders.small(text[0]), Placeholders.small(text[1]))
    if first | second >= 0x80 || second <= 0x20 { return true }
    guard Placeholders.has(seconds, first, second) else { return false }
    // A mark behind a letter makes it another one.
    guard count > 2, text[2] < 0x80, text[2] > 0x20, count == 3 || text[3] < 0x80 else {
      return true
    }
    return Placeholders.has(thirds, first, Placeholders.small(text[2]))
  }

  @inline(__always)
  private static func has(
    _ bits: UnsafeMutablePointer<UInt64>, _ first: UInt8, _ byte: UInt8
  ) -> Bool { bits[4 * Int(first) + Int(byte >> 6)] &>> UInt64(byte & 63) & 1 == 1 }

  @inline(__always)
  private static func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether a trimmed text means nothing.
  @inline(__always)
  func contains(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if lengths[Int(text[0])] &>> UInt64(min(count, 63)) & 1 == 0 { return false }
    if count > 1, !mayBegin(text, count) { return false }
    return folded.contains(fold(UnsafeBufferPointer(start: text, count: count)))
  }
}
