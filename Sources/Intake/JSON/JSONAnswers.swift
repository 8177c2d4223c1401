import LeadCore

/// The answers to a form as Google Ads (`user_column_data`) and Meta (`field_data`) hand them over:
/// a list of objects, each with its name and its value.
struct JSONAnswers {
  /// The names of members that hold such lists.
  static let columns: Set<[UInt8]> = [
    Array("user_column_data".utf8), Array("field_data".utf8),
  ]
  private static let names = ["column_id", "name"].map { Array($0.utf8) }
  private static let values = ["string_value", "values", "value"].map { Array($0.utf8) }

  /// What was asked, and where the value begins.
  private(set) var all: [(name: JSONValue, value: Int)] = []

  /// Nil where the text, a whole JSON value, is something else.
  init?(_ text: Cell, _ scanner: JSONScanner) throws(JSONFault) {
    var scanner = JSONScanner(scanner.base, from: Int(text.offset), to: scanner.end)
    guard try scanner.next() == UInt8(ascii: "[") else { return nil }
    scanner.position += 1
    var isFirst = true
    while try !scanner.isClosed(by: UInt8(ascii: "]"), isFirst: isFirst) {
      isFirst = false
      guard try scanner.next() == UInt8(ascii: "{"), let answer = try Self.answer(&scanner)
      else { return nil }
      all.append(answer)
    }
    if all.isEmpty { return nil }
  }

  private static func answer(
    _ scanner: inout JSONScanner
  ) throws(JSONFault) -> (name: JSONValue, value: Int)? {
    var name: JSONValue?
    var value: Int?
    scanner.position += 1
    var isFirst = true
    while try !scanner.isClosed(by: UInt8(ascii: "}"), isFirst: isFirst) {
      isFirst = false
      let key = try scanner.key()
      let text = UnsafeBufferPointer(
        start: scanner.base + Int(key.cell.offset), count: Int(key.cell.count))
      _ = try scanner.next()
      let start = scanner.position
      let member = try scanner.value(depth: 1)
      let isText = member.kind == .string || member.kind == .escapedString
      if isText, names.contains(where: { text.elementsEqual($0) }) { name = member }
      if values.contains(where: { text.elementsEqual($0) }) { value = start }
    }
    guard let name, let value else { return nil }
    return (name, value)
  }
}
