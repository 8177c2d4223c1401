/// Salesforce record ids: 15 letters and digits whose case matters, or the same with three more
/// that say which of them are upper case. Exports mix both, so all become the long form ("What
/// Are Salesforce IDs Composed Of?", Salesforce Help 000385008).
enum SalesforceID {
  /// The long form of a 15-character id; nil where the text is none.
  static func long(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.count == 15 else { return nil }
    var long = Array(text)
    for chunk in 0..<3 {
      var bits = 0
      for i in 0..<5 {
        switch text[chunk * 5 + i] {
        case 0x41...0x5A: bits |= 1 << i
        case 0x30...0x39, 0x61...0x7A: break
        default: return nil
        }
      }
      long.append(UInt8(bits < 26 ? 0x41 + bits : 0x30 + bits - 26))
    }
    return long
  }
}
