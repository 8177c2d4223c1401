extension Rulebook {
  /// What tells whose account a lead is: the company's mail domain, and the id that files give.
  ///
  /// Addresses of free-mail providers, and of those that are thrown away, tie nobody together.
  public func accountKeys(emails: [String], accountID: String?) -> [String] {
    var keys: [String] = []
    for domain in emails.compactMap({ accountDomain(ofEmail: $0) }) {
      let key = "domain \(domain)"
      if !keys.contains(key) { keys.append(key) }
    }
    if let id = accountID.map({ FoldedText($0) }), !id.bytes.isEmpty { keys.append("id \(id)") }
    return keys
  }
}

/// Who has open handoffs of which account.
public struct AccountOwners: Sendable {
  private struct Owned: Sendable {
    var rep: String
    var accounts: [String]
  }
  private var handoffs: [Int64: Owned] = [:]
  /// The ids of open handoffs, ascending.
  private var ofAccount: [String: [Int64]] = [:]
  private var ofRep: [String: [String: Int]] = [:]

  public init() {}

  /// Notes a handoff that begins.
  ///
  /// - Parameter accounts: those of its lead, see `Rulebook.accountKeys`.
  public mutating func begin(_ handoff: Int64, rep: String, of accounts: [String]) {
    guard !accounts.isEmpty else { return }
    handoffs[handoff] = Owned(rep: rep, accounts: accounts)
    for account in accounts {
      let place = ofAccount[account]?.firstIndex { $0 > handoff }
      ofAccount[account, default: []].insert(
        handoff, at: place ?? ofAccount[account]?.count ?? 0)
      ofRep[rep, default: [:]][account, default: 0] += 1
    }
  }

  /// Notes that a handoff ended.
  public mutating func end(_ handoff: Int64) {
    guard let owned = handoffs.removeValue(forKey: handoff) else { return }
    for account in owned.accounts {
      ofAccount[account]?.removeAll { $0 == handoff }
      if ofAccount[account]?.isEmpty ?? false { ofAccount[account] = nil }
      ofRep[owned.rep]?[account]? -= 1
      if ofRep[owned.rep]?[account] == 0 { ofRep[owned.rep]?[account] = nil }
    }
  }

  /// The reps of open handoffs of any of these accounts, the oldest handoff first.
  public func reps(of accounts: [String]) -> [String] {
    let open = Set(accounts.flatMap { ofAccount[$0] ?? [] }).sorted()
    var reps: [String] = []
    for rep in open.compactMap({ handoffs[$0]?.rep }) where !reps.contains(rep) {
      reps.append(rep)
    }
    return reps
  }

  /// The accounts of which a rep has open handoffs.
  public func accounts(of rep: String) -> [String] { ofRep[rep]?.keys.sorted() ?? [] }
}
