import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `sources:`, which file is what.
  mutating func readSources(_ field: Field) {
    var firstOf: [String: String] = [:]
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = fields(item, .source) else { continue }
      let name = name(in: fields, of: "sources")
      let files = fields["files"]
      let glob = files?.filledText(into: &diagnostics)
      var source = Source(name: name ?? "", files: glob ?? "")
      readColumns(fields, into: &source)
      readForms(fields, into: &source)
      noteFields(of: source, fields)
      if let files, let glob {
        // Each with each would take too long where there are thousands.
        let wider = book.sources.count < 500 ? book.sources.first { covers($0.files, glob) } : nil
        if let above = firstOf[glob] ?? wider?.name {
          diagnostics.warning(
            .shadowed, "the source \(quoted(above)) takes these files first", at: files.span)
        } else {
          firstOf[glob] = source.name
        }
        book.sources.append(source)
      }
    }
  }

  private mutating func readColumns(_ fields: Fields, into source: inout Source) {
    source.identity = columns(fields["identity"])
    source.fields = columns(fields["fields"])
    if let owner = fields["owner"]?.filledText(into: &diagnostics) {
      source.fields.insert(.init(ours: Source.ownerField, header: owner), at: 0)
    }
    source.ignore = fields["ignore"]?.texts(into: &diagnostics) ?? []
    for entry in fields["set"]?.entries(into: &diagnostics) ?? [] {
      if let ours = entry.keyFieldName(into: &diagnostics),
        let value = entry.text(into: &diagnostics)
      {
        source.set.append(.init(ours: ours, header: value))
      }
    }
    for entry in fields["values"]?.entries(into: &diagnostics) ?? [] {
      guard let ours = entry.keyFieldName(into: &diagnostics) else { continue }
      var values: [String: String] = [:]
      for value in entry.entries(into: &diagnostics) ?? [] {
        let exported = FoldedText(value.name).description
        guard let meant = value.text(into: &diagnostics) else { continue }
        if values.updateValue(meant, forKey: exported) != nil {
          diagnostics.error(
            .duplicateKey, "\(quoted(value.name)) is here twice, but for its case",
            at: value.keySpan)
        }
      }
      source.values[ours] = values
    }
    source.empty = fields["empty"]?.texts(into: &diagnostics) ?? []
  }

  /// Our names and the headers they stand for.
  private mutating func columns(_ field: Field?) -> [Source.Column] {
    var columns: [Source.Column] = []
    var seen: Set<String> = []
    for entry in field?.entries(into: &diagnostics) ?? [] {
      guard let ours = entry.keyFieldName(into: &diagnostics),
        let header = entry.filledText(into: &diagnostics)
      else { continue }
      if !seen.insert(ours).inserted {
        diagnostics.error(
          .duplicateKey, "\(quoted(ours)) is here twice, but for its spelling", at: entry.keySpan)
      }
      columns.append(.init(ours: ours, header: header))
    }
    return columns
  }

  private mutating func readForms(_ fields: Fields, into source: inout Source) {
    source.record = fields["record"]?.choice(of: RecordKind.self, into: &diagnostics)
    if let kind = source.record, let field = fields["record"],
      ![.lead, .activity, .attempt, .feedback].contains(kind)
    {
      diagnostics.warning(
        .notYet, "records of the kind `\(kind.rawValue)` are not yet acted upon", at: field.span)
    }
    source.zone = fields["time_zone"]?.zone(into: &diagnostics)
    source.dates = fields["dates"]?.choice(of: DateOrder.self, into: &diagnostics)
    source.encoding = fields["encoding"]?.choice(of: Words.encodings.choices, into: &diagnostics)
  }
}
