import CTables

/// Which mail domains are open to everybody: what the rulebook says, else the embedded table
/// `mail_domains.tsv`.
public struct MailProviders: Sendable {
  /// What addresses of a domain are.
  public enum Kind: String, CaseIterable, Sendable {
    case business, free, disposable

    fileprivate var folded: FoldedText {
      switch self {
      case .business: Kind.businessText
      case .free: Kind.freeText
      case .disposable: Kind.disposableText
      }
    }
    private static let businessText = FoldedText("business")
    private static let freeText = FoldedText("free")
    private static let disposableText = FoldedText("disposable")
  }

  static let builtIn: [FoldedText: Kind] = {
    var kinds: [FoldedText: Kind] = [:]
    for row in rows(of: lr_table_mail_domains()) where row.count == 2 {
      kinds[canonicalDomain(FoldedText(row[0]))] = Kind(rawValue: row[1])
    }
    return kinds
  }()

  /// What `kind(of:)` says of a company's own domain.
  static let business = FoldedText(Kind.business.rawValue)

  /// Whether the table says of a domain, in the form of `canonicalDomain`, that anybody may have an
  /// address there: it tells no company.
  public static func isOpenToAll(_ domain: FoldedText) -> Bool {
    builtIn[domain].map { $0 != .business } ?? false
  }

  /// Of domains in the form of `canonicalDomain`.
  var own: [FoldedText: Kind] = [:]

  /// `business`, `free` or `disposable`: of the address's whole domain, else of the company's.
  func kind(of host: FoldedText) -> FoldedText {
    let kind = kind(of: host, in: own) ?? kind(of: host, in: MailProviders.builtIn)
    return (kind ?? .business).folded
  }

  private func kind(of host: FoldedText, in kinds: [FoldedText: Kind]) -> Kind? {
    if kinds.isEmpty { return nil }
    if let kind = kinds[host] { return kind }
    let company = companyDomain(of: host)
    return company.bytes.count == host.bytes.count ? nil : kinds[company]
  }
}
