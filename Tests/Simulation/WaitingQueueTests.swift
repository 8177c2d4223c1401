import LeadCore
import Testing

@testable import Daemon

/// Who is served when, and that nobody is forgotten in line.
@Suite struct WaitingQueueTests {
  private var load: Load
  private var queue = WaitingQueue()
  private let now = Instant(milliseconds: 1_772_442_000_000)

  init() throws {
    let book = try Office.book(
      RoutingLifeTests.rules(
        "{ bandwidth: { open: 1 }, reps: [{ id: a }] }",
        routing: "{ name: All, to: sales, keep_owner: lead }, { name: Other, to: other }"
      ).replacing("routing:", with: "  other: { reps: [{ id: z }] }\nrouting:"))
    load = Load(book, now: now)
  }

  private mutating func put(_ lead: Int64, _ routes: [Int] = [0], owner: String? = nil) {
    var state = LeadState(id: lead, since: now, createdAt: now)
    state.stage = .mql
    state.waitingSince = now + .minutes(lead)
    queue.put(state, RoutingKey(routes: routes), keeping: .init(owner: owner), load)
  }

  private mutating func next() -> String? {
    queue.next(&load, AccountOwners(), now: now).map { lead, assignment in
      load.take(assignment, now: now)
      return "\(lead) to \(assignment.rep)"
    }
  }

  private mutating func free(_ rep: String) {
    load.release(rep: rep, now: now)
    queue.unblock(rep, load, AccountOwners())
  }

  @Test mutating func theLongestWaitIsServedFirst() {
    for lead in [3, 1, 2] { put(Int64(lead)) }
    #expect(next() == "1 to a")
    #expect(next() == nil)
    put(0)
    #expect(next() == nil)
    free("a")
    #expect(next() == "0 to a")
    #expect(queue.count == 2)
  }

  @Test mutating func aLineGoesOnWithoutItsFirst() {
    for lead in 1...4 { put(Int64(lead)) }
    #expect(next() == "1 to a")
    #expect(next() == nil)
    free("a")
    queue.remove(2)
    queue.remove(3)
    #expect(next() == "4 to a")
  }

  @Test mutating func aLeadMayChangeLines() {
    put(1)
    #expect(next() == "1 to a")
    put(2)
    put(3)
    #expect(next() == nil)
    put(2, [1])
    #expect(next() == "2 to z")
    put(3, [])
    free("a")
    #expect(next() == nil)
    put(3, [0])
    #expect(next() == "3 to a")
  }

  @Test mutating func anOwnerElsewhereServesWhoeverIsInLine() {
    for lead in 1...3 { put(Int64(lead)) }
    put(4, owner: "z")
    put(5, owner: "a")
    #expect(next() == "1 to a")
    #expect(next() == "4 to z", "in a line that is blocked")
    #expect(next() == nil)
    free("a")
    #expect(next() == "2 to a", "whoever came first, though 5 was a's")
  }
}
