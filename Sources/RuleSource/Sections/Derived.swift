import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `derived:`, what comes before the built-in tables that fields are derived by.
  mutating func readDerived(_ field: Field) {
    guard let fields = fields(field, .derived) else { return }
    let seniority = fields["seniority"].map { field in
      titles(field) { reader, entry in
        reader.key(entry, among: Words.seniorities.names) ? entry.name : nil
      }
    }
    let department = fields["department"].map { field in
      titles(field) { reader, entry in entry.keyID(into: &reader.diagnostics) }
    }
    let mail = fields["email_kind"].map { mailDomains($0) }
    book.program.derived = DerivedTables(
      seniority: seniority ?? [], department: department ?? [], mail: mail ?? [:])
  }

  /// Lists of words under what titles with them say.
  private mutating func titles(
    _ field: Field, value: (inout RuleReader, Field) -> String?
  ) -> [Titles.Line] {
    var lines: [Titles.Line] = []
    var seen: [FoldedText: SourceSpan] = [:]
    for entry in field.entries(into: &diagnostics) ?? [] {
      let value = value(&self, entry)
      for item in items(entry) {
        guard let words = foldedTexts(item)?.first else { continue }
        if reportRepeated(words, item, &seen) { continue }
        if let value { lines.append((words, FoldedText(value))) }
      }
    }
    return lines
  }

  private mutating func mailDomains(_ field: Field) -> [FoldedText: MailProviders.Kind] {
    var domains: [FoldedText: MailProviders.Kind] = [:]
    var seen: [FoldedText: SourceSpan] = [:]
    for entry in field.entries(into: &diagnostics) ?? [] {
      let kind =
        key(entry, among: Words.emailKinds.names)
        ? MailProviders.Kind(rawValue: entry.name) : nil
      for item in items(entry) {
        let text = item.value("a domain such as gmail.com", into: &diagnostics) { text in
          text.contains(".") && !text.contains { $0 == "@" || $0.isWhitespace } ? text : nil
        }
        guard let text else { continue }
        let domain = canonicalDomain(FoldedText(text))
        if reportRepeated(domain, item, &seen) { continue }
        domains[domain] = kind
      }
    }
    return domains
  }

  /// The items under a key; nothing is none.
  private mutating func items(_ entry: Field) -> [Field] {
    entry.isNull ? [] : entry.items(orOne: true, into: &diagnostics) ?? []
  }

  /// Whether a key is one of the words that the field may hold.
  private mutating func key(_ entry: Field, among words: [String]) -> Bool {
    if words.contains(entry.name) { return true }
    let near = diagnostics.suggestion(for: entry.name, among: words).map { "did you mean '\($0)'?" }
    diagnostics.error(
      .unknownKey, "unknown key \(quoted(entry.name))", at: entry.keySpan,
      label: near ?? "it is one of \(words.joined(separator: ", "))")
    return false
  }

  /// Words that stand here twice: the first count.
  private mutating func reportRepeated(
    _ words: FoldedText, _ item: Field, _ seen: inout [FoldedText: SourceSpan]
  ) -> Bool {
    if let first = seen[words] {
      diagnostics.warning(
        .shadowed, "\(quoted(item.node.scalar?.text ?? "")) is here twice", at: item.span,
        label: "the entry on line \(first.line) counts")
      return true
    }
    seen[words] = item.span
    return false
  }
}
