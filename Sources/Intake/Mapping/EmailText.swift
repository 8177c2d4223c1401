import LeadCore

/// E-mail addresses as they stand in exports.
enum EmailText {
  /// One @ with text on both sides, a dot inside the domain, nothing blank: what LeadRelay takes
  /// for an address. Whether anybody reads it is not for a file to tell.
  static func isAddress(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
    var at = -1
    var dot = -1
    var i = 0
    for byte in bytes {
      if byte <= 0x20 || byte == 0x2C || byte == 0x3B || byte == 0x3C || byte == 0x3E
        || byte == 0x22 || byte == 0x7F
      {
        return false
      }
      if byte == 0x40 {
        if at >= 0 { return false }
        at = i
      } else if byte == 0x2E {
        // Neither the domain's first byte nor right behind another dot.
        if at >= 0, i == at + 1 || dot == i - 1 { return false }
        dot = i
      }
      i += 1
    }
    return at > 0 && dot > at + 1 && dot < i - 1
  }
}

extension EmailText {
  /// The first address in a text that holds more: `mailto:`, `Ada <ada@acme.com>`, several at
  /// once. Lower case, the domain in the form of `canonicalDomain`; nil where there is none.
  static func address(in text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let isDelimiter: (UInt8) -> Bool = {
      $0 <= 0x20 || $0 == 0x2C || $0 == 0x3B || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27
        || $0 == 0x28 || $0 == 0x29
    }
    for part in text.split(whereSeparator: isDelimiter) {
      var part = part.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }[...]
      if part.starts(with: "mailto:".utf8) {
        part = part.dropFirst(7)
        if let query = part.firstIndex(of: 0x3F) { part = part[..<query] }
      }
      if isAddress(part) { return canonical(part) }
    }
    return nil
  }

  /// One form of an address: small letters, no invisible characters, the domain in Unicode.
  private static func canonical(_ address: ArraySlice<UInt8>) -> [UInt8]? {
    var text = String.UnicodeScalarView()
    for scalar in String(decoding: address, as: UTF8.self).unicodeScalars {
      if (0x200B...0x200F).contains(scalar.value) || scalar.value == 0xFEFF { continue }
      text.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
    let whole = String(text)
    let parts = whole.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let canonical =
      Array(parts[0].utf8) + [0x40]
      + canonicalDomain(FoldedText(String(parts[1]))).bytes
    return isAddress(canonical) ? canonical : nil
  }
}
