import CTables
import LeadCore

/// What other programs call our fields: the embedded table `headers.tsv`.
///
/// A line is a normalised header, our field, and `!` where that header means the field even in a
/// file that has a column of the field's own name: with `Job Title` beside it, Outlook's `Title`
/// is "Dr.".
struct HeaderTable {
  static let standard = HeaderTable(rows(of: lr_table_headers()))

  private let fields: [String: String]
  private let strong: Set<String>
  /// Fields that have synonyms or a type.
  let known: Set<String>

  init(_ rows: [[String]]) {
    var fields: [String: String] = [:]
    var strong: Set<String> = []
    for row in rows where row.count >= 2 {
      fields[row[0]] = row[1]
      if row.count > 2, row[2] == "!" { strong.insert(row[0]) }
    }
    self.fields = fields
    self.strong = strong
    known = Set(fields.values)
  }

  func field(of name: String) -> String? { fields[name] }
  func isStrong(_ name: String) -> Bool { strong.contains(name) }
}

/// The programs whose exports bring an id of their own: which column it is, and which others must
/// stand beside it for us to be sure. All names are normalised.
struct Exporter {
  let kind: String
  let id: String
  let beside: [[String]]

  static let known: [Exporter] = [
    Exporter(kind: "hubspot", id: "record_id", beside: [["first_name", "email"]]),
    Exporter(
      kind: "salesforce", id: "id",
      beside: [
        ["isdeleted"], ["systemmodstamp"], ["is_deleted", "system_modstamp"],
        ["lastname", "ownerid"], ["lastname", "email"],
      ]),
    Exporter(kind: "mailchimp", id: "euid", beside: [["leid", "member_rating"]]),
    Exporter(kind: "leadsquared", id: "prospect_id", beside: [["prospect_auto_id"]]),
    Exporter(kind: "pipedrive", id: "person_id", beside: [["person_name"]]),
    Exporter(kind: "meta", id: "id", beside: [["created_time", "ad_id", "form_id"]]),
  ]

  /// The id column among normalised headers. Salesforce's list views spell `Lead ID`; with an
  /// underscore it is anybody's `lead_id`.
  static func find(names: [String], headers: [String]) -> (kind: String, column: Int)? {
    let all = Set(names)
    for exporter in known {
      guard let column = names.firstIndex(of: exporter.id) else { continue }
      if exporter.beside.contains(where: { all.isSuperset(of: $0) }) {
        return (exporter.kind, column)
      }
    }
    let spelled = headers.firstIndex { $0 == "Lead ID" || $0 == "Contact ID" }
    return spelled.map { ("salesforce", $0) }
  }
}
