import Intake
import LeadCore
import Store
import StoreSQLite
import Synchronization
import Testing

@testable import Daemon

/// Time that goes on while something is done, and programs that end in the middle of it.
@Suite struct MovingTimeTests {
  /// A clock that goes on with each look at it. Who looks at it for ever ends the tests.
  private final class TickingClock: Sendable {
    private let time: Mutex<(now: Instant, looks: Int)>
    init(_ now: Instant) { time = Mutex((now, 0)) }
    func look() -> Instant {
      time.withLock {
        $0.looks += 1
        precondition($0.looks < 1_000_000, "what waits for time is looked at for ever")
        $0.now = $0.now + Interval(milliseconds: 1)
        return $0.now
      }
    }
    func goOn(_ span: Interval) { time.withLock { $0.now = $0.now + span } }
  }

  private static let daily = RoutingLifeTests.rules(
    "{ reps: [{ id: a }] }",
    more: "sources: [{ name: calls, files: \"calls*.csv\", record: attempt, complete: daily }]"
  ).replacing("name: Plan,", with: "name: Plan, accept: 1d,")

  /// A log comes while another one is missing: what waits for that is looked at once.
  @Test func aLogThatIsMissingKeepsNobodyBusy() async throws {
    let rules = try Office.book(Self.daily)
    let store = try SQLiteStore.inMemory()
    let clock = TickingClock(try #require(Instant(written: "2026-03-02T09:00:00Z")))
    let engine = try await Engine(store: store, rules: rules, clock: { clock.look() })
    try await engine.take(
      name: "leads-1.csv", RoutingLifeTests.leads((0..<300).map { "p\($0)@acme.com" }), number: 1,
      rowsAtOnce: 1_000)
    clock.goOn(.days(5))
    try await engine.take(
      name: "calls-2026-03-06.csv", "email,outcome,at\n", number: 2, rowsAtOnce: 1_000)
    try await engine.runDue(.time)
    #expect(try await engine.runDue(.deadlines) < 1_000)
    #expect(try #require(try await engine.nextDue()) > clock.look())
  }

  /// The program ends when the first of three days was read.
  @Test func aLogCoversWhatWasReadBeforeAKillToo() throws {
    let rules = try Office.book(Self.daily)
    let store = try SQLiteStore.inMemory()
    let now = try #require(Instant(written: "2026-03-06T08:00:00Z"))
    func times(_ days: String...) -> [FactTime] {
      days.map { FactTime(Day(written: $0)!, in: .utc) }
    }
    var file = FileEntry(id: 1, name: "calls.csv", sha256: "1", state: .taking, firstSeen: now)
    func keep(_ notes: [(key: String, value: String)]) throws {
      for note in notes { try store.setNote(note.key, note.value) }
    }
    var logs = try AttemptLogs(rules, store)
    try keep(try logs.note(file, now: now) { times("2026-03-03", "2026-03-03") })
    logs = try AttemptLogs(rules, store)
    file.state = .taken
    file.rows = 3
    try keep(try logs.note(file, now: now) { times("2026-03-05") })
    logs = try AttemptLogs(rules, store)
    let days = ["2026-03-03", "2026-03-04", "2026-03-05"].map { Day(written: $0)! }
    #expect(logs.reported.logs.first?.days == Set(days))
    #expect(try store.note("log in file 1") == "")
  }

  /// A file that is taken in just after midnight does not put midnight off till the next.
  @Test func aMidnightThatPassesInAFileIsNotLost() async throws {
    let office = try await Office(
      RoutingLifeTests.rules(
        """
        { on_leave: { open_leads: queue }, bandwidth: { per_day: 1 },
            reps: [{ id: a }, { id: b, away: [2026-03-03/2026-03-09] }] }
        """), now: "2026-03-02T23:59:00Z")
    let leads = ["p@a.com", "q@b.com", "r@c.com", "s@d.com"]
    try await office.take("leads-1.csv", RoutingLifeTests.leads(leads))
    #expect(try office.owners("p@a.com", "q@b.com", "r@c.com", "s@d.com") == ["a", "b", nil, nil])
    office.clock.set(try #require(Instant(written: "2026-03-03T00:00:01Z")))
    // Whoever looks first at the new day.
    try await office.own("p@a.com", by: "b")
    #expect(try #require(try await office.engine.nextDue()) <= office.now)
    try await office.engine.runDue(.time)
    #expect(try office.owners("r@c.com", "s@d.com") == ["a", nil], "a's new day")
    #expect(try office.handoffs("q@b.com") == ["b 1 released"], "b's leave")
  }

  /// A lead that its CRM owner gets and loses in one decision uses nobody's bandwidth.
  @Test func whatEndsAsItBeginsFreesNothing() async throws {
    let office = try await Office(
      RoutingLifeTests.rules(
        "{ reps: [{ id: a, bandwidth: { open: 2 } }] }",
        more: "sources: [{ name: crm, files: \"leads-crm*.csv\", record: lead, owner: owner }]"
      ).replacing(
        "qualification:",
        with:
          "qualification:\n  disqualify: [{ name: V, when: { cycle: { at_least: 1 }, vip: yes } }]"
      ))
    try await office.take("leads-1.csv", RoutingLifeTests.leads("p@a.com", "q@b.com"))
    try await office.take(
      "leads-crm.csv", "email,owner,vip\nv@v.com,a,yes\nw@w.com,a,yes\n")
    try await office.take("leads-2.csv", RoutingLifeTests.leads("r@c.com", "s@d.com"))
    #expect(try office.store.openHandoffs() == ["a": 2])
    #expect(await office.engine.load["a"]?.open == 2)
  }

  @Test(arguments: [
    (["a", "c"], ["d", "e", "b"]), (["c"], ["d", "e", "a"]), ([], ["c", "d", "e"]),
  ])
  func whoeverLeavesTheTurnGoesOn(_ leaving: [String], _ next: [String]) async throws {
    func rules(_ reps: [String]) -> String {
      let list = reps.map { "{ id: \($0) }" }.joined(separator: ", ")
      return RoutingLifeTests.rules("{ reps: [\(list)] }")
    }
    let all = ["a", "b", "c", "d", "e"]
    let office = try await Office(rules(all))
    try await office.take("leads-1.csv", RoutingLifeTests.leads("p@a.com", "q@b.com"))
    try await office.use(rules(all.filter { !leaving.contains($0) }))
    try await office.take("leads-2.csv", RoutingLifeTests.leads("r@c.com", "s@d.com", "t@e.com"))
    #expect(try office.owners("r@c.com", "s@d.com", "t@e.com") == next)
  }

  @Test func whoIsReleasedWaitsSinceItBecameMQL() async throws {
    let office = try await Office(
      RoutingLifeTests.rules("{ reps: [{ id: a, bandwidth: { open: 1 } }] }"))
    try await office.take("leads-1.csv", RoutingLifeTests.leads("p@a.com"))
    try await office.goOn(60)
    try await office.take("leads-2.csv", RoutingLifeTests.leads("q@b.com"))
    try await office.release("p@a.com")
    #expect(try office.owners("p@a.com", "q@b.com") == ["a", nil])
  }

  @Test func aTeamThatIsGoneWithItsRepsLeavesNobodyBehind() async throws {
    let office = try await Office(RoutingLifeTests.rules("{ reps: [{ id: a }] }"))
    try await office.take("leads-1.csv", RoutingLifeTests.leads("p@a.com"))
    let text = RoutingLifeTests.rules("{ reps: [{ id: b }] }")
      .replacing("sales:", with: "others:").replacing("to: sales", with: "to: others")
    try await office.use(text)
    #expect(try office.handoffs("p@a.com") == ["a 1 released", "b 2 open"])
  }
}
