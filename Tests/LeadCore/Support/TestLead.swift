@testable import LeadCore

/// The fields of a lead by name, as bytes of a file: `["country": "TR"]`.
struct TestLead: ExpressibleByDictionaryLiteral {
  var fields: [String: [UInt8]]

  init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }

  init(_ texts: [String: String]) { fields = texts.mapValues { Array($0.utf8) } }

  init(bytes: [String: [UInt8]]) { fields = bytes }

  func number(_ field: String) -> Double? {
    fields[field].flatMap { $0.withUnsafeBufferPointer { LeadCore.number($0) } }
  }
}

extension Rows {
  /// Leads as a file brings them: the columns in another order than the slots, one among them
  /// that no rule reads, and those of fields without a value left out.
  init(_ leads: [TestLead], _ rules: Rulebook) {
    let arena = ByteArena()
    let slots = rules.program.lead.fields
    let columns =
      slots.filter { field in leads.contains { $0.fields[field] != nil } }.reversed() + ["unread"]
    var cells: [Cell] = []
    cells.reserveCapacity(leads.count * columns.count)
    for lead in leads {
      for column in columns { cells.append(arena.append(lead.fields[column] ?? [])) }
    }
    self.init(
      arena: arena, cells: cells, stride: columns.count,
      columnOfSlot: slots.map { columns.firstIndex(of: $0) ?? -1 })
  }
}

extension Scorer {
  func look(at leads: [TestLead], _ rules: Rulebook, now: Instant) -> Looks {
    look(at: Rows(leads, rules), now: now)
  }
}

extension Rulebook {
  func look(at lead: TestLead, now: Instant) -> Look {
    Scorer(self).look(at: [lead], self, now: now)[0]
  }

  /// What the rules see in an activity.
  func mark(_ activity: String, at: Instant, _ properties: [String: String] = [:]) -> ActivityMark {
    let reader = ActivityReader(self)
    var properties = properties
    properties["activity"] = activity
    let arena = ByteArena()
    let cells = reader.properties.map { arena.append(properties[$0] ?? "") }
    return reader.mark(at: at) { arena.bytes(cells[$0]) }
  }

  /// Whether a condition of this rulebook holds for a lead.
  func holds(
    _ when: When, _ lead: TestLead, now: Instant, activities: [ActivityMark] = [],
    _ change: (inout LeadState) -> Void = { _ in }
  ) -> Bool {
    var state = LeadState(id: 1, since: now, createdAt: now)
    state.activities = activities.sorted { $0.at < $1.at }
    change(&state)
    return Situation(self, look(at: lead, now: now), state, now: now).holds(when)
  }
}
