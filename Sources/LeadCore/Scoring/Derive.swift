/// What fields are derived by: the built-in tables and, before them, what the rulebook adds under
/// `derived`.
public struct DerivedTables: Sendable {
  /// The lines of the rulebook and, behind them, those of the table; nil where it has none.
  private var ownSeniority: Titles?
  private var ownDepartment: Titles?
  private(set) var mail = MailProviders()

  // The built-in tables are read when somebody asks for them: most rulebooks do not.
  public var seniority: Titles { ownSeniority ?? Titles.seniority }
  public var department: Titles { ownDepartment ?? Titles.department }

  public init() {}

  /// - Parameter mail: domains in the form of `canonicalDomain`.
  public init(
    seniority: [Titles.Line], department: [Titles.Line], mail: [FoldedText: MailProviders.Kind]
  ) {
    if !seniority.isEmpty { ownSeniority = Titles.seniority.with(before: seniority) }
    if !department.isEmpty { ownDepartment = Titles.department.with(before: department) }
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
