/// The text that a label says in Punycode, without its `xn--`; nil where it says none.
/// RFC 3492, section 6.2, with the parameters of section 5.
func punycodeDecoded(_ label: ArraySlice<UInt8>) -> String? {
  let mark = label.lastIndex(of: UInt8(ascii: "-"))
  var scalars = (mark.map { label[..<$0] } ?? []).map { UInt32($0) }
  var (code, index, bias) = (UInt32(128), 0, 72)
  var rest = mark.map { label[($0 + 1)...] } ?? label
  while !rest.isEmpty {
    let before = index
    var (weight, k) = (1, 36)
    while true {
      // A domain's labels have at most 63 letters; far longer ones are no domains.
      guard let digit = rest.popFirst().flatMap(punycodeDigit), index < 1 << 40 else { return nil }
      index += digit * weight
      let threshold = min(max(k - bias, 1), 26)
      if digit < threshold { break }
      weight *= 36 - threshold
      guard weight < 1 << 40 else { return nil }
      k += 36
    }
    let count = scalars.count + 1
    bias = punycodeBias(index - before, count, isFirst: before == 0)
    guard index / count < 0x11_0000 else { return nil }
    code += UInt32(index / count)
    index %= count
    guard code >= 128, code < 0x11_0000 else { return nil }
    scalars.insert(code, at: index)
    index += 1
  }
  var text = String.UnicodeScalarView()
  for scalar in scalars {
    guard let scalar = Unicode.Scalar(scalar) else { return nil }
    text.append(scalar)
  }
  return text.isEmpty ? nil : String(text)
}

private func punycodeDigit(_ byte: UInt8) -> Int? {
  switch byte {
  case 0x61...0x7A: Int(byte) - 0x61
  case 0x30...0x39: Int(byte) - 0x30 + 26
  default: nil
  }
}

private func punycodeBias(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
  var delta = isFirst ? delta / 700 : delta / 2
  delta += delta / count
  var k = 0
  while delta > 35 * 26 / 2 {
    delta /= 35
    k += 36
  }
  return k + 36 * delta / (delta + 38)
}
