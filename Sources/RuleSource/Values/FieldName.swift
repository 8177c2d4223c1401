/// A field as LeadRelay calls it: lower case, every run of other characters than letters and digits
/// as `_`, camelCase split; the dots of a path stay. Intake names columns by the same rule.
func fieldName(_ text: String) -> String {
  let scalars = Array(text.unicodeScalars)
  var name = String.UnicodeScalarView()
  var pending: Unicode.Scalar?
  for (i, scalar) in scalars.enumerated() {
    if scalar == ".", i > 0, i + 1 < scalars.count, isWordPart(scalars[i - 1]),
      isWordPart(scalars[i + 1])
    {
      pending = "."
      continue
    }
    if !isWordPart(scalar) {
      if scalar != combiningDot { pending = pending ?? "_" }
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

/// What İ leaves behind where something else has made it lower case.
private let combiningDot: Unicode.Scalar = "\u{307}"

private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .decimalNumber, .letterNumber, .spacingMark:
    true
  case .nonspacingMark: scalar != combiningDot
  default: false
  }
}

/// Whether an upper-case letter begins a word: the N of `firstName` and of `HTMLName`.
private func beginsWord(_ scalars: [Unicode.Scalar], at i: Int) -> Bool {
  guard i > 0, isUpper(scalars[i]) else { return false }
  let before = scalars[i - 1]
  if isLower(before) || ("0"..."9").contains(before) { return true }
  return isUpper(before) && i + 1 < scalars.count && isLower(scalars[i + 1])
}

private func isUpper(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.generalCategory == .uppercaseLetter
}

private func isLower(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.generalCategory == .lowercaseLetter
}
