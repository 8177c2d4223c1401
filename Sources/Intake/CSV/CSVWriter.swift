public import LeadCore

/// Writes cells as RFC 4180 has them.
public enum CSVWriter {
  /// Appends a cell, in quotes where it holds the separator, a quote or a line end.
  public static func append(
    _ cell: UnsafeBufferPointer<UInt8>, to out: inout [UInt8], separator: UInt8 = 0x2C
  ) {
    guard needsQuotes(cell, separator: separator) else {
      out.append(contentsOf: cell)
      return
    }
    out.append(0x22)
    for byte in cell {
      if byte == 0x22 { out.append(0x22) }
      out.append(byte)
    }
    out.append(0x22)
  }

  /// The same for text. The cell must not lie in `out` itself.
  public static func append(_ cell: String, to out: inout [UInt8], separator: UInt8 = 0x2C) {
    var cell = cell
    cell.withUTF8 { append($0, to: &out, separator: separator) }
  }

  /// The same for files that people open in a spreadsheet: text that it would run as a formula
  /// gets a `'` in front (OWASP, "CSV Injection"). Numbers and phone numbers stay as they are.
  public static func appendDefused(
    _ cell: UnsafeBufferPointer<UInt8>, to out: inout [UInt8], separator: UInt8 = 0x2C
  ) {
    guard isFormula(cell) else { return append(cell, to: &out, separator: separator) }
    var defused: [UInt8] = [0x27]
    defused.append(contentsOf: cell)
    defused.withUnsafeBufferPointer { append($0, to: &out, separator: separator) }
  }

  /// The same for text.
  public static func appendDefused(
    _ cell: String, to out: inout [UInt8], separator: UInt8 = 0x2C
  ) {
    var cell = cell
    cell.withUTF8 { appendDefused($0, to: &out, separator: separator) }
  }

  /// `append` into an arena. The cell may lie in the same arena.
  public static func append(
    _ cell: UnsafeBufferPointer<UInt8>, to out: ByteArena, separator: UInt8 = 0x2C
  ) {
    var text: [UInt8] = []
    append(cell, to: &text, separator: separator)
    out.append(text)
  }

  /// `appendDefused` into an arena. The cell may lie in the same arena.
  public static func appendDefused(
    _ cell: UnsafeBufferPointer<UInt8>, to out: ByteArena, separator: UInt8 = 0x2C
  ) {
    var text: [UInt8] = []
    appendDefused(cell, to: &text, separator: separator)
    out.append(text)
  }

  private static func needsQuotes(_ cell: UnsafeBufferPointer<UInt8>, separator: UInt8) -> Bool {
    for byte in cell
    where byte == separator || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
    return false
  }

  private static func isFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = cell.first, "=+-@\t\r".utf8.contains(first) else { return false }
    // A number: the sign, digits, one point. A phone: a plus sign, then digits and what parts them.
    let parts = first == UInt8(ascii: "+") ? " -()." : "."
    var hasDigit = false
    for byte in cell.dropFirst() {
      if (0x30...0x39).contains(byte) {
        hasDigit = true
      } else if !parts.utf8.contains(byte) {
        return true
      }
    }
    return !hasDigit
  }
}
