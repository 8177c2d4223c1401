import LeadCore
import Store

/// One lead while a batch works on it.
final class Work {
  // Only the engine touches it; checks at run time cost a lead more than its decision.
  @exclusivity(unchecked) var lead: StoredLead
  /// Keys of its facts, to tell repeated ones.
  var factKeys: Set<UInt64> = []
  var factCount = 0
  /// What scoring saw in its fields, while they have not changed since.
  var look: Look?
  let isNew: Bool
  var isChanged: Bool

  init(new lead: StoredLead) {
    self.lead = lead
    isNew = true
    isChanged = true
  }

  init(stored lead: StoredLead) {
    self.lead = lead
    isNew = false
    isChanged = false
  }

  var id: Int64 { lead.state.id }

  /// Gives the lead away, to be written.
  func giveLead() -> StoredLead {
    let none = LeadState(id: id, since: lead.state.since, createdAt: lead.state.createdAt)
    return exchange(
      &lead, with: StoredLead(identities: [], record: FieldRecord(), state: none))
  }
}

/// Where a fact was told.
struct Origin {
  var file: Int64
  var line: Int

  /// Time or bandwidth, no file.
  static let none = Origin(file: 0, line: 0)
}
