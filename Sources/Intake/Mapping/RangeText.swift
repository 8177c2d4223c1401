import LeadCore

/// Numbers that are told roughly: `51-200`, `10,001+`, `1K – 5K`, `about 300 employees`.
///
/// A range stands for its lower bound: `51-200` is 51, so that `between: [50, 1000]` and
/// `at_least: 50` mean the same companies whether a file counts heads or names size classes. What
/// is open below (`up to 50`) stands for 1.
enum RangeText {
  /// The plain number that a text stands for, or nil where it tells none.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.count <= 128 else { return nil }
    if let plain = NumberText.plain(text) { return plain }
    var words = String(decoding: fold(text), as: UTF8.self)[...]
    for ending in counted where words.hasSuffix(ending) {
      words = trimmed(words.dropLast(ending.count))
    }
    for beginning in below where words.hasPrefix(beginning) {
      return one(trimmed(words.dropFirst(beginning.count)), nil).map { _ in [0x31] }
    }
    for beginning in above where words.hasPrefix(beginning) {
      words = trimmed(words.dropFirst(beginning.count))
      break
    }
    for ending in open where words.hasSuffix(ending) {
      return one(trimmed(words.dropLast(ending.count)), nil).map(\.plain)
    }
    if let number = one(words, nil) { return number.plain }
    for mark in between {
      let sides = words.split(separator: mark, omittingEmptySubsequences: false)
      guard sides.count == 2 else { continue }
      let (low, high) = (trimmed(sides[0]), trimmed(sides[1]))
      guard let upper = one(high, nil), let bare = one(low, nil) else { continue }
      // `1-5K` are thousands on both sides, `500-1K` are not.
      let isShared = bare.unit == nil && upper.unit != nil && bare.value < upper.mantissa
      let lower = isShared ? one(low, upper.unit) : bare
      guard let lower, lower.value <= upper.value else { return nil }
      return lower.plain
    }
    return nil
  }

  private struct Number {
    var plain: [UInt8]
    var value: Double
    /// The number without its unit.
    var mantissa: Double
    var unit: Double?
  }

  /// One number with perhaps a unit such as `k`.
  private static func one(_ text: Substring, _ shared: Double?) -> Number? {
    var bare = String.UnicodeScalarView()
    bare.append(contentsOf: NumberText.stripped(Array(text.unicodeScalars)[...]))
    var digits = Substring(String(bare))
    var unit: Double?
    for (word, factor) in units where digits.hasSuffix(word) {
      let rest = trimmed(digits.dropLast(word.count))
      guard let last = rest.unicodeScalars.last, last.properties.numericType != nil else {
        continue
      }
      (digits, unit) = (rest, factor)
      break
    }
    guard let plain = NumberText.plain(Array(digits.unicodeScalars)[...]),
      let mantissa = Double(String(decoding: plain, as: UTF8.self))
    else { return nil }
    guard let factor = unit ?? shared else {
      return Number(plain: plain, value: mantissa, mantissa: mantissa, unit: nil)
    }
    let value = mantissa * factor
    // Far beyond what doubles hold to the unit.
    guard value.magnitude < 1e15 else { return nil }
    let whole = Int64(value.rounded())
    return Number(
      plain: Array(String(whole).utf8), value: value, mantissa: mantissa, unit: factor)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    return text
  }

  /// All of these are folded; longer ones stand before those they end with.
  private static let units: [(String, Double)] = [
    ("thousand", 1e3), ("million", 1e6), ("milyon", 1e6), ("milyar", 1e9), ("billion", 1e9),
    ("lakh", 1e5), ("crore", 1e7), ("mln", 1e6), ("mio.", 1e6), ("mio", 1e6), ("mrd.", 1e9),
    ("mrd", 1e9), ("mm", 1e6), ("mn", 1e6), ("tys.", 1e3), ("tys", 1e3), ("bin", 1e3),
    ("هزار", 1e3), ("میلیون", 1e6), ("میلیارد", 1e9), ("bn", 1e9), ("k", 1e3), ("m", 1e6),
    ("b", 1e9),
  ].map { (FoldedText($0.0).description, $0.1) }

  private static let between = [
    "-", "\u{2013}", "\u{2014}", "\u{2012}", "\u{2212}", "~", "..", " to ", " bis ", " do ", " a ",
    " à ", " ile ", " تا ", " ถึง ",
  ]
  private static let open = [
    "+", " or more", " and more", " and above", " ve üzeri", " ve üstü",
    " i więcej", " und mehr", " et plus", " o más", " و بیشتر",
  ]
  private static let above = [
    "more than", "over", "above", "at least", "from", "min.", "about", "approx.", "ca.", "circa",
    "etwa", "über", "ab", "plus de", "más de", "ponad", "od", "yaklaşık", "بیش از", ">=", "≥", ">",
    "~", "≈",
  ].map { FoldedText($0).description }
  private static let below = [
    "less than", "fewer than", "under", "below", "up to", "at most", "max.", "unter", "bis",
    "moins de", "menos de", "poniżej", "do", "en fazla", "کمتر از", "<=", "≤", "<",
  ].map { FoldedText($0).description }
  private static let counted = [
    " employees", " employee", " people", " persons", " staff", " fte", " ftes", " çalışan",
    " kişi", " personel", " pracowników", " osób", " mitarbeiter", " personen", " salariés",
    " employés", " empleados", " نفر", " کارمند", " คน", " p.a.", " per year", " / year",
  ].map { " " + FoldedText($0).description }
}
