import LeadCore

/// Texts that stand for "nothing here": what programs write into empty cells.
final class Placeholders {
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
  /// Bit s of the four entries of f: some placeholder begins with these bytes, in small letters.
  private let pairs: UnsafeMutablePointer<UInt64>

  init(_ more: [String]) {
    let own = Set(more.map { FoldedText($0).bytes })
    let usual = Placeholders.builtIn.map { (raw: Array($0.utf8), folded: FoldedText($0).bytes) }
    folded = own.union(usual.map(\.folded))
    lengths = .allocate(capacity: 256)
    lengths.initialize(repeating: 0, count: 256)
    pairs = .allocate(capacity: 4 * 256)
    pairs.initialize(repeating: 0, count: 4 * 256)
    for text in folded where text.count > 1 {
      pairs[4 * Int(text[0]) + Int(text[1] >> 6)] |= 1 << UInt64(text[1] & 63)
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
    let isPlain = text.allSatisfy { $0 < 0x80 && $0 != 0x20 }
    let bits: UInt64 = isPlain ? 1 << UInt64(min(text.count, 63)) : ~0
    lengths[Int(first)] |= bits
    if (0x61...0x7A).contains(first) { lengths[Int(first) - 32] |= bits }
    if !asWritten, !isPlain || first == 0x69 {
      for byte in 0x80...0xFF { lengths[byte] |= ~0 }
    }
  }

  deinit {
    lengths.deallocate()
    pairs.deallocate()
  }

  /// Whether some placeholder may begin so. What folds to something else is let through: bytes
  /// beyond ASCII, and white space.
  @inline(__always)
  private func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
    if first | second >= 0x80 || second <= 0x20 { return true }
    let (first, second) = (Placeholders.small(first), Placeholders.small(second))
    return pairs[4 * Int(first) + Int(second >> 6)] &>> UInt64(second & 63) & 1 == 1
  }

  @inline(__always)
  private static func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether a trimmed text means nothing.
  @inline(__always)
  func contains(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if lengths[Int(text[0])] &>> UInt64(min(count, 63)) & 1 == 0 { return false }
    if count > 1, !mayBegin(text[0], text[1]) { return false }
    return folded.contains(fold(UnsafeBufferPointer(start: text, count: count)))
  }
}
