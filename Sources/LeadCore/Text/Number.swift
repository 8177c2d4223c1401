/// The number a field's text says, or nil where it says none.
///
/// Plain decimals (`1200`, `-3.5`), thousands set apart by commas or blanks (`50,000`), a per
/// cent sign or a currency sign around them. Exponents and hexadecimal are text.
public func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  var whole: Int64 = 0
  var digits = 0
  var i = 0
  let count = text.count
  var negative = false
  if i < count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
    negative = text[i] == UInt8(ascii: "-")
    i += 1
  }
  while i < count, digits < 18, case let digit = text[i] &- 0x30, digit < 10 {
    whole = whole * 10 + Int64(digit)
    digits += 1
    i += 1
  }
  if i == count { return digits == 0 ? nil : Double(negative ? -whole : whole) }
  return looseNumber(text)
}

public func number(_ text: String) -> Double? {
  var text = text
  return text.withUTF8 { number($0) }
}

/// The slow way: clears the text of what people put around digits and reads what is left as a
/// decimal.
private func looseNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
  guard text.count <= 64 else { return nil }
  var folded = fold(text)[...]
  func trim() {
    while folded.first == 0x20 { folded = folded.dropFirst() }
    while folded.last == 0x20 { folded = folded.dropLast() }
  }
  for sign in ["$", "€", "£", "₺", "¥", "usd", "eur", "gbp", "try"].map({ Array($0.utf8) }) {
    if folded.starts(with: sign) { folded = folded.dropFirst(sign.count) }
    if folded.count > sign.count, folded.suffix(sign.count).elementsEqual(sign) {
      folded = folded.dropLast(sign.count)
    }
    trim()
  }
  if folded.last == UInt8(ascii: "%") { folded = folded.dropLast() }
  trim()
  var plain: [UInt8] = []
  var sawPoint = false
  var sinceComma: Int?
  for byte in folded {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      plain.append(byte)
      sinceComma = sinceComma.map { $0 + 1 }
    case UInt8(ascii: "-"), UInt8(ascii: "+"):
      guard plain.isEmpty else { return nil }
      plain.append(byte)
    case UInt8(ascii: ","), UInt8(ascii: " "):
      // A separator of thousands stands before groups of three and before any decimal point.
      guard !sawPoint, plain.last.map({ $0 >= 0x30 }) ?? (byte == 0x20), sinceComma ?? 3 == 3
      else { return nil }
      if !plain.isEmpty { sinceComma = 0 }
    case UInt8(ascii: "."):
      guard !sawPoint, sinceComma ?? 3 == 3 else { return nil }
      sawPoint = true
      sinceComma = nil
      plain.append(byte)
    default: return nil
    }
  }
  guard sinceComma ?? 3 == 3, plain.contains(where: { $0 >= 0x30 }) else { return nil }
  return Double(String(decoding: plain, as: UTF8.self))
}
