import LeadCore

/// The columns of a file, or those that turned up later, and what each is called.
struct ColumnNames {
  /// What a column is to be.
  enum Ours {
    case ignored
    /// An identity, and the field that the column is beside.
    case identity(IdentityRank, field: String?)
    /// A field or a special column.
    case name(String)
  }

  let first: Int
  let headers: [String]
  /// Normalised, one for each of `headers`.
  let names: [String]
  /// What the source says a column is.
  private var given: [Int: String] = [:]
  private var ignored: Set<Int> = []
  private(set) var identities: [(column: Int, identity: IdentityRank)] = []
  private(set) var warnings: [String] = []

  private let keepsDots: Bool
  private let table: HeaderTable
  private let exporter: ExporterMatch?

  /// - Parameter kind: what the rows are, as far as it is known.
  init(
    _ header: [String], from first: Int, source: Source?, kind: RecordKind?,
    exporter: ExporterMatch?, keepsDots: Bool
  ) {
    self.first = first
    self.keepsDots = keepsDots
    self.exporter = exporter
    table = HeaderTable.of(kind ?? .lead)
    headers = Array(header[first...])
    names = headers.enumerated().map { i, text in
      let name = FieldName.normalised(text, keepsDots: keepsDots)
      return name.isEmpty ? "column_\(first + i + 1)" : name
    }
    for (i, text) in headers.enumerated() where text.hasPrefix("_") { ignored.insert(i) }
    if let source { read(source) }
    switch kind {
    case .account: findAccount(source)
    case .numbers, .act: break
    default: findIdentities(source)
    }
  }

  private mutating func read(_ source: Source) {
    for text in source.ignore {
      if let i = find(text) { ignored.insert(i) } else { miss(text, "ignore") }
    }
    for (rank, column) in source.identity.enumerated() {
      guard let i = find(column.header) else {
        miss(column.header, "identity")
        continue
      }
      let isList = exporter?.otherIdentities(in: headers).contains { $0.column == i } ?? false
      identities.append((i, IdentityRank(kind: column.ours, rank: rank, isList: isList)))
    }
    for column in source.fields {
      guard let i = find(column.header) else {
        miss(column.header, "fields")
        continue
      }
      if given[i] == nil { given[i] = column.ours }
    }
  }

  private mutating func miss(_ header: String, _ key: String) {
    warnings.append("`\(header)` of the source's `\(key)` is no column of the file")
  }

  /// A column by its header as the file has it, else by the normalised name.
  private func find(_ header: String) -> Int? {
    let wanted = TextTrim.trimmed(header)
    return headers.firstIndex(of: wanted)
      ?? names.firstIndex(of: FieldName.normalised(wanted, keepsDots: keepsDots))
  }

  /// The column of the file that a key of the source names; noted as missing where there is none.
  mutating func place(of header: String?, _ key: String) -> Int? {
    guard let header else { return nil }
    if let i = find(header) { return first + i }
    miss(header, key)
    return nil
  }

  private func isFree(_ i: Int) -> Bool {
    given[i] == nil && !ignored.contains(i) && !identities.contains { $0.column == i }
  }

  /// Accounts are known by an id, and by the domain of their web site.
  private mutating func findAccount(_ source: Source?) {
    func column(_ wanted: String, _ fits: (Int) -> Bool) -> Int? {
      headers.indices.first { given[$0] == wanted }
        ?? headers.indices.first { isFree($0) && fits($0) }
    }
    if source?.identity.isEmpty ?? true {
      let id =
        column("account_id") { names[$0] == "account_id" } ?? exporter?.idColumn(in: headers)
        ?? column("account_id") { table.field(of: names[$0]) == "account_id" }
      if let id, isFree(id) || given[id] == "account_id" {
        identities.append((id, IdentityRank(kind: "account_id", rank: 0)))
      }
    }
    guard !identities.contains(where: { $0.identity.kind == "domain" }) else { return }
    let domain =
      column("domain") { ColumnNames.domains.contains(names[$0]) }
      ?? column("website") { table.field(of: names[$0]) == "website" }
    if let domain {
      identities.append((domain, IdentityRank(kind: "domain", rank: IdentityRank.email)))
    }
  }

