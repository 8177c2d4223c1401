import CLibPSL
import Synchronization

/// What follows the last `@` of an e-mail address, in our form (see `canonicalDomain`).
func mailHost(of email: FoldedText) -> FoldedText? {
  guard let at = email.bytes.lastIndex(of: UInt8(ascii: "@")), at + 1 < email.bytes.count
  else { return nil }
  return canonicalDomain(FoldedText(folded: email.bytes[(at + 1)...]))
}

/// The domain of an e-mail address under which a company is registered: `acme.co.uk` for
/// `jane@mail.eu.acme.co.uk`.
public func emailDomain(of email: FoldedText) -> FoldedText? {
  mailHost(of: email).map { companyDomain(of: $0) }
}

/// One form of a domain: folded Unicode. `xn--mller-kva.de` is `müller.de`, and so is what the
/// rulebook writes either way. A label that is no Punycode stays.
public func canonicalDomain(_ domain: FoldedText) -> FoldedText {
  guard firstRange(of: punycodeMark, in: domain.bytes) != nil else { return domain }
  let labels = domain.bytes.split(separator: dot, omittingEmptySubsequences: false).map { label in
    guard label.starts(with: punycodeMark),
      let text = punycodeDecoded(label.dropFirst(punycodeMark.count))
    else { return Array(label) }
    return FoldedText(text).bytes
  }
  return FoldedText(folded: Array(labels.joined(separator: [dot]))[...])
}

/// The part of a domain that one owner registers, by the public suffix list's algorithm
/// (publicsuffix.org/list): one label more than the longest suffix under which anybody may
/// register. Addresses of machines and bare suffixes stay as they are.
public func companyDomain(of domain: FoldedText) -> FoldedText {
  let bytes = domain.bytes
  // Whether `acme.com` is a suffix itself or not, it stays.
  guard let last = bytes.lastIndex(of: dot), let next = bytes[..<last].lastIndex(of: dot),
    isName(bytes, last)
  else { return domain }
  let isOfThree = !bytes[..<next].contains(dot)
  if isOfThree, PublicSuffixes.shared.haveShort(bytes[(next + 1)...]) { return domain }
  return PublicSuffixes.shared.start(ofRegisteredIn: bytes)
    .map { FoldedText(folded: bytes[$0...]) } ?? domain
}

private let dot = UInt8(ascii: ".")
private let punycodeMark = Array("xn--".utf8)

/// Neither an address in numbers nor with an empty label.
private func isName(_ bytes: [UInt8], _ lastDot: Int) -> Bool {
  guard bytes[0] != dot, bytes[0] != UInt8(ascii: "["), lastDot + 1 < bytes.count,
    !(0x30...0x39).contains(bytes[lastDot + 1])
  else { return false }
  for i in 1..<bytes.count where bytes[i] == dot && bytes[i - 1] == dot { return false }
  return true
}

/// The public suffix list that libpsl was built with: the same on every machine of a release.
///
/// `@unchecked Sendable`: libpsl's own list is constant.
private final class PublicSuffixes: @unchecked Sendable {
  static let shared = PublicSuffixes()
  private let list = psl_builtin()
  /// What is known of `co.uk`, `com.tr` …: length and bytes in one number. libpsl takes
  /// microseconds.
  private let short = Mutex<[UInt64: Bool]>([:])
  private static let shortLimit = 4_096

  /// Whether two labels are a suffix; false without asking for what is longer, and where the last
  /// one is no country's.
  func haveShort(_ suffix: ArraySlice<UInt8>) -> Bool {
    guard suffix.count <= 7, suffix.dropLast(2).last == dot else { return false }
    let key = suffix.reduce(UInt64(suffix.count)) { $0 << 8 | UInt64($1) }
    return short.withLock { known in
      if let known = known[key] { return known }
      let isSuffix = psl_is_public_suffix(list, String(decoding: suffix, as: UTF8.self)) != 0
      if known.count < PublicSuffixes.shortLimit { known[key] = isSuffix }
      return isSuffix
    }
  }

  /// Where in a domain the registered part begins; nil in a bare suffix.
  func start(ofRegisteredIn domain: [UInt8]) -> Int? {
    (domain + [0]).withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        let registered = psl_registrable_domain(list, base)
      else { return nil }
      return registered - base
    }
  }
}
