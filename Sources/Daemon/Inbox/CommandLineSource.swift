public import LeadCore

/// How records from the command line lie in the inbox: `attempts-cli-….jsonl`, the lead's
/// identity under `identity.KIND`, whatever kinds the rulebook's own sources have.
public enum CommandLineSource {
  private static let mark = "identity."

  /// The column of an identity.
  public static func column(_ kind: String) -> String { mark + kind }

  /// The name of a file of such records.
  public static func fileName(_ record: String, stamp: String) -> String {
    "\(record)-cli-\(stamp).jsonl"
  }

  /// The rulebook's sources, for such a file with its own before them.
  static func sources(_ name: String, header: [String], before sources: [Source]) -> [Source] {
    guard name.hasSuffix(".jsonl"), name.contains("-cli-") else { return sources }
    let identities = header.filter { $0.hasPrefix(mark) }
    guard !identities.isEmpty else { return sources }
    var source = Source(name: "command line", files: name)
    source.identity = identities.map {
      Source.Column(ours: String($0.dropFirst(mark.count)), header: $0)
    }
    return [source] + sources
  }
}

/// The kinds of identities that files can bring under this rulebook: its sources', those of
/// exporters that are known by their header, and our own.
public func identityKinds(_ rules: Rulebook) -> Set<String> {
  Set(Exporter.identityKinds + rules.sources.flatMap(\.identity).map(\.ours)).subtracting(["email"])
}
