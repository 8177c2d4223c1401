import LeadCore
import Store
import StoreSQLite
import Testing

@testable import Daemon

/// `on_leave`: what becomes of open leads of who is away, paused or gone.
@Suite struct LeaveTests {
  static func rules(_ onLeave: String, _ reps: String) -> String {
    RoutingLifeTests.rules(
      "{ on_leave: { open_leads: \(onLeave) }, bandwidth: { open: 2 }, reps: [\(reps)] }")
  }

  static let three = ["x@acme.com", "y@acme.com", "z@acme.com"]

  static func office(_ onLeave: String, _ reps: String) async throws -> Office {
    let office = try await Office(rules(onLeave, reps))
    try await office.take("leads-1.csv", RoutingLifeTests.leads(three))
    return office
  }

  @Test(arguments: [
    ("keep", ["a 1 open"]), ("queue", ["a 1 released", "b 2 open"]),
    ("reassign", ["a 1 reassigned", "b 1 open"]),
  ])
  func anAbsenceBegins(_ onLeave: String, _ handoffs: [String]) async throws {
    let office = try await Self.office(
      onLeave, "{ id: a, away: [2026-03-04/2026-03-06] }, { id: b }")
    #expect(try office.owners("x@acme.com", "y@acme.com", "z@acme.com") == ["a", "b", "a"])
    try await office.goOn(to: "2026-03-03T23:59:59Z")
    #expect(try office.handoffs("x@acme.com") == ["a 1 open"])
    try await office.goOn(to: "2026-03-04T00:00:00Z")
    #expect(try office.handoffs("x@acme.com") == handoffs)
    if onLeave != "keep" {
      #expect(try office.lead("z@acme.com").state.isWaiting, "b has room for one only")
      #expect(try office.handoffs("z@acme.com") == ["a 1 released"])
      try await office.goOn(to: "2026-03-07T00:00:00Z")
      #expect(try office.handoffs("z@acme.com") == ["a 1 released", "a 2 open"])
    }
  }

  @Test(arguments: ["{ id: a, paused: true }, { id: b }", "{ id: b }"])
  func aReloadTakesThemAtOnce(_ reps: String) async throws {
    let office = try await Self.office("reassign", "{ id: a }, { id: b }")
    try await office.use(Self.rules("reassign", reps))
    #expect(try office.handoffs("x@acme.com") == ["a 1 reassigned", "b 1 open"])
    #expect(try office.handoffs("y@acme.com") == ["b 1 open"])
    #expect(try office.handoffs("z@acme.com") == ["a 1 released"])
  }

  @Test func ofATeamThatKeepsThemNothingHappens() async throws {
    let office = try await Self.office("keep", "{ id: a }, { id: b }")
    try await office.use(Self.rules("keep", "{ id: b }"))
    #expect(try office.owners("x@acme.com", "z@acme.com") == ["a", "a"])
    #expect(try office.store.openHandoffs() == ["a": 2, "b": 1])
  }

  @Test func whatARestartFindsUndoneIsDone() async throws {
    let office = try await Self.office(
      "queue", "{ id: a, away: [2026-03-04/2026-03-06] }, { id: b }")
    office.clock.set(office.clock.now + .days(2))
    try await office.crash()
    #expect(try office.owner("x@acme.com") == "a")
    try await office.engine.runDue(.time)
    #expect(try office.handoffs("x@acme.com") == ["a 1 released", "b 2 open"])
  }

  @Test func theOldRepIsTold() async throws {
    let office = try await Self.office("reassign", "{ id: a }, { id: b }")
    try await office.use(Self.rules("reassign", "{ id: b }"))
    let told = try office.store.undelivered(limit: 1_000)
      .filter { $0.channel == .withdrawn }
    #expect(told.map(\.address) == ["a", "a"])
  }

  @Test func wonLeadsAreLeftAlone() async throws {
    let office = try await Self.office("queue", "{ id: a }, { id: b }")
    try await office.take(
      "feedback-1.csv",
      RoutingLifeTests.verdicts
        + "x@acme.com,won,2026-03-02T09:00:00Z,\nz@acme.com,rejected,2026-03-02T09:00:00Z,no\n")
    try await office.use(Self.rules("queue", "{ id: b }"))
    #expect(try office.handoffs("x@acme.com") == ["a 1 won"])
    #expect(try office.lead("x@acme.com").state.stage == .customer)
    #expect(try office.handoffs("z@acme.com") == ["a 1 rejected"])
  }
}
