/// The numbers that scores mostly are, as text with a comma in front.
struct NumberTexts {
  private static let numbers = -999...999
  /// Per number its bytes, the first in the lowest eight bits, and in the highest how many.
  private let texts: [UInt64] = NumberTexts.numbers.map { number in
    let text = ",\(number)".utf8
    return text.reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(text.count) << 56
  }

  /// What is to be written: the first `count` of eight bytes. Nil for numbers of four digits.
  @inline(__always)
  subscript(number: Int) -> (bytes: UInt64, count: Int)? {
    guard NumberTexts.numbers.contains(number) else { return nil }
    let text = texts[number - NumberTexts.numbers.lowerBound]
    return (text.littleEndian, Int(text >> 56))
  }
}
