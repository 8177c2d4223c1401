/// One character as it is drawn on a terminal, and how many columns it takes.
struct Glyph {
  let text: String
  let width: Int

  static let tab: Character = "\t"

  init(_ character: Character) {
    let scalars = character.unicodeScalars
    if character == Self.tab {
      (text, width) = ("\t", 1)
    } else if scalars.contains(where: Self.isDisruptive) {
      // One dot for each, for instance for CR LF, which is a single character.
      (text, width) = (String(repeating: "·", count: scalars.count), scalars.count)
    } else {
      text = String(character)
      width = scalars.contains("\u{FE0F}") ? 2 : scalars.map(Self.width(of:)).max() ?? 0
    }
  }

  /// Control characters, line separators and what reorders text: they would spoil the terminal.
  static func isDisruptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The blocks of East Asian Width W and F, see Unicode Standard Annex 11.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}

/// The text without anything that would move a terminal's cursor: such characters become `·`.
public func harmless(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: Glyph.isDisruptive) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(Glyph.isDisruptive(scalar) ? "·" : scalar) }
  return String(result)
}

/// What a person wrote, for a message: in single quotes, shortened, without control characters.
public func quoted(_ text: String) -> String {
  let limit = 60
  // A single character may have any number of marks.
  let short = String(text.unicodeScalars.prefix(4 * limit)).prefix(limit)
  return "'" + harmless(String(short)) + (short.utf8.count < text.utf8.count ? "…'" : "'")
}
