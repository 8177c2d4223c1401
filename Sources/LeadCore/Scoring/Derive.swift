/// What fields are derived by: the built-in tables and, before them, what the rulebook adds under
/// `derived`.
public struct DerivedTables: Sendable {
  public private(set) var seniority = Titles.seniority
  public private(set) var department = Titles.department
  private(set) var mail = MailProviders()

  public init() {}

  /// - Parameter mail: domains in the form of `canonicalDomain`.
  public init(
    seniority: [Titles.Line], department: [Titles.Line], mail: [FoldedText: MailProviders.Kind]
  ) {
    self.seniority = self.seniority.with(before: seniority)
    self.department = self.department.with(before: department)
    self.mail.own = mail
  }

  /// The derived value of a folded base value, or nil where there is none.
  func derive(_ derivation: Derivation, from base: FoldedText) -> FoldedText? {
    switch derivation {
    case .emailDomain: emailDomain(of: base)
    case .emailKind: mailHost(of: base).map { mail.kind(of: $0) }
    case .seniority: seniority.value(of: base)
    case .department: department.value(of: base)
    }
  }
}
