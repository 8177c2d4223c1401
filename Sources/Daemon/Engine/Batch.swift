import LeadCore
import Store

/// What one transaction works on: the leads it touched and all it will write.
struct Batch {
  private var opened: [Int64: Work] = [:]
  /// New leads, in order of id and without gaps.
  private var fresh: [Work] = []
  var changes = Changes()
  /// Handoffs as they are by now; written once, at the end.
  var handoffs: [Int64: (Handoff, lead: Int64)] = [:]
  let now: Instant

  init(now: Instant) { self.now = now }

  /// A lead this batch has touched.
  subscript(id: Int64) -> Work? {
    if let first = fresh.first?.id, id >= first { return fresh[Int(id - first)] }
    return opened[id]
  }

  mutating func add(_ work: Work) {
    if work.isNew { fresh.append(work) } else { opened[work.id] = work }
  }

  /// Forgets what was opened to be looked at only.
  mutating func forget() { opened = [:] }

  /// Everything to be written; nothing is worked on any more.
  consuming func settled() -> Changes {
    var changes = changes
    changes.newLeads = fresh.map { $0.giveLead() }
    changes.changedLeads = opened.values.filter(\.isChanged).map(\.lead)
      .sorted { $0.state.id < $1.state.id }
    changes.handoffs = handoffs.keys.sorted().map { handoffs[$0]! }
    changes.decidedAt = now
    return changes
  }
}
