public import LeadCore

/// A company as it is stored.
public struct StoredAccount: Sendable {
  /// From 1 in order of creation.
  public var id: Int64
  /// Its domain and its ids, in the order in which they came.
  public var identities: [Identity]
  public var record: FieldRecord
  /// Where it was last told of; 0 before.
  public var file: Int64 = 0
  public var line = 0

  public init(id: Int64, identities: [Identity], record: FieldRecord) {
    self.id = id
    self.identities = identities
    self.record = record
  }
}

/// Finds and reads accounts.
public protocol AccountStore {
  /// The accounts that identities belong to; nil where unknown.
  func accountIDs(of identities: [Identity]) throws -> [Int64?]
  func account(_ id: Int64) throws -> StoredAccount?
  /// The greatest number given so far; 0 where there is none.
  func lastAccount() throws -> Int64
  /// The greatest lead whose company is noted; 0 where there is none.
  func lastLinkedLead() throws -> Int64
}

/// Whether a lead names a company, or does no longer.
public struct AccountLink: Sendable {
  public var identity: Identity
  public var lead: Int64
  public var isGone: Bool

  public init(_ identity: Identity, lead: Int64, isGone: Bool = false) {
    self.identity = identity
    self.lead = lead
    self.isGone = isGone
  }
}
