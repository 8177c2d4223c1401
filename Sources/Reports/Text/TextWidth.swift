/// How many columns of a terminal a text takes.
public func width(of text: String) -> Int {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
  return text.reduce(0) { $0 + width(of: $1) }
}

private func width(of character: Character) -> Int {
  if character.unicodeScalars.contains("\u{FE0F}") { return 2 }
  return character.unicodeScalars.map(width).max() ?? 0
}

private func width(of scalar: Unicode.Scalar) -> Int {
  if scalar.value < 0x300 { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if scalar.properties.isEmojiPresentation { return 2 }
  return wide.contains { $0.contains(scalar.value) } ? 2 : 1
}

/// The blocks of East Asian Width W and F, see Unicode Standard Annex 11.
private let wide: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
  0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
  0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
]

/// The text as a cell: on one line, without what would move a terminal's cursor, cut with `…`
/// where it is wider than `most` columns.
func cell(_ text: String, most: Int) -> String {
  var shown = text
  if text.unicodeScalars.contains(where: isDisruptive) {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(isDisruptive(scalar) ? "·" : scalar) }
    shown = String(plain)
  }
  guard width(of: shown) > most else { return shown }
  var taken = ""
  var columns = 0
  for character in shown {
    columns += width(of: character)
    if columns > most - 1 { break }
    taken.append(character)
  }
  return taken + "…"
}

/// Control characters, line separators and what reorders text.
private func isDisruptive(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}
