import LeadCore
import Store
import Testing

@testable import StoreSQLite

@Suite struct HandoffTests {
  static let full: Handoff = {
    var terms = PlanTerms()
    terms.accept = .time(.seconds(1))
    terms.firstAttempt = .days(2)
    terms.attempts = 6
    terms.apart = .atLeast(3_600_000)
    terms.unreached = "nurture/no \"answer\""
    terms.reportingLag = 5
    terms.clock = .business
    terms.begins = .mql
    terms.nextAttempt = .weeks(2)
    terms.verdict = .days(14)
    terms.channels = ["phone", "e \"mail\""]
    terms.grace = .time(.hours(3))
    terms.work = 60_000
    terms.reassignments = 0
    terms.ladder = [
      BreachStep(after: .time(.zero), alert: ["rep", "kendra@example.com"]),
      BreachStep(after: .days(1), reassigns: true),
    ]
    var handoff = Handoff(
      rep: "ayşe", team: "tr", route: "big", plan: "hot", terms: terms, cycle: 2, at: at(7),
      zone: .utc)
    handoff.id = 1
    handoff.acceptedByVerdict = FactTime(instant: at(8))
    handoff.reachedByVerdict = FactTime(instant: at(9), length: .days(1))
    handoff.endedAt = at(99)
    handoff.ended = .won
    handoff.attempts = Attempt.Outcome.allCases.enumerated().map { place, outcome in
      Attempt(
        at: FactTime(instant: at(Int64(20 + place)), length: place == 1 ? .days(1) : .zero),
        outcome: outcome,
        rep: place == 2 ? "mehmet" : nil, channel: place == 3 ? "phone" : nil,
        reason: place == 4 ? "a\0b" : nil)
    }
    handoff.candidates = Candidate.Reason.allCases.enumerated().map { place, reason in
      Candidate(rep: "r\(place)", reason: reason, free: place % 2 == 0 ? place : nil)
    }
    handoff.breaches = [
      Breach(kind: .accept, dueAt: at(1007)),
      Breach(kind: .firstAttempt, dueAt: at(2007), withdrawnAt: at(3000)),
      Breach(kind: .nextAttempt, dueAt: at(2008), steps: 2),
    ]
    (handoff.qualifiedAt, handoff.from, handoff.reassignments) = (at(5), at(4), 3)
    return handoff
  }()

  @Test func keepsHandoffs() throws {
    let store = try SQLiteStore.inMemory()
    var variants = [HandoffTests.full, plainHandoff(2)]
    for ending in Handoff.Ending.allCases {
      var handoff = plainHandoff(Int64(variants.count + 1))
      handoff.ended = ending
      handoff.endedAt = at(5)
      variants.append(handoff)
    }
    var late = plainHandoff(Int64(variants.count + 1))
    late.acceptBy = at(1)
    late.acceptedByVerdict = FactTime(instant: at(2), length: .days(1))
    variants.append(late)
    late.id += 1
    late.firstAttemptBy = at(3)
    late.acceptedByVerdict = nil
    late.reachedByVerdict = FactTime(instant: at(4))
    variants.append(late)
    var change = Changes()
    change.handoffs = variants.map { ($0, lead: $0.id % 2) }
    try store.commit(change)
    var listed: [Handoff] = []
    try store.forEachHandoff { handoff, lead in
      #expect(lead == handoff.id % 2)
      listed.append(handoff)
    }
    #expect(listed == variants)
    #expect(try store.handoffs(of: 1) == variants.filter { $0.id % 2 == 1 })
    #expect(try store.lastIDs().handoff == late.id)
    // Replaced as a whole.
    var replaced = plainHandoff(1)
    replaced.zone = Zone(name: "Europe/Istanbul", transitions: [], offsets: [10_800])
    change.handoffs = [(replaced, lead: 1)]
    try store.commit(change)
    replaced.zone = .utc
    #expect(try store.handoffs(of: 1).first == replaced)
  }

  @Test func isPartOfTheState() throws {
    let store = try SQLiteStore.inMemory()
    var lead = plainLead(5)
    lead.state.handoff = HandoffTests.full
    var change = changes(adding: lead, plainLead(6))
    change.handoffs = [(HandoffTests.full, lead: 5)]
    try store.commit(change)
    #expect(try store.lead(5)?.state == lead.state)
    #expect(try store.lead(6)?.state.handoff == nil)
    var listed: [Handoff?] = []
    try store.forEachLead { listed.append($0.state.handoff) }
    #expect(listed == [HandoffTests.full, nil])
  }

  @Test func tellsTheLoad() throws {
    let store = try SQLiteStore.inMemory()
    #expect(try store.openHandoffs() == [:])
    var change = Changes()
    var ended = plainHandoff(3, rep: "can", at: at(30))
    ended.endedAt = at(31)
    ended.ended = .won
    change.handoffs = [
      (plainHandoff(1, rep: "ayse", at: at(20)), lead: 1),
      (plainHandoff(2, rep: "ayse", at: at(10)), lead: 2), (ended, lead: 3),
    ]
    try store.commit(change)
    #expect(try store.openHandoffs() == ["ayse": 2])
    #expect(try store.handoffTimes(since: at(20)).map(\.rep) == ["ayse", "can"])
    #expect(try store.handoffTimes(since: at(20)).map(\.at) == [at(20), at(30)])
    #expect(try store.lastHandoffs() == ["ayse": at(20), "can": at(30)])
  }

  @Test func keepsTurns() throws {
    let store = try SQLiteStore.inMemory()
    let turns = [
      Turn(team: "a", next: [], cursor: 0, credits: [:]),
      Turn(team: "b\0", next: ["ayşe", "can"], cursor: 3, credits: ["x": -2, "y\"": 5]),
    ]
    var change = Changes()
    change.turns = turns.reversed()
    try store.commit(change)
    #expect(try store.turns() == turns)
    change.turns = [Turn(team: "a", next: ["can", "pam"], cursor: 1, credits: ["z": 1])]
    try store.commit(change)
    #expect(try store.turns() == change.turns + [turns[1]])
  }
}
