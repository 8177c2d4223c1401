import LeadCore

/// Numbers as people and programs write them, made plain: `1200`, `1200.50`, `-3`.
enum NumberText {
  /// The plain form of a text that is clearly a number, or nil. Currency and per cent signs around
  /// it are dropped, marks between thousands too; of two kinds of marks the last is the decimal
  /// one. A lone mark with three digits behind it parts thousands, except behind a 0.
  static func plain(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.count <= 64 else { return nil }
    return plain(Array(String(decoding: fold(text), as: UTF8.self).unicodeScalars)[...])
  }

  /// The same of folded text.
  static func plain(_ folded: ArraySlice<Unicode.Scalar>) -> [UInt8]? {
    let scalars = stripped(folded)
    var digits: [UInt8] = []
    var marks: [(mark: Unicode.Scalar, at: Int)] = []
    var negative = false
    for (i, scalar) in scalars.enumerated() {
      if let digit = digit(scalar) {
        digits.append(digit)
      } else if i == 0, scalar == "-" || scalar == "+" || scalar == "\u{2212}" {
        negative = scalar != "+"
      } else if let mark = mark(scalar), !digits.isEmpty, marks.last?.at != digits.count {
        marks.append((mark, digits.count))
      } else {
        return nil
      }
    }
    guard !digits.isEmpty, marks.last?.at != digits.count,
      let point = decimalPoint(marks, digits)
    else { return nil }
    var whole = Array(digits[..<point].drop { $0 == 0x30 })
    if whole.isEmpty { whole = [0x30] }
    let fraction = digits[point...]
    if !fraction.allSatisfy({ $0 == 0x30 }) { whole += [0x2E] + fraction }
    return (negative && whole != [0x30] ? [0x2D] : []) + whole
  }

  /// Where among the digits the fraction begins, or nil where the marks make no number.
  private static func decimalPoint(
    _ marks: [(mark: Unicode.Scalar, at: Int)], _ digits: [UInt8]
  ) -> Int? {
    guard let last = marks.last, let first = marks.first else { return digits.count }
    var groups = marks[...]
    var point = digits.count
    let behind = digits.count - last.at
    let isGroup = behind == 3 && last.at <= 3 && digits[0] != 0x30
    if marks.count > 1 ? last.mark != first.mark : !isGroup || last.mark == "\u{66B}" {
      if last.mark != "." && last.mark != "," && last.mark != "\u{66B}" { return nil }
      point = last.at
      groups = groups.dropLast()
    }
    var end = point
    for group in groups.reversed() {
      if group.mark != first.mark || end - group.at != 3 { return nil }
      end = group.at
    }
    return groups.isEmpty || end <= 3 ? point : nil
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    (0x30...0x39).contains(scalar.value) ? UInt8(scalar.value) : nil
  }

  /// The mark a character is; all kinds of blanks and apostrophes are one each.
  private static func mark(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case ".", ",", "\u{66B}", "\u{66C}": scalar
    case "'", "\u{2019}": "'"
    case " ", "\u{A0}", "\u{2009}", "\u{202F}": " "
    default: nil
    }
  }

  /// ISO 4217's codes and what people write for them.
  private static let currencies = [
    "usd", "us$", "eur", "gbp", "try", "tl", "chf", "irr", "irt", "pln", "zł", "thb", "sek", "nok",
    "dkk", "czk", "huf", "ron", "cad", "aud", "nzd", "inr", "rs.", "rs", "jpy", "cny", "krw",
    "aed", "sar", "ils", "brl", "r$", "mxn", "zar", "rub", "ريال", "ریال", "تومان", "บาท",
  ].map { Array($0.unicodeScalars) }

  /// Without the signs of currency and per cent, and the blanks beside them.
  static func stripped(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    let isSign: (Unicode.Scalar) -> Bool = { scalar in
      scalar.properties.generalCategory == .currencySymbol || scalar == "%" || scalar == "\u{66A}"
    }
    let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let isMinus: (Unicode.Scalar) -> Bool = { $0 == "-" || $0 == "\u{2212}" }
    var text = text.drop(while: isBlank)
    var isNegative = false
    if let first = text.first, isMinus(first), text.dropFirst().first.map(isSign) == true {
      isNegative = true
      text = text.dropFirst()
    }
    var before = -1
    while before != text.count {
      before = text.count
      text = text.drop(while: { isSign($0) || isBlank($0) })
      while text.last.map({ isSign($0) || isBlank($0) }) == true { text = text.dropLast() }
      for word in currencies where text.count > word.count {
        if text.starts(with: word) {
          text = text.dropFirst(word.count)
        } else if text.suffix(word.count).elementsEqual(word) {
          text = text.dropLast(word.count)
        }
      }
    }
    return (isNegative ? ["-"] : []) + text
  }
}
