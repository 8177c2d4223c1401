import LeadCore
import Store
import StoreSQLite
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// A carrier that answers as it is told, and remembers what it was given.
private final class Told: Carrier {
  let endpoint = Endpoint(name: "told", channels: [.handoffs])
  let title = "told"
  let parcelsAtOnce = 8
  let reach = 20
  private let answer: @Sendable (OutboxEntry) -> Answer
  private let tried = Mutex<[(entry: OutboxEntry, answer: Answer)]>([])

  init(_ answer: @escaping @Sendable (OutboxEntry) -> Answer) { self.answer = answer }

  var tries: [(entry: OutboxEntry, answer: Answer)] { tried.withLock { $0 } }

  func parcels(of ready: [Delivery]) -> [[Delivery]] { ready.map { [$0] } }

  func carry(_ parcel: [Delivery], book: String, now: Instant) async -> Answer {
    let entry = parcel[0].entry
    return tried.withLock { tried in
      let answer = answer(entry)
      tried.append((entry, answer))
      return answer
    }
  }
}

/// The rounds of deliveries, on a virtual clock.
struct RoundTests {
  @Test func aFailedDeliveryWaitsForItsTime() async throws {
    let post = try await PostOffice()
    let isUp = Mutex(false)
    let carrier = Told { _ in isUp.withLock { $0 } ? .taken : .failed("503") }
    let round = try await post.round(carrier)
    let stop = StopFlag()
    let running = Task { await round.run { stop.isSet } }
    try post.write([1])
    for tries in 1...3 {
      round.bell.ring()
      #expect(try await comes { carrier.tries.count == tries })
      #expect(try await comes { try post.standing(carrier).nextTry != nil })
      let next = try await noted(tries, post, carrier)
      let longest = Backoff.most(after: tries)
      #expect(next >= post.clock.now && next <= post.clock.now + longest)
      guard next > post.clock.now else { break }
      post.clock.set(next - Interval(milliseconds: 1))
      round.bell.ring()
      // The round has looked at it by the time it hears this.
      _ = try await post.engine.spread(to: carrier.endpoint)
      #expect(carrier.tries.count == tries, "it is not tried too soon")
      if tries == 3 { isUp.withLock { $0 = true } }
      post.clock.set(next)
    }
    round.bell.ring()
    #expect(try await comes { try post.standing(carrier).pending == 0 })
    stop.set()
    round.bell.ring()
    await running.value
    #expect(
      post.said.all == ["warning: told: 503; it is tried again", "info: told: it answers again"])
  }

  /// When the next try is, once so many are noted.
  private func noted(_ tries: Int, _ post: PostOffice, _ carrier: Told) async throws -> Instant {
    let end = Instant(milliseconds: .max)
    func now() throws -> Delivery? {
      try post.store.ready(for: carrier.endpoint.name, at: end, limit: 1).first
    }
    #expect(try await comes { try now()?.tries == tries })
    return try #require(try post.standing(carrier).nextTry)
  }

  @Test func anEndpointThatIsDownIsAskedByOneAtATime() async throws {
    let post = try await PostOffice()
    let carrier = Told { _ in .failed("refused") }
    try await post.round(carrier).once()
    try post.write((1...100).map { $0 })
    try await post.round(carrier).once()
    // Those that were under way when it turned out to be down, and no more.
    #expect(carrier.tries.count >= Health.patience && carrier.tries.count < 20)
    #expect(try post.standing(carrier).pending == 100)
    #expect(post.said.all.last == "warning: told: 100 still to be delivered: refused")
  }

  @Test func whatWeCannotDoIsTroubleAndNeverGivenUp() async throws {
    let post = try await PostOffice()
    let isThere = Mutex(false)
    let carrier = Told { _ in isThere.withLock { $0 } ? .taken : .unable("no program") }
    try await post.round(carrier).once()
    try post.write([1])
    for _ in 0..<30 {
      try await post.round(carrier).once()
      post.clock.set(post.clock.now + .days(1))
    }
    #expect(carrier.tries.count == 30)
    #expect(post.bulletin.troubles == ["no program"])
    #expect(post.said.all.count { $0 == "error: no program" } == 1)
    isThere.withLock { $0 = true }
    try await post.round(carrier).once()
    #expect(post.bulletin.troubles.isEmpty)
    #expect(try post.standing(carrier) == EndpointStanding(name: "told"))
  }

  /// Random events of a few leads, an endpoint of moods, a new start before every round.
  @Test(arguments: 1...12) func nothingIsLostAndEachLeadHasItsOrder(seed: UInt64) async throws {
    let post = try await PostOffice()
    let moods = Mutex((random: SplitMix64(seed: seed), bad: 50))
    let carrier = Told { entry in
      moods.withLock { moods in
        guard moods.random.chance(moods.bad) else { return .taken }
        return moods.random.pick([
          .failed("503"), .failed("429", retryAfter: .hours(2)), .refused("404"), .gone("410"),
          .unable("no secret"),
        ])
      }
    }
    var random = SplitMix64(seed: seed &+ 1_000)
    try await post.round(carrier).once()
    var written = 0
    for step in 0..<80 {
      moods.withLock { $0.bad = step < 60 ? random.pick([0, 20, 60, 100]) : 0 }
      if step < 60 {
        let leads: [Int64?] = (0..<random.below(6)).map { _ in
          random.chance(10) ? nil : Int64(random.below(4)) + 1
        }
        if !leads.isEmpty { try post.write(leads) }
        written += leads.count
      }
      post.clock.set(post.clock.now + .minutes(Int64(random.below(600))))
      try await post.round(carrier).once()
    }
    let dead = Set(try post.store.deadLetters(of: nil, limit: .max).map(\.entry.id))
    let tries = carrier.tries
    let taken = tries.filter { $0.answer == .taken }.map(\.entry.id)
    #expect(Set(taken).count == taken.count, "what was taken does not come again")
    #expect(Set(taken).isDisjoint(with: dead))
    #expect(Set(taken).union(dead).count == written && written > 50)
    #expect(try post.standing(carrier).pending == 0)
    for lead in 1...4 {
      let ids = tries.filter { $0.entry.lead == Int64(lead) }.map(\.entry.id)
      #expect(ids == ids.sorted(), "lead \(lead) of seed \(seed): \(ids)")
    }
  }
}
