import LeadCore
import Store

/// What one transaction works on: the leads it touched and all it will write.
struct Batch {
  private var opened: [Int64: Work] = [:]
  var changes = Changes()
  /// Handoffs as they are by now; written once, at the end.
  var handoffs: [Int64: (Handoff, lead: Int64)] = [:]
  let now: Instant

  init(now: Instant) { self.now = now }

  /// A lead this batch has touched, those of which there is nothing to say but their scores left
  /// out.
  subscript(id: Int64) -> Work? { opened[id] }

  mutating func add(_ work: Work) { opened[work.id] = work }

  /// A new lead of which there was nothing more to say until now.
  mutating func takeBack(_ id: Int64, kinds: (Int) throws -> String) rethrows -> Work? {
    guard let place = changes.plain.place(of: id) else { return nil }
    changes.plain.leads[place].isGone = true
    let lead = changes.plain.leads[place]
    let end = lead.offset + Int(lead.recordCount)
    var state = LeadState(id: id, since: changes.plain.since, createdAt: lead.createdAt)
    (state.fit, state.interest) = (Int(lead.fit), Int(lead.interest))
    let identities = try changes.plain.identities(of: id).map { identity in
      let value = changes.plain.bytes[identity.offset..<identity.offset + Int(identity.count)]
      return Identity(
        kind: try kinds(Int(identity.kind)), value: String(decoding: value, as: UTF8.self))
    }
    let record = FieldRecord(bytes: Array(changes.plain.bytes[lead.offset..<end]))
    let work = Work(new: StoredLead(identities: identities, record: record, state: state))
    work.factCount = 1
    changes.facts.append(
      StoredFact(first: id, file: changes.plain.file, line: Int(lead.line)))
    add(work)
    return work
  }

  /// Forgets what was opened to be looked at only.
  mutating func forget() { opened = [:] }

  /// Everything to be written; nothing is worked on any more.
  consuming func settled() -> Changes {
    var changes = changes
    let works = opened.values.filter(\.isChanged).sorted { $0.id < $1.id }
    changes.newLeads = works.filter(\.isNew).map { $0.giveLead() }
    changes.changedLeads = works.filter { !$0.isNew }.map(\.lead)
    changes.handoffs = handoffs.keys.sorted().map { handoffs[$0]! }
    changes.decidedAt = now
    return changes
  }
}
