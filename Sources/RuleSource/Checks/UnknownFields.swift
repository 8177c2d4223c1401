import Diagnostics
import LeadCore
import YAML

/// What a verdict brings beside the fields of its lead.
private let verdictFields = ["amount", "reason"]

extension RuleReader {
  /// Fields of leads that rules ask for and that nothing brings.
  mutating func checkFields() {
    let known = KnownFields.names.union(mentions.broughtFields).union(
      book.fieldTypes.keys.filter { !datesByUse.contains($0) }
    )
    .union(Standing.allCases.map(\.rawValue)).union(Exporter.identityKinds)
    for mention in mentions.askedFields where !isKnown(mention.name, among: known) {
      if mention.group == "verdict", verdictFields.contains(mention.name) { continue }
      let near =
        KnownFields.byHeader[mention.name]
        ?? diagnostics.suggestion(for: mention.name, among: known, severity: .warning)
      diagnostics.warning(
        .unknownField, "nothing brings the field \(quoted(mention.name))", at: mention.span,
        label: near.map { "did you mean '\($0)'?" }
          ?? "declare it under `fields`, or name its column in `sources`")
    }
  }

  /// Whether leads may have it: as it is, of their account, or as a repeated column (`phone_2`).
  private func isKnown(_ name: String, among known: Set<String>) -> Bool {
    if known.contains(name) || known.contains(name.withoutAccount) { return true }
    let parts = name.split(separator: "_")
    guard parts.count > 1, let last = parts.last, last.allSatisfy(\.isNumber) else { return false }
    return known.contains(String(name.dropLast(last.count + 1)))
  }

  /// Keeps the fields that the files of a source bring.
  mutating func noteFields(of source: Source) {
    let columns = source.identity + source.fields + source.set
    mentions.broughtFields.formUnion(columns.map(\.ours) + source.values.keys)
    // What tells of more than a field is a field as well.
    let told = source.activities.flatMap { [$0.at] + $0.properties.map(\.header) }
    let headers = [source.asOf, source.owner, source.verdict?.from].compactMap { $0 } + told
    mentions.broughtFields.formUnion(headers.map(fieldName))
  }
}
