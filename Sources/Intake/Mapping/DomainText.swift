import LeadCore

/// The domains of accounts, from columns that hold a domain, a web address or an e-mail address.
enum DomainText {
  /// The domain that the first address in a text was registered under: `acme.co.uk` for
  /// `https://www.acme.co.uk/about`. Nil where there is none, and for those that belong to
  /// everybody: a free mail provider's tells no company.
  static func company(in text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.count <= 2048 else { return nil }
    let folded = fold(text)
    for part in folded.split(whereSeparator: { $0 <= 0x20 || $0 == 0x2C || $0 == 0x3B }) {
      guard let host = host(in: part) else { continue }
      let domain = companyDomain(
        of: canonicalDomain(FoldedText(String(decoding: host, as: UTF8.self))))
      if !MailProviders.isOpenToAll(domain) { return domain.bytes }
    }
    return nil
  }

  /// The host of a web or e-mail address: without scheme, user, port, path and dot at the end.
  private static func host(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var host = text
    if let colon = firstIndex(of: "://", in: host) { host = host[(colon + 3)...] }
    if host.starts(with: "mailto:".utf8) { host = host.dropFirst(7) }
    let end = host.firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 || $0 == 0x5C }
    host = host[..<(end ?? host.endIndex)]
    if let at = host.lastIndex(of: 0x40) { host = host[(at + 1)...] }
    if let colon = host.lastIndex(of: 0x3A) { host = host[..<colon] }
    if host.last == 0x2E { host = host.dropLast() }
    let labels = host.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard labels.count > 1, host.count <= 255, labels.allSatisfy({ isLabel($0) }),
      // A machine's address in numbers is nobody's domain.
      let last = labels.last, !last.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return host
  }

  /// Letters, digits and hyphens, or anything beyond ASCII.
  private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
    !label.isEmpty
      && label.allSatisfy {
        $0 >= 0x80 || $0 == 0x2D || $0 == 0x5F || (0x30...0x39).contains($0)
          || (0x61...0x7A).contains($0)
      }
  }

  private static func firstIndex(of mark: StaticString, in text: ArraySlice<UInt8>) -> Int? {
    let mark = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
    guard text.count >= mark.count else { return nil }
    return (text.startIndex...(text.endIndex - mark.count)).first {
      text[$0..<($0 + mark.count)].elementsEqual(mark)
    }
  }
}
