import LeadCore
import Store
import Testing

@testable import StoreSQLite

/// What is on its way to endpoints, and in which order it may go.
struct DeliveryTests {
  private let hook = Endpoint(name: "https://a.example/", channels: [.handoffs, .withdrawn])
  private let other = Endpoint(name: "mail", channels: Set(OutboxEntry.Channel.allCases))
  private let store: SQLiteStore

  init() throws {
    store = try SQLiteStore.inMemory()
    // The past is nobody's business.
    try write((9, .handoffs, 1))
    _ = try store.meet([hook, other], horizon: at(0), latest: at(.max))
  }

  /// Writes entries of these leads, in one commit.
  private func write(
    _ entries: (lead: Int64?, channel: OutboxEntry.Channel, at: Int64)...
  ) throws {
    var change = Changes()
    let commit = try store.lastIDs().commit + 1
    change.outbox = entries.map {
      OutboxEntry(
        commit: commit, lead: $0.lead, channel: $0.channel, address: "jim",
        payload: "{\"a\":\"\0\"}",
        at: at($0.at))
    }
    try store.commit(change)
  }

  private func ready(_ endpoint: Endpoint? = nil, at now: Int64 = 1_000, limit: Int = 100) throws
    -> [Int64]
  {
    try store.ready(for: (endpoint ?? hook).name, at: at(now), limit: limit).map(\.entry.id)
  }

  private func note(_ entry: Int64, _ fate: Tried.Fate, at now: Int64 = 1_000) throws {
    try store.note([Tried(entry: entry, at: at(now), fate: fate)], for: hook.name)
  }

  private func standing(_ endpoint: Endpoint) throws -> EndpointStanding {
    try #require(try store.endpointStandings().first { $0.name == endpoint.name })
  }

  @Test func anEndpointGetsWhatIsWrittenFromThenOnAndWhatItAskedFor() throws {
    try write((1, .handoffs, 10), (2, .nurture, 10), (nil, .alerts, 10), (3, .withdrawn, 10))
    #expect(try ready().isEmpty, "not yet on its way")
    #expect(try !store.spread(to: hook, limit: 100))
    #expect(try !store.spread(to: other, limit: 100))
    #expect(try ready() == [2, 5])
    #expect(try ready(other) == [2, 3, 4, 5])
    let delivery = try #require(try store.ready(for: hook.name, at: at(10), limit: 1).first)
    #expect(delivery.entry.lead == 1 && delivery.entry.payload == "{\"a\":\"\0\"}")
    #expect(delivery.tries == 0 && delivery.firstTry == nil)
    #expect(try !store.spread(to: hook, limit: 100), "nothing is put on its way twice")
    #expect(try ready() == [2, 5])
  }

  @Test func spreadsPieceByPiece() throws {
    for lead in 1...5 { try write((Int64(lead), .handoffs, 10)) }
    #expect(try store.spread(to: hook, limit: 2))
    #expect(try ready() == [2, 3])
    #expect(try store.spread(to: hook, limit: 2))
    #expect(try !store.spread(to: hook, limit: 2))
    #expect(try ready() == [2, 3, 4, 5, 6])
    #expect(try ready(limit: 2) == [2, 3])
  }

