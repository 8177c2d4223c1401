import CTables
import LeadCore

/// What other programs call our fields: the embedded table `headers.tsv`.
///
/// A line is a normalised header, our field, and a mark or `-`: `!` where that header means the
/// field even in a file that has a column of the field's own name (with `Job Title` beside it,
/// Outlook's `Title` is "Dr."), `?` where it means it only if no other column does. A fourth column
/// limits a line to records of that kind.
struct HeaderTable {
  /// The table for records of a kind.
  static func of(_ kind: RecordKind) -> HeaderTable {
    switch kind {
    case .account: account
    case .deal: deal
    default: standard
    }
  }
  static let standard = HeaderTable(rows(of: lr_table_headers()), nil)
  private static let account = HeaderTable(rows(of: lr_table_headers()), .account)
  private static let deal = HeaderTable(rows(of: lr_table_headers()), .deal)

  private enum Mark { case usual, strong, weak }
  private var entries: [String: (field: String, mark: Mark)] = [:]
  /// Fields that have synonyms or a type.
  private(set) var known: Set<String> = []

  init(_ rows: [[String]], _ kind: RecordKind?) {
    // Lines of the kind itself come last and win.
    for isOwn in [false, true] {
      for row in rows where row.count >= 2 && (row.count > 3) == isOwn {
        if isOwn, row[3] != kind?.rawValue { continue }
        let mark: Mark =
          row.count < 3 ? .usual : row[2] == "!" ? .strong : row[2] == "?" ? .weak : .usual
        entries[HeaderKey.of(row[0])] = (row[1], mark)
        known.insert(row[1])
      }
    }
  }

  /// The field that a normalised header means, and how surely.
  func field(of name: String) -> String? { entry(name)?.field }
  func strongField(of name: String) -> String? { field(name, .strong) }
  func usualField(of name: String) -> String? { field(name, .usual) }

  private func field(_ name: String, _ mark: Mark) -> String? {
    entry(name).flatMap { $0.mark == mark ? $0.field : nil }
  }

  private func entry(_ name: String) -> (field: String, mark: Mark)? {
    // The answers to a form lie under the name of their list.
    for list in ["user_column_data.", "field_data."] where name.hasPrefix(list) {
      return entries[HeaderKey.of(String(name.dropFirst(list.count)))]
    }
    return entries[HeaderKey.of(name)]
  }
}

/// Headers without what programs and people write differently: case, blanks, signs, the letters
/// that fold to others.
enum HeaderKey {
  static func of(_ header: String) -> String {
    if header.utf8.allSatisfy({ $0 < 0x80 }) { return ofASCII(header) }
    var key = FoldedText(FieldName.normalised(header)).bytes
    key.removeAll { $0 == 0x5F }
    return String(decoding: key, as: UTF8.self)
  }

  /// The same for most headers, and for the table's: their letters, small, and their digits.
  private static func ofASCII(_ header: String) -> String {
    let key = header.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case 0x30...0x39, 0x61...0x7A: byte
      case 0x41...0x5A: byte | 0x20
      default: nil
      }
    }
    return String(decoding: key, as: UTF8.self)
  }
}
