/// Reads and writes CSV as RFC 4180 has it; slow, plain, and nobody else's.
enum CSVText {
  static func parse(_ text: String, separator: Character = ",") -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var quoted = false
    var wasQuoted = false
    var rest = Substring(text)
    while let next = rest.popFirst() {
      if quoted {
        if next != "\"" {
          cell.append(next)
        } else if rest.first == "\"" {
          cell.append(rest.removeFirst())
        } else {
          quoted = false
        }
      } else if next == "\"" && cell.isEmpty && !wasQuoted {
        quoted = true
        wasQuoted = true
      } else if next == separator || next.isNewline {
        row.append(cell)
        cell = ""
        wasQuoted = false
        if next.isNewline {
          rows.append(row)
          row = []
        }
      } else {
        cell.append(next)
      }
    }
    if !row.isEmpty || !cell.isEmpty || wasQuoted { rows.append(row + [cell]) }
    return rows
  }

  /// The rows as dictionaries by the header's names.
  static func records(_ text: String, separator: Character = ",") -> [[String: String]] {
    let rows = parse(text, separator: separator)
    guard let header = rows.first else { return [] }
    return rows.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
  }

  static func write(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.map(quote).joined(separator: ",") + "\n" }.joined()
  }

  private static func quote(_ cell: String) -> String {
    let needsQuotes = cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return needsQuotes ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
  }
}
