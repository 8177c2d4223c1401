extension Instant {
  /// A time as people write it in ISO 8601, with `Z` or an offset, seconds and a fraction of them
  /// as one likes: `2026-03-02T09:00+03:00`.
  public init?(written: String) {
    var text = Substring(written)
    var offset: Int64 = 0
    if text.hasSuffix("Z") || text.hasSuffix("z") {
      text = text.dropLast()
    } else {
      guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }),
        let minutes = minutes(text[text.index(after: sign)...])
      else { return nil }
      offset = text[sign] == "-" ? -minutes : minutes
      text = text[..<sign]
    }
    guard var whole = wholeSeconds(String(text)),
      let local = whole.withUTF8({ instant(iso: $0, zone: .utc) })
    else { return nil }
    self = local - .minutes(offset)
  }
}

/// `03:00`, `0300` or `03`.
private func minutes(_ text: Substring) -> Int64? {
  let digits = text.filter { $0 != ":" }
  guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits)
  else { return nil }
  switch (digits.count, text.count) {
  case (2, 2): return number <= 18 ? number * 60 : nil
  case (4, 4...5):
    return number <= 1800 && number % 100 < 60 ? number / 100 * 60 + number % 100 : nil
  default: return nil
  }
}

/// With the seconds that were left out, and the fraction in three digits.
private func wholeSeconds(_ text: String) -> String? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count <= 2 else { return nil }
  let time = parts[0].count == 16 ? parts[0] + ":00" : parts[0]
  guard parts.count == 2 else { return time + "Z" }
  guard parts[0].count == 19, (1...9).contains(parts[1].count) else { return nil }
  let zeros = String(repeating: "0", count: max(0, 3 - parts[1].count))
  return time + "." + parts[1].prefix(3) + zeros + "Z"
}
