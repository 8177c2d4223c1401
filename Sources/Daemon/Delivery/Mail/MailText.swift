import Foundation

/// How texts are written in a mail (RFC 2045, 2047, 5322); lines end with LF, as sendmail takes
/// them.
enum MailText {
  /// A text of a header, on one line whatever it holds. What is not plain ASCII becomes encoded
  /// words of at most 75 characters, each on a line of its own.
  static func header(_ text: String) -> String {
    let shown = text.unicodeScalars.map { isControl($0) ? " " : Character($0) }
    let line = String(shown)
    let isPlain = line.utf8.allSatisfy { $0 < 0x7F } && !line.contains("=?")
    if isPlain, line.utf8.count <= 200 { return line }
    var words: [String] = []
    var part: [UInt8] = []
    func end() {
      words.append("=?UTF-8?B?" + Data(part).base64EncodedString() + "?=")
      part = []
    }
    // No character may be cut in two; 45 bytes make 60 characters.
    for scalar in line.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if part.count + bytes.count > 45 { end() }
      part += bytes
    }
    end()
    return words.joined(separator: "\n ")
  }

  /// A body in base64, 76 characters a line: it survives every relay, and no line of it can end the
  /// mail.
  static func body(_ text: String) -> String {
    let encoded = Array(Data(text.utf8).base64EncodedString().utf8)
    return stride(from: 0, to: encoded.count, by: 76).map { start in
      String(decoding: encoded[start..<min(start + 76, encoded.count)], as: UTF8.self) + "\n"
    }.joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
    default: false
    }
  }
}
