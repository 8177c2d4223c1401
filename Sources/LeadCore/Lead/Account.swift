/// Which company a lead belongs to: `account_id` and other ids of companies that files bring, and
/// the company domain of a business address. Free-mail domains tie nobody together.
public enum AccountIdentity {
  /// The kind of identity that a domain is.
  public static let domain = "domain"
  /// The kind, and the field of leads, that needs no source.
  public static let id = "account_id"
  /// What names of an account's fields begin with in conditions.
  public static let prefix = "account."
}

extension String {
  /// Whether it is the name of a field of a lead's account.
  public var isOfAccount: Bool { hasPrefix(AccountIdentity.prefix) }

  /// The name of a field without `account.`: fields of accounts have the types of leads' fields.
  public var withoutAccount: String {
    isOfAccount ? String(dropFirst(AccountIdentity.prefix.count)) : self
  }
}

extension Rulebook {
  /// The kinds of identities that accounts are known by, in the order in which they decide; the
  /// domain comes last. A lead names its account in fields of these names.
  public var accountKinds: [String] {
    var kinds = [AccountIdentity.id]
    for source in sections.sources where source.record == .account {
      for column in source.identity where !kinds.contains(column.ours) {
        kinds.append(column.ours)
      }
    }
    return kinds.filter { $0 != AccountIdentity.domain } + [AccountIdentity.domain]
  }

  /// The company domain of an address; nil where anybody may have such an address.
  public func accountDomain(ofEmail email: String) -> String? {
    let email = FoldedText(email)
    guard let host = mailHost(of: email),
      sections.program.derived.mail.kind(of: host) == MailProviders.business
    else { return nil }
    return companyDomain(of: host).description
  }
}
