import LeadCore

/// What the rows of a file are about, where no source says it.
public enum KindOfFile {
  /// What told it.
  public enum Evidence: Sendable {
    /// The file's entry in `sources:`.
    case source
    /// The beginning of its name.
    case fileName
    /// The header, as that of a known exporter.
    case exporter
    /// The header, by single columns.
    case columns
  }

  private static let prefixes: [(String, RecordKind)] = [
    ("leads", .lead), ("accounts", .account), ("activities", .activity), ("attempts", .attempt),
    ("feedback", .feedback), ("deals", .deal), ("optout", .optout), ("numbers", .numbers),
    ("acts-cli", .act),
  ]

  /// By the beginning of the file's name: `leads-2026.csv`, `leads.csv`.
  static func named(_ path: String) -> RecordKind? {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    for (prefix, kind) in prefixes where name.hasPrefix(prefix) {
      let next = name.dropFirst(prefix.count).first
      if next == nil || next == "-" || next == "." || next == "_" { return kind }
    }
    return nil
  }

  /// By the columns, under our names.
  ///
  /// - Parameter others: the names of those that are no identities.
  static func columns(
    _ names: Set<String>, others: Set<String>, hasIdentity: Bool
  ) -> RecordKind? {
    if names.contains("outcome"), hasIdentity { return .attempt }
    if names.contains("verdict") { return .feedback }
    if names.contains("activity") { return .activity }
    if names.isSuperset(of: ["deal", "stage"]) { return .deal }
    if names.isSuperset(of: ["metric", "period"]) { return .numbers }
    if hasIdentity {
      let wishes = Set(Special.ofKind(.optout).map(\.name))
      return !others.isEmpty && others.isSubset(of: wishes) ? .optout : .lead
    }
    let isPerson = !names.isDisjoint(with: ["first_name", "last_name", "title"])
    return !isPerson && !names.isDisjoint(with: ["account_id", "domain"]) ? .account : nil
  }
}
