import TestSupport
import Testing

@testable import LeadCore

/// What numbers a field's text can say.
@Suite struct NumberTextTests {
  @Test(
    arguments: [
      ("0", 0), ("42", 42), ("-42", -42), ("+42", 42), ("012", 12), ("3.5", 3.5), ("-3.5", -3.5),
      (".5", 0.5), ("1,200", 1200), ("1,234,567.89", 1_234_567.89), ("50 000", 50_000),
      ("50\u{00A0}000", 50_000), ("50\u{202F}000", 50_000), ("60%", 60), ("$1,200", 1200),
      ("€50", 50), ("50€", 50), ("1200USD", 1200), ("₺ 5", 5), ("۱۲۰۰", 1200), ("٣", 3), ("１２", 12),
      (" 7 ", 7), ("100000000000000000", 1e17),
      ("1000000000000000000000", 1e21), ("$-5", -5), ("60 %", 60),
      ("100 USD", 100), ("1 200 €", 1200),
    ] as [(String, Double)])
  func says(_ text: String, _ value: Double) { #expect(number(text) == value) }

  @Test(arguments: [
    "", " ", "-", "+", ".", "abc", "12a", "1e3", "0x10", "1,5", "1,2345", ",500", "1.2.3", "11-50",
    "--5", "NaN", "inf", "1,", "1 2", "5 or 6", "12,34,567", "½", "1_000", "%", "$",
    "1.5,000", "99999999999999999999999999999999999999999999999999999999999999999",
  ])
  func saysNone(_ text: String) { #expect(number(text) == nil) }

  /// Eight bytes are read as a number at once; what follows a text in memory is none of it.
  @Test func digitsAtOnce() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<20_000 {
      let marks = random.chance(70) ? Array("0123456789".utf8) : Array("0459-+.,:/ aé".utf8)
      let text = (0...random.below(10)).map { _ in random.pick(marks) }
      let behind = (0..<16).map { _ in random.pick(marks) }
      let read = (text + behind).withUnsafeBufferPointer {
        ShortText($0.baseAddress!, text.count).wholeNumber(text.count)
      }
      let isWhole = text.count <= 8 && text.allSatisfy { (0x30...0x39).contains($0) }
      #expect(read == (isWhole ? UInt32(String(decoding: text, as: UTF8.self)) : nil), "\(text)")
    }
  }

  @Test(arguments: [[0xFF], [0x31, 0xFF], [0x31, 0x00]] as [[UInt8]])
  func bytesThatAreNoText(_ bytes: [UInt8]) {
    #expect(bytes.withUnsafeBufferPointer { number($0) } == nil)
  }
}
