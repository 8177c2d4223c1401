import Intake
import LeadCore
import Store

/// The companies that leads belong to.
extension Engine {
  /// Takes the rows of accounts in. What rules read of an account makes its leads due now.
  func takeAccounts(_ taking: inout Taking, _ batch: inout Batch) throws {
    var accounts: [Int64: StoredAccount] = [:]
    var changed: Set<Int64> = []
    let read = Set(
      rules.program.lead.fields.filter(\.isOfAccount).compactMap {
        names[$0.withoutAccount]
      })
    for row in 0..<taking.mapped.rows where !taking.mapped.isRejected[row] {
      let known = taking.identities.firstKnown(of: row)
      let added = taking.identities.giveUnknown(of: row, to: known ?? lastAccount + 1)
      guard known != nil || !added.isEmpty else {
        taking.reject(row, "no identity: a domain, an `account_id`, or an id that the source names")
        continue
      }
      if known == nil { lastAccount += 1 }
      let id = known ?? lastAccount
      var account =
        try accounts[id] ?? store.account(id)
        ?? StoredAccount(id: id, identities: [], record: FieldRecord())
      let before = account.record
      account.record = before.overlaid(
        with: taking.fields.record(row, of: taking.mapped), keeping: [])
      account.identities += added
      guard account.record != before || !added.isEmpty else {
        taking.file.duplicates += 1
        continue
      }
      account.file = taking.file.id
      account.line = Int(taking.mapped.lines[row])
      accounts[id] = account
      for identity in added { batch.changes.newAccountIdentities.append((identity, account: id)) }
      if !added.isEmpty
        || read.contains(where: { account.record.value(of: $0) != before.value(of: $0) })
      {
        changed.insert(id)
      }
      taking.file.taken += 1
    }
    batch.changes.accounts = accounts.keys.sorted().map { accounts[$0]! }
    if book.readsAccounts {
      batch.changes.dueAccounts = changed.sorted().flatMap { accounts[$0]!.identities }
    }
  }

  /// Looks up the account of a lead whose fields have changed, and notes which company it names.
  ///
  /// - Parameter before: its fields as they were; nil for a new lead.
  func settleAccount(of work: Work, before: FieldRecord?, _ batch: inout Batch) throws {
    guard book.readsAccounts || work.id <= linkedUpTo else { return }
    let (old, new) = (before.map(book.companies) ?? [], book.companies(in: work.lead.record))
    if old == new, before != nil { return }
    for gone in old where !new.contains(gone) {
      batch.changes.accountLinks.append(AccountLink(gone, lead: work.id, isGone: true))
    }
    for identity in new where !old.contains(identity) {
      batch.changes.accountLinks.append(AccountLink(identity, lead: work.id))
    }
    work.lead.account = try book.account(of: work.lead.record)?.record
    if work.lead.account != nil { work.look = nil }
  }

  /// Forgets what company a lead names: another goes on in its place.
  func unlink(_ work: Work, _ batch: inout Batch) {
    guard book.readsAccounts || work.id <= linkedUpTo else { return }
    for identity in book.companies(in: work.lead.record) {
      batch.changes.accountLinks.append(AccountLink(identity, lead: work.id, isGone: true))
    }
  }

  /// Notes the companies of leads that came while no rule asked for them.
  func linkAccounts() throws {
    linkedUpTo = try store.lastLinkedLead()
    guard book.readsAccounts else { return }
    while case let ids = try store.leadIDs(above: linkedUpTo, limit: 10_000), let last = ids.last {
      var changes = Changes()
      for id in ids {
        guard let lead = try store.lead(id) else { continue }
        changes.accountLinks += book.companies(in: lead.record).map { AccountLink($0, lead: id) }
      }
      try store.commit(changes)
      linkedUpTo = last
    }
  }
}

extension BookReader {
  /// What a lead names as its company's, in the order in which it decides.
  func companies(in record: FieldRecord) -> [Identity] {
    accountKinds.compactMap { kind in
      guard kind == AccountIdentity.domain else {
        return record.value(of: names[kind]).map { Identity(kind: kind, value: $0) }
      }
      return record.value(of: names["email"]).flatMap { rules.accountDomain(ofEmail: $0) }
        .map { Identity(kind: kind, value: $0) }
    }
  }

  /// The account of a lead of these fields; nil too where no rule asks for accounts.
  func account(of record: FieldRecord) throws -> StoredAccount? {
    guard readsAccounts else { return nil }
    let ids = try store.accountIDs(of: companies(in: record))
    return try ids.lazy.compactMap { $0 }.first.flatMap { try store.account($0) }
  }
}
