import LeadCore
import Store
import Testing

@testable import StoreSQLite

@Suite struct LeadTests {
  /// Every optional both ways.
  static let states: [LeadState] = {
    var full = LeadState(id: 1, since: at(-5), createdAt: at(.max))
    full.stage = .nurture
    full.origin = "sales"
    full.ignoredBy = "competitors"
    full.fit = -7
    full.interest = .max
    full.cycle = 3
    full.waitingSince = at(0)
    full.disqualification = .rule("student")
    full.enrolment = Enrolment(track: "lost", since: at(11), restsUntil: at(12))
    full.rounds = ["lost": 2, "long/term": 1, "ö\"": 4]
    full.interestFrom = at(13)
    full.due = at(14)
    full.deadline = at(15)
    var other = LeadState(id: 1, since: at(1), createdAt: at(.min))
    other.disqualification = .outcome("no budget")
    other.enrolment = Enrolment(track: "", since: at(2), restsUntil: nil)
    other.origin = ""
    other.ignoredBy = ""
    return [LeadState(id: 1, since: at(1), createdAt: at(2)), full, other]
      + Stage.allCases.map { stage in
        var state = LeadState(id: 1, since: at(1), createdAt: at(2))
        state.stage = stage
        return state
      }
  }()

  @Test(arguments: states.indices)
  func keepsStates(_ place: Int) throws {
    let store = try SQLiteStore.inMemory()
    var lead = plainLead(1)
    lead.state = LeadTests.states[place]
    try store.commit(changes(adding: lead))
    #expect(try store.lead(1)?.state == lead.state)
    // And the same when it replaces another.
    for state in LeadTests.states {
      var change = Changes()
      lead.state = state
      change.changedLeads = [lead]
      try store.commit(change)
      #expect(try store.lead(1)?.state == state)
    }
  }

  @Test func keepsRecordsAndIdentities() throws {
    let store = try SQLiteStore.inMemory()
    var record = FieldRecord()
    for (field, text) in oddTexts.enumerated() { record.append(field * 50 + 1, text) }
    let identities = oddTexts.map { Identity(kind: "hub\($0.prefix(9))", value: $0) }
    var lead = plainLead(1)
    lead.record = record
    lead.identities = identities
    var bare = plainLead(2)
    bare.record = FieldRecord()
    bare.identities = []
    try store.commit(changes(adding: lead, bare))
    #expect(try store.lead(1)?.record == record)
    #expect(try store.lead(1)?.identities == identities)
    #expect(try store.lead(2)?.record.isEmpty == true)
    #expect(try store.lead(2)?.identities == [])
    #expect(try store.lead(3) == nil)
    lead.record = FieldRecord()
    lead.identities = [email("new@example.com")]
    var change = Changes()
    change.changedLeads = [lead]
    try store.commit(change)
    #expect(try store.lead(1)?.record == FieldRecord())
    #expect(try store.lead(1)?.identities == lead.identities)
  }

  @Test(arguments: [1, 63, 64, 65, 200])
  func listsManyInOrder(_ count: Int64) throws {
    let store = try SQLiteStore.inMemory()
    var all = Changes()
    all.newLeads = (1...count).map { plainLead($0 * 3) }
    try store.commit(all)
    var listed: [StoredLead] = []
    try store.forEachLead { lead in
      listed.append(lead)
      // Reads within a read are fine.
      let again = try store.lead(lead.state.id)
      #expect(again?.record == lead.record)
    }
    #expect(listed.map(\.state) == all.newLeads.map(\.state))
    #expect(listed.map(\.record) == all.newLeads.map(\.record))
    #expect(listed.map(\.identities) == all.newLeads.map(\.identities))
    #expect(try store.leadIDs(above: 0, limit: 10) == (1...min(10, count)).map { $0 * 3 })
    #expect(try store.leadIDs(above: 3, limit: 2) == (2...3).filter { $0 <= count }.map { $0 * 3 })
    #expect(try store.leadIDs(above: count * 3, limit: 2) == [])
    #expect(try store.leadIDs(above: 0, limit: 0) == [])
    #expect(try store.lastIDs().lead == count * 3)
  }

  @Test func findsWhatIsDueOrWaits() throws {
    let store = try SQLiteStore.inMemory()
    #expect(try store.nextDue() == nil && store.nextDeadline() == nil)
    let times: [(due: Int64?, deadline: Int64?, waits: Bool)] = [
      (30, nil, true), (nil, 10, false), (20, 40, true), (20, nil, false), (nil, nil, false),
    ]
    var all = Changes()
    for (place, time) in times.enumerated() {
      var lead = plainLead(Int64(place + 1))
      lead.state.due = time.due.map { at($0) }
      lead.state.deadline = time.deadline.map { at($0) }
      lead.state.waitingSince = time.waits ? at(Int64(100 - place)) : nil
      all.newLeads.append(lead)
    }
    try store.commit(all)
    #expect(try store.dueLeads(upTo: at(19), limit: 9) == [])
    #expect(try store.dueLeads(upTo: at(20), limit: 9) == [3, 4])
    #expect(try store.dueLeads(upTo: at(99), limit: 9) == [3, 4, 1])
    #expect(try store.dueLeads(upTo: at(99), limit: 1) == [3])
    #expect(try store.lateLeads(upTo: at(10)) == [2])
    #expect(try store.lateLeads(upTo: at(40)) == [2, 3])
    #expect(try store.waitingLeads() == [1, 3])
    #expect(try store.nextDue() == at(20) && store.nextDeadline() == at(10))
    var change = Changes()
    all.newLeads[1].state.deadline = nil
    change.changedLeads = [all.newLeads[1]]
    try store.commit(change)
    #expect(try store.nextDue() == at(20) && store.nextDeadline() == at(40))
  }

  @Test func keepsFacts() throws {
    let store = try SQLiteStore.inMemory()
    var properties = FieldRecord()
    properties.append(2, "opened\0")
    let times = [
      nil, FactTime(instant: at(-1)), FactTime(instant: at(86_400_000), length: .days(1)),
    ]
    var change = Changes()
    for (place, kind) in [FactKind.feedback, .lead, .activity, .attempt].enumerated() {
      for (other, time) in times.enumerated() {
        change.facts.append(
          StoredFact(
            lead: Int64(2 - other % 2), number: 9 - place * 2 - other / 2, kind: kind, at: time,
            key: .max - UInt64(place), file: 4, line: place,
            properties: other == 0 ? FieldRecord() : properties))
      }
    }
    try store.commit(change)
    for lead in [Int64(1), 2, 3] {
      let expected = change.facts.filter { $0.lead == lead }.sorted { $0.number < $1.number }
      let found = try store.facts(of: lead)
      #expect(found.map { "\($0)" } == expected.map { "\($0)" })
    }
  }
}
