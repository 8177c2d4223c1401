import CTables

/// Fields of leads that need no declaration.
public enum KnownFields {
  /// What other programs call our fields, by header as in `headers.tsv`: `job_title` is `title`.
  public static let byHeader: [String: String] = Dictionary(
    rows(of: lr_table_headers()).filter { (2...3).contains($0.count) }.map { ($0[0], $0[1]) },
    uniquingKeysWith: { first, _ in first })

  /// Those that have synonyms or a type, and those that are found from them.
  public static let names: Set<String> = Set(byHeader.values)
    .union(FieldType.known.keys).union(Derivation.allCases.map(\.rawValue))
}
