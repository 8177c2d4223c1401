import LeadCore
import Store

/// What one transaction works on: the leads it touched and all it will write.
struct Batch {
  var works: [Int64: Work] = [:]
  /// New leads, in order of id.
  var fresh: [Work] = []
  var changes = Changes()
  /// Handoffs as they are by now; written once, at the end.
  var handoffs: [Int64: (Handoff, lead: Int64)] = [:]
  let now: Instant

  init(now: Instant) { self.now = now }

  /// Everything to be written.
  func settled() -> Changes {
    var changes = changes
    changes.newLeads = fresh.map(\.lead)
    changes.changedLeads = works.values.filter { $0.isChanged && !$0.isNew }.map(\.lead)
      .sorted { $0.state.id < $1.state.id }
    changes.handoffs = handoffs.keys.sorted().map { handoffs[$0]! }
    changes.decidedAt = now
    return changes
  }
}
