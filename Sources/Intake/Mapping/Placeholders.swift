import LeadCore

/// Texts that stand for "nothing here": what programs write into empty cells.
final class Placeholders {
  private static let builtIn = [
    "Select", "-None-", "N/A", "#N/A", "NULL", "0/0/00", "-", ".",
  ]

  private let folded: Set<[UInt8]>
  /// Bit l of entry b: some placeholder begins with byte b and has l bytes (63: that many or more).
  private let lengths: UnsafeMutablePointer<UInt64>

  init(_ more: [String]) {
    folded = Set((Placeholders.builtIn + more).map { FoldedText($0).bytes })
    lengths = .allocate(capacity: 256)
    lengths.initialize(repeating: 0, count: 256)
    for text in folded where !text.isEmpty {
      let first = text[0]
      // Text beyond ASCII may be longer or shorter than its folded form and begin with other bytes.
      let isPlain = text.allSatisfy { $0 < 0x80 && $0 != 0x20 }
      let bits: UInt64 = isPlain ? 1 << UInt64(min(text.count, 63)) : ~0
      lengths[Int(first)] |= bits
      if (0x61...0x7A).contains(first) { lengths[Int(first) - 32] |= bits }
      if !isPlain || first == 0x69 { for byte in 0x80...0xFF { lengths[byte] |= ~0 } }
    }
  }

  deinit { lengths.deallocate() }

  /// Whether a trimmed text means nothing.
  @inline(__always)
  func contains(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if lengths[Int(text[0])] &>> UInt64(min(count, 63)) & 1 == 0 { return false }
    return folded.contains(fold(UnsafeBufferPointer(start: text, count: count)))
  }
}
