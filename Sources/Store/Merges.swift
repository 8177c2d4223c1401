public import LeadCore

/// Two leads that turned out to be one person: the older one goes on in the place of both.
public struct Merge: Sendable {
  /// The one that is known no more.
  public var lead: Int64
  /// The one that goes on.
  public var survivor: Int64
  public var at: Instant
  /// The survivor's fields before and after, so that it can be undone.
  public var before: FieldRecord
  public var after: FieldRecord

  public init(
    lead: Int64, survivor: Int64, at: Instant, before: FieldRecord, after: FieldRecord
  ) {
    self.lead = lead
    self.survivor = survivor
    self.at = at
    self.before = before
    self.after = after
  }
}

/// Which leads are one person, and which are not.
///
/// A merged lead keeps its rows: facts, history and handoffs of the survivor are those of both.
public protocol MergeStore {
  /// The lead that goes on in the place of one, or that one itself.
  func survivor(of lead: Int64) throws -> Int64
  /// The latest merge into a lead, or that of a merged lead; nil where there is none.
  func merge(of lead: Int64) throws -> Merge?
  /// Whether two leads were said not to be one person.
  func areApart(_ left: Int64, _ right: Int64) throws -> Bool
}
