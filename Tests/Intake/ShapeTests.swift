import CTables
import LeadCore
import TestSupport
import Testing

@testable import Intake

/// What is told of texts many bytes at once is what each byte says by itself; what follows a text
/// in memory is none of it.
@Suite struct ShapeTests {
  /// Calls back with random texts of some marks, and random bytes behind each.
  private static func texts(
    of marks: String, upTo length: Int, _ body: ([UInt8], UnsafePointer<UInt8>) -> Void
  ) {
    var random = SplitMix64(seed: 7)
    let marks = Array(marks.utf8)
    for _ in 0..<50_000 {
      let text = (0..<random.below(length + 1)).map { _ in random.pick(marks) }
      let behind = (0..<64).map { _ in random.pick(marks) }
      (text + behind).withUnsafeBufferPointer { body(text, $0.baseAddress!) }
    }
  }

  @Test(arguments: [("aB@.", 12), ("abcdefgh@.-+_ ,<é", 20), ("ab.@", 70)])
  func addresses(_ marks: String, _ length: Int) {
    Self.texts(of: marks, upTo: length) { text, start in
      let shape = lr_email_shape(start, text.count)
      let small = text.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      let isPlain =
        text.count <= 64 && EmailText.isAddress(text) && !text.contains { $0 >= 0x80 }
        && !zip(text, text.dropFirst()).contains { $0 == 0x2D && $1 == 0x2D }
      let expected =
        !isPlain ? LREmailOther : text == small ? LREmailPlain : LREmailUpperCase
      #expect(shape == expected, "\(String(decoding: text, as: UTF8.self))")
      guard isPlain else { return }
      #expect(text.withUnsafeBufferPointer { EmailText.address(in: $0) } == small)
    }
  }

  @Test func digits() {
    Self.texts(of: "0123456789", upTo: 40) { text, start in
      #expect(lr_is_digits(start, text.count))
    }
    Self.texts(of: "0123456789012345678901234567890123456789/:", upTo: 40) { text, start in
      #expect(lr_is_digits(start, text.count) == text.allSatisfy { (0x30...0x39).contains($0) })
    }
  }

  /// Of the last days of months nothing is said.
  @Test(arguments: ["2026-03-02", "2026-03-02T09:00:00Z", "1999-12-28T23:59:59Z"])
  func times(_ text: String) {
    var random = SplitMix64(seed: 3)
    let marks = Array("0123456789-:TZ/".utf8)
    var told = 0
    for _ in 0..<50_000 {
      var bytes = Array(text.utf8)
      for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = random.pick(marks) }
      let count = bytes.count
      bytes += (0..<16).map { _ in random.pick(marks) }
      bytes.withUnsafeBufferPointer {
        let isPlain = lr_is_plain_time($0.baseAddress!, count)
        let date = DateText(canonical: $0.baseAddress!, count)
        let shown = String(decoding: $0.prefix(count), as: UTF8.self)
        #expect(isPlain == (date != nil && date!.day.civil.day <= 28), "\(shown)")
        if isPlain { told += 1 }
      }
    }
    #expect(told > 1000)
  }
}
