import LeadCore

/// Yes and no as programs and people write them into columns such as `no_email`.
enum YesNo {
  private static let yes = folded([
    "1", "true", "yes", "y", "x", "on", "✓", "evet", "doğru", "tak", "t", "ja", "wahr", "oui",
    "vrai", "sí", "si", "verdadero", "sim", "بله", "بلی", "نعم", "ใช่",
  ])
  private static let no = folded([
    "0", "false", "no", "n", "off", "hayır", "yanlış", "nie", "f", "nein", "falsch", "non", "faux",
    "falso", "não", "خیر", "نه", "لا", "ไม่", "ไม่ใช่",
  ])

  /// What a text says; nil where it is neither.
  static func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard text.count <= 32 else { return nil }
    let folded = fold(text)
    return yes.contains(folded) ? true : no.contains(folded) ? false : nil
  }

  private static func folded(_ words: [String]) -> Set<[UInt8]> {
    Set(words.map { FoldedText($0).bytes })
  }
}