  private mutating func findIdentities(_ source: Source?) {
    var found: [(Int, IdentityRank)] = []
    if source?.identity.isEmpty ?? true {
      found = exporterIdentities()
      for (i, name) in names.enumerated() {
        guard let rank = IdentityRank.ours[name], isFree(i), !found.contains(where: { $0.0 == i })
        else { continue }
        found.append((i, IdentityRank(kind: name, rank: rank)))
      }
    }
    if !identities.contains(where: { $0.identity.kind == "email" }),
      let i = emailColumn(where: { isFree($0) || given[$0] == "email" })
    {
      found.append((i, IdentityRank(kind: "email", rank: IdentityRank.email)))
    }
    identities += found.map { (column: $0.0, identity: $0.1) }
  }

  /// The ids that a known exporter brings. What it says of a deal's own id is no identity.
  private func exporterIdentities() -> [(Int, IdentityRank)] {
    guard let exporter else { return [] }
    var found: [(Int, IdentityRank)] = []
    let record = exporter.exporter.record
    if record == .lead || record == .optout, let kind = exporter.exporter.kind,
      let i = exporter.idColumn(in: headers), isFree(i)
    {
      found.append((i, IdentityRank(kind: kind, rank: IdentityRank.exporter)))
    }
    for (kind, i) in exporter.otherIdentities(in: headers) where isFree(i) {
      found.append((i, IdentityRank(kind: kind, rank: IdentityRank.exporter, isList: true)))
    }
    return found
  }

  /// The column that holds the e-mail address: as the source says, by its name, or by a synonym.
  private func emailColumn(where isFree: (Int) -> Bool) -> Int? {
    if let i = headers.indices.first(where: { given[$0] == "email" }) { return i }
    if let i = names.firstIndex(of: "email"), isFree(i) { return i }
    return names.indices.first {
      isFree($0) && table.field(of: names[$0]) == "email"
    }
  }

  private static let domains: Set<String> = [
    "domain", "company_domain", "company_domain_name", "account_domain", "website_domain",
    "primary_domain", "email_domain", "e_mail_domain",
  ]

  var hasIdentity: Bool { !identities.isEmpty }

  /// The names of all columns but the identities.
  var others: Set<String> {
    let columns = Set(identities.map(\.column))
    return Set(names.indices.filter { !columns.contains($0) }.map { given[$0] ?? names[$0] })
  }

  /// Every name the columns have, for telling the kind of the file.
  var known: [String] { names.indices.map { given[$0] ?? names[$0] } }

  /// What every column is called among us. Of two that would be the same, the first keeps the
  /// name; names the source gives come before our own, and those before synonyms.
  func ours(
    synonyms: Bool, specials: Set<String>, taken: inout Set<String>
  ) -> [Ours] {
    var ours = [String?](repeating: nil, count: names.count)
    // What tells an account's domain keeps a name of its own.
    let kinds = Dictionary(
      identities.map { ($0.column, $0.identity) }, uniquingKeysWith: { first, _ in first })
    let identityColumns = Set(kinds.filter { $0.value.kind != "domain" }.keys)
    if identities.contains(where: { $0.identity.kind == "email" }) { taken.insert("email") }
    let isDeal = exporter?.exporter.record == .deal && specials.contains("deal")
    let deal = isDeal ? exporter?.idColumn(in: headers) : nil
    let passes: [(Int) -> String?] = [
      { given[$0] },
      { $0 == deal ? "deal" : nil },
      { specials.contains(names[$0]) ? names[$0] : nil },
      { synonyms ? table.strongField(of: names[$0]) : nil },
      { table.known.contains(names[$0]) ? names[$0] : nil },
      { synonyms ? table.usualField(of: names[$0]) : nil },
      { synonyms ? table.field(of: names[$0]) : nil },
    ]
    for pass in passes {
      for i in names.indices
      where ours[i] == nil && !ignored.contains(i) && !identityColumns.contains(i) {
        if let name = pass(i), taken.insert(name).inserted { ours[i] = name }
      }
    }
    return names.indices.map { i in
      if let identity = kinds[i], identity.kind != "domain" {
        return .identity(identity, field: identity.kind == "email" ? "email" : nil)
      }
      if ignored.contains(i) && kinds[i] == nil { return .ignored }
      let name = ours[i] ?? FieldName.unique(names[i], taken: taken)
      taken.insert(name)
      return kinds[i].map { .identity($0, field: name) } ?? .name(name)
    }
  }
}
