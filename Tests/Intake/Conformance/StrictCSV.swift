/// CSV read by the letter of RFC 4180, one byte after another: what is within it has one meaning,
/// and our reader must find the same. Line ends are LF, CR LF or CR.
struct StrictCSV {
  private(set) var rows: [[[UInt8]]] = []

  /// Nil where quotes stand in the middle of a field or are not closed, and where there are NUL
  /// bytes.
  init?(_ bytes: ArraySlice<UInt8>, separator: UInt8) {
    var bytes = bytes
    if bytes.contains(0) { return nil }
    var row: [[UInt8]] = []
    while !bytes.isEmpty {
      guard let field = StrictCSV.field(&bytes, separator) else { return nil }
      row.append(field)
      if bytes.first == separator {
        bytes.removeFirst()
        if !bytes.isEmpty { continue }
        row.append([])
      } else if bytes.first != nil {
        bytes.removeFirst(bytes.starts(with: [0x0D, 0x0A]) ? 2 : 1)
      }
      rows.append(row)
      row = []
    }
  }

  /// Takes a field and leaves what ends it.
  private static func field(_ bytes: inout ArraySlice<UInt8>, _ separator: UInt8) -> [UInt8]? {
    guard bytes.first == 0x22 else {
      let text = bytes.prefix { $0 != separator && $0 != 0x0A && $0 != 0x0D }
      bytes.removeFirst(text.count)
      return text.contains(0x22) ? nil : Array(text)
    }
    bytes.removeFirst()
    var text: [UInt8] = []
    while let byte = bytes.popFirst() {
      guard byte == 0x22 else {
        text.append(byte)
        continue
      }
      if bytes.first == 0x22 {
        text.append(0x22)
        bytes.removeFirst()
      } else if let next = bytes.first, ![separator, 0x0A, 0x0D].contains(next) {
        return nil
      } else {
        return text
      }
    }
    return nil
  }
}
