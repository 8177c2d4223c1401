import CTables

/// A program whose exports are known by their header: a line of the embedded table
/// `exporters.tsv`, which says how its lines are read.
public struct Exporter: Equatable, Sendable {
  /// What people call the program.
  public var name: String
  /// What the rows of such a file are.
  public var record: RecordKind
  /// What its id column is: an identity kind of leads, `account_id` or `deal`; nil where it brings
  /// no id.
  public var kind: String?
  /// The header of the id column. Behind `=` it must be spelled so.
  public var id: String?
  /// Headers that must stand beside it; one behind `!` must not.
  public var beside: [String]
  /// Other columns of the record that have another name there: ours and the header.
  public var also: [Source.Column]
  /// Columns that are the same in each row.
  public var set: [Source.Column]

  init?(_ row: [String]) {
    guard row.count == 6, let record = RecordKind(rawValue: row[1]) else { return nil }
    let cells = row.map { $0 == "-" ? nil : $0 }
    name = row[0]
    self.record = record
    kind = cells[2]
    id = cells[3]
    beside = cells[4]?.split(separator: ",").map(String.init) ?? []
    also = Exporter.columns(cells[5], "=")
    set = Exporter.columns(cells[5], ":")
  }

  private static func columns(_ text: String?, _ mark: Character) -> [Source.Column] {
    (text ?? "").split(separator: ",").compactMap { part in
      let sides = part.split(separator: mark, maxSplits: 1).map(String.init)
      return sides.count == 2 ? Source.Column(ours: sides[0], header: sides[1]) : nil
    }
  }

  /// What stands between several values in one cell, where the program writes such.
  public var listMark: String? { name == "Google Contacts" ? " ::: " : nil }

  /// In the order in which they are tried.
  public static let known: [Exporter] = rows(of: lr_table_exporters()).compactMap(Exporter.init)

  /// The kinds of identities of leads that need no source: those of known exporters, and ours.
  public static let identityKinds: [String] = {
    var kinds = ["lead_id", "contact_id"]
    for exporter in known where exporter.record == .lead {
      if let kind = exporter.kind, !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }()
}
