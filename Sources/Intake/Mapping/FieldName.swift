/// What a column of a file is called among us (rulebook.md, "Conventions").
enum FieldName {
  /// Lower case, every run of other characters than letters and digits as `_`, camelCase split. A
  /// JSON path keeps its dots. Empty where nothing is left.
  static func normalised(_ header: String, keepsDots: Bool = false) -> String {
    let scalars = Array(header.unicodeScalars)
    var name = String.UnicodeScalarView()
    var pending: Unicode.Scalar?
    for (i, scalar) in scalars.enumerated() {
      if keepsDots, scalar == "." {
        pending = "."
        continue
      }
      if !isWordPart(scalar) {
        // An apostrophe or a combining mark that was dropped does not cut a word.
        if scalar.value == 0x0307 { continue }
        pending = pending ?? "_"
        continue
      }
      if pending == nil, beginsWord(scalars, at: i) { pending = "_" }
      if let pending, !name.isEmpty { name.append(pending) }
      pending = nil
      if scalar == "\u{130}" {
        name.append("i")
      } else {
        name.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(name)
  }

  /// `name`, or `name_2`, `name_3` … where it is taken.
  static func unique(_ name: String, taken: Set<String>) -> String {
    if !taken.contains(name) { return name }
    var number = 2
    while taken.contains("\(name)_\(number)") { number += 1 }
    return "\(name)_\(number)"
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) || isLower(scalar) || isUpper(scalar)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .spacingMark:
      return true
    case .nonspacingMark: return scalar.value != 0x0307
    default: return false
    }
  }

  /// Whether an upper-case letter begins a word of camelCase: `firstName`, the N of `HTMLName`.
  private static func beginsWord(_ scalars: [Unicode.Scalar], at i: Int) -> Bool {
    guard i > 0, isUpper(scalars[i]) else { return false }
    let before = scalars[i - 1]
    if isLower(before) || (0x30...0x39).contains(before.value) { return true }
    return isUpper(before) && i + 1 < scalars.count && isLower(scalars[i + 1])
  }

  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? (0x41...0x5A).contains(scalar.value)
      : scalar.properties.generalCategory == .uppercaseLetter
  }

  private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? (0x61...0x7A).contains(scalar.value)
      : scalar.properties.generalCategory == .lowercaseLetter
  }
}
