/// An address that can stand in a mail's header as it is (the plain form of RFC 5321, 4.1.2).
struct MailAddress: Hashable, Sendable {
  let text: String

  /// Nil for what is no such address: blanks, line ends or marks would end the header or name
  /// others.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    let marks = Array(" \"(),:;<>[\\]".utf8)
    guard (3...254).contains(bytes.count), !bytes.contains(where: { $0 <= 0x20 || $0 >= 0x7F }),
      !bytes.contains(where: marks.contains), bytes.first != UInt8(ascii: "-"),
      let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0, at < bytes.count - 1,
      !bytes[(at + 1)...].contains(UInt8(ascii: "@"))
    else { return nil }
    self.text = text
  }

  var domain: Substring { text[text.index(after: text.firstIndex(of: "@")!)...] }
}
