import CTables

/// The derived value of a folded base value, or nil where there is none.
func derive(_ derivation: Derivation, from base: FoldedText) -> FoldedText? {
  switch derivation {
  case .emailDomain: emailDomain(of: base)
  case .emailKind: emailDomain(of: base).map { MailProviders.shared.kind(of: $0) }
  case .seniority: Titles.seniority.value(of: base)
  case .department: Titles.department.value(of: base)
  }
}

/// What follows the last `@` of an e-mail address.
public func emailDomain(of email: FoldedText) -> FoldedText? {
  guard let at = email.bytes.lastIndex(of: UInt8(ascii: "@")), at + 1 < email.bytes.count
  else { return nil }
  return email.bytes[(at + 1)...].withUnsafeBufferPointer { FoldedText($0) }
}

/// Which mail domains are open to everybody, from the embedded table `mail_domains.tsv`.
struct MailProviders: Sendable {
  static let shared = MailProviders(table: lr_table_mail_domains())
  private let free: Set<FoldedText>
  private let disposable: Set<FoldedText>

  init(table: LRTable) {
    var free: Set<FoldedText> = []
    var disposable: Set<FoldedText> = []
    for row in rows(of: table) where row.count == 2 {
      if row[1] == "disposable" {
        disposable.insert(FoldedText(row[0]))
      } else {
        free.insert(FoldedText(row[0]))
      }
    }
    self.free = free
    self.disposable = disposable
  }

  /// `business`, `free` or `disposable`.
  func kind(of domain: FoldedText) -> FoldedText {
    disposable.contains(domain)
      ? Self.disposableKind : free.contains(domain) ? Self.freeKind : Self.business
  }
  private static let business = FoldedText("business")
  private static let freeKind = FoldedText("free")
  private static let disposableKind = FoldedText("disposable")
}

/// Words in job titles and what they say, from an embedded table of `word TAB value`; the first
/// line whose word stands in the title decides.
struct Titles: Sendable {
  static let seniority = Titles(table: lr_table_seniority())
  static let department = Titles(table: lr_table_departments())
  private let words: [(word: [UInt8], value: FoldedText)]

  init(table: LRTable) {
    words = rows(of: table).filter { $0.count == 2 }
      .map { (FoldedText($0[0]).bytes, FoldedText($0[1])) }
  }

  func value(of title: FoldedText) -> FoldedText? {
    words.first { hasWord($0.word, in: title.bytes) }?.value
  }
}