  @Test func entriesOfALeadGoOneAfterTheOther() throws {
    try write((1, .handoffs, 10), (1, .withdrawn, 10), (2, .handoffs, 20), (nil, .handoffs, 30))
    try write((1, .handoffs, 40), (nil, .handoffs, 50))
    _ = try store.spread(to: hook, limit: 1)
    _ = try store.spread(to: hook, limit: 100)
    #expect(try ready() == [2, 4, 5, 7])
    try note(2, .again(at: at(5_000), error: "503"))
    #expect(try ready() == [4, 5, 7], "the others of lead 1 wait")
    #expect(try ready(at: 5_000).contains(2))
    let again = try #require(
      try store.ready(for: hook.name, at: at(5_000), limit: 9).first { $0.entry.id == 2 })
    #expect(again.tries == 1 && again.firstTry == at(1_000))
    try note(2, .delivered, at: 5_000)
    #expect(try ready(at: 5_000) == [4, 5, 7, 3])
    try note(3, .dead(error: "404"), at: 6_000)
    #expect(try ready(at: 6_000) == [4, 5, 7, 6], "what is dead holds nothing up")
    for entry in [4, 5, 6, 7] { try note(Int64(entry), .delivered) }
    #expect(try ready(at: .max).isEmpty)
    try write((1, .handoffs, 60))
    _ = try store.spread(to: hook, limit: 100)
    #expect(try ready() == [8])
  }

  @Test func endpointsDoNotKnowOfEachOther() throws {
    try write((1, .handoffs, 10), (1, .withdrawn, 10))
    for endpoint in [hook, other] { _ = try store.spread(to: endpoint, limit: 100) }
    try note(2, .delivered)
    #expect(try ready() == [3])
    #expect(try ready(other) == [2])
  }

  @Test func whatWasGivenUpIsListedAndSentAgainInOrder() throws {
    try write((1, .handoffs, 10), (1, .withdrawn, 11), (2, .handoffs, 12))
    _ = try store.spread(to: hook, limit: 100)
    try note(2, .again(at: at(1_500), error: "503"), at: 1_000)
    try note(2, .dead(error: "404"), at: 2_000)
    try note(3, .dead(error: "410"), at: 3_000)
    let letters = try store.deadLetters(of: nil, limit: 9)
    #expect(letters.map(\.entry.id) == [3, 2])
    #expect(letters.map(\.tries) == [1, 2] && letters.map(\.error) == ["410", "404"])
    #expect(letters[0].endpoint == hook.name && letters[0].at == at(3_000))
    #expect(try store.deadLetters(of: nil, limit: 1).count == 1)
    var wanted = EndpointStanding(name: hook.name)
    (wanted.pending, wanted.dead, wanted.oldest, wanted.nextTry) = (1, 2, at(12), at(12))
    #expect(try standing(hook) == wanted)

    #expect(try store.deadLetters(of: 3, limit: 9).map(\.entry.id) == [3])
    #expect(try store.deadLetters(of: 99, limit: 9).isEmpty)
    for entry in [99, nil] as [Int64?] {
      #expect(try store.deadLetters(of: nil, limit: 9).count == 2)
      var change = Changes()
      change.revivals = [Revival(entry: entry, at: at(4_000))]
      #expect(!change.isEmpty)
      try store.commit(change)
    }
    #expect(try store.deadLetters(of: nil, limit: 9).isEmpty)
    #expect(try ready(at: 4_000) == [4, 2])
    try note(2, .delivered, at: 5_000)
    #expect(try ready(at: 5_000) == [4, 3])
    let revived = try store.ready(for: hook.name, at: at(5_000), limit: 9)[1]
    #expect(revived.tries == 0 && revived.firstTry == nil)
  }

  @Test func whatWaitsForAnotherTryIsWokenWhenTheEndpointAnswers() throws {
    try write((1, .handoffs, 10), (2, .handoffs, 10), (1, .withdrawn, 10))
    _ = try store.spread(to: hook, limit: 100)
    try note(2, .again(at: at(900_000), error: "503"))
    try note(3, .dead(error: "404"))
    #expect(try standing(hook).error == "503")
    #expect(try ready().isEmpty)
    try store.wake(hook.name, at: at(2_000))
    #expect(try ready(at: 2_000) == [2], "neither the dead nor what waits for its turn")
  }

  @Test func nothingWaitsForAClockThatWasWrong() throws {
    try write((1, .handoffs, 10), (2, .handoffs, 10))
    _ = try store.spread(to: hook, limit: 100)
    try note(2, .again(at: at(900_000_000), error: "503"))
    try note(3, .again(at: at(3_000), error: "503"))
    _ = try store.meet([hook, other], horizon: at(0), latest: at(5_000))
    #expect(try ready(at: 2_999).isEmpty)
    #expect(try ready(at: 5_000) == [3, 2])
  }

  @Test func anEndpointKeepsItsPlaceForAWhile() throws {
    try write((1, .handoffs, 10))
    _ = try store.spread(to: hook, limit: 100)
    #expect(try store.meet([other], horizon: at(5), latest: at(.max)).isEmpty)
    try write((2, .handoffs, 20), (3, .nurture, 20))
    try write((4, .handoffs, 90))
    // Back in time: nothing is lost.
    #expect(try store.meet([hook, other], horizon: at(5), latest: at(.max)).isEmpty)
    _ = try store.spread(to: hook, limit: 1)
    #expect(try ready() == [2, 3])
    // Back too late: what is older than the horizon is not sent; what was on its way is.
    #expect(try store.meet([hook, other], horizon: at(50), latest: at(.max)) == [other.name: 3])
    _ = try store.spread(to: hook, limit: 100)
    #expect(try ready() == [2, 3, 5])
    // Gone for good: what waits is let go in the end.
    #expect(try store.meet([other], horizon: at(50), latest: at(.max)) == [hook.name: 2])
    #expect(try ready() == [5])
    #expect(try store.meet([], horizon: at(.max), latest: at(.max)) == [hook.name: 1])
    #expect(try standing(hook).pending == 0)
  }

  /// Deliveries are noted while a file is taken in. Whether its last batch was written concerns
  /// only the one who goes on with the next.
  @Test func aCommitBehindThatFailsIsToldToWhoDecides() throws {
    let scratch = try Scratch()
    let file = try SQLiteStore(path: scratch.database)
    _ = try file.meet([hook], horizon: at(0), latest: at(.max))
    try file.commit(changes(adding: plainLead(1)))
    try file.commitBehind(changes(adding: plainLead(1, email: "other@example.com")))
    _ = try file.meet([hook], horizon: at(0), latest: at(.max))
    #expect(try !file.spread(to: hook, limit: 9))
    #expect(try file.ready(for: hook.name, at: at(9), limit: 9).isEmpty)
    try file.wake(hook.name, at: at(9))
    try file.note([Tried(entry: 1, at: at(9), fate: .delivered)], for: hook.name)
    #expect(throws: SQLiteFailure.self) { try file.commit(changes(adding: plainLead(2))) }
    try file.commit(changes(adding: plainLead(2)))
  }

  @Test func allOfItSurvivesARestart() throws {
    let scratch = try Scratch()
    var file = try SQLiteStore(path: scratch.database)
    _ = try file.meet([hook], horizon: at(0), latest: at(.max))
    var change = Changes()
    change.outbox = (1...3).map {
      OutboxEntry(
        commit: 1, lead: $0, channel: .handoffs, address: "", payload: "{}", at: at(1))
    }
    try file.commit(change)
    _ = try file.spread(to: hook, limit: 9)
    try file.note(
      [
        Tried(entry: 1, at: at(5), fate: .delivered),
        Tried(entry: 2, at: at(5), fate: .again(at: at(99), error: "503")),
        Tried(entry: 3, at: at(5), fate: .dead(error: "404")),
      ], for: hook.name)
    try file.close()
    file = try SQLiteStore(path: scratch.database)
    _ = try file.meet([hook], horizon: at(0), latest: at(.max))
    #expect(try !file.spread(to: hook, limit: 9))
    let left = try file.ready(for: hook.name, at: at(99), limit: 9)
    #expect(left.map(\.entry.id) == [2] && left[0].tries == 1 && left[0].firstTry == at(5))
    #expect(try file.ready(for: hook.name, at: at(98), limit: 9).isEmpty)
    #expect(try file.deadLetters(of: nil, limit: 9).map(\.entry.id) == [3])
  }
}
