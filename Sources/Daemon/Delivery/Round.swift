import LeadCore
import Logging
import Store

/// The deliveries to one endpoint. Each endpoint has a round and tasks of its own: none waits for
/// another.
struct Round: Sendable {
  let carrier: any Carrier
  let engine: Engine
  let bulletin: Bulletin
  let log: Logger
  /// Tells events of this store from those of any other.
  let book: String
  let bell = Bell()

  /// How long what is under way may still take when the service ends.
  static let grace: Duration = .seconds(3)
  private static let tick: Duration = .seconds(1)

  /// What a round knows while it is under way; all that lasts is in the store.
  private struct State {
    var health = Health()
    /// Entries that are under way, or of which it is not noted yet what became of them.
    var inFlight: Set<Int64> = []
    var parcels = 0
    /// Parcels that are sent out next.
    var waiting: ArraySlice<[Delivery]> = []
    var unnoted: [Tried] = []
    /// Whether the endpoint had been down and answers again.
    var isBack = false
    /// What this run has tried in vain.
    var tried: Set<Int64> = []
    var lastError: String?
    var random = SystemRandomNumberGenerator()
  }

  /// Delivers until the service ends.
  func run(isStopping: @Sendable () -> Bool) async {
    await withDiscardingTaskGroup { group in
      group.addTask { [bell] in
        while (try? await Task.sleep(for: Round.tick)) != nil { bell.ring() }
      }
      var state = State()
      var end: ContinuousClock.Instant?
      for await _ in bell.rings {
        do {
          try await note(&state)
          if !isStopping() {
            if try await engine.spread(to: carrier.endpoint) { bell.ring() }
            try await send(readyAt: engine.clock(), besides: [], &state, &group)
          }
          bulletin.isOver(storeTrouble)
        } catch {
          say("\(carrier.title): \(error)", about: storeTrouble)
        }
        guard isStopping() else { continue }
        let now = ContinuousClock().now
        let last = end ?? now + Round.grace
        end = last
        if state.parcels == 0 || now >= last { break }
      }
      group.cancelAll()
    }
  }

  /// Tries each delivery once, whatever it waits for; an endpoint that is down is left alone.
  func once() async throws {
    while try await engine.spread(to: carrier.endpoint) {}
    var state = State()
    var failure: (any Error)?
    await withDiscardingTaskGroup { group in
      bell.ring()
      for await _ in bell.rings {
        do {
          try await note(&state)
          if !state.health.isDown {
            let end = Instant(milliseconds: .max)
            try await send(readyAt: end, besides: state.tried, &state, &group)
          }
          if state.parcels == 0 { break }
        } catch {
          failure = error
          break
        }
      }
    }
    if let failure { throw failure }
    guard let error = state.lastError else { return }
    let standing = try await engine.endpointStandings().first { $0.name == carrier.endpoint.name }
    guard let left = standing?.pending, left > 0 else { return }
    log.warning("\(carrier.title): \(left) still to be delivered: \(error)")
  }

  /// Sends out what may be tried, as much as the endpoint is asked at once.
  private func send(
    readyAt end: Instant, besides: Set<Int64>, _ state: inout State,
    _ group: inout DiscardingTaskGroup
  ) async throws {
    let now = engine.clock()
    let room = state.health.room(besides: state.parcels, of: carrier.parcelsAtOnce, at: now)
    guard room > 0 else { return }
    if state.waiting.isEmpty {
      let besides = besides.union(state.inFlight)
      let ready = try await engine.ready(
        for: carrier.endpoint.name, at: end, limit: carrier.reach + besides.count)
      state.waiting = carrier.parcels(of: ready.filter { !besides.contains($0.entry.id) })[...]
    }
    for parcel in state.waiting.prefix(room) {
      state.waiting.removeFirst()
      state.inFlight.formUnion(parcel.map(\.entry.id))
      state.parcels += 1
      group.addTask { [carrier, bell, book] in
        let answer = await carrier.carry(parcel, book: book, now: now)
        // What was cut short comes again: nobody knows how far it went.
        if !Task.isCancelled { bell.bring(parcel, answer) }
      }
    }
  }

  /// Notes what became of what was sent out.
  private func note(_ state: inout State) async throws {
    let now = engine.clock()
    for (parcel, answer) in bell.take() {
      state.parcels -= 1
      judge(answer, at: now, &state)
      for delivery in parcel {
        let fate = answer.fate(of: delivery, at: now, using: &state.random)
        state.unnoted.append(Tried(entry: delivery.entry.id, at: now, fate: fate))
        if fate != .delivered { state.tried.insert(delivery.entry.id) }
        if case .dead(let error) = fate { giveUp(delivery, error) }
      }
    }
    guard !state.unnoted.isEmpty else { return }
    try await engine.note(state.unnoted, for: carrier.endpoint.name)
    state.inFlight.subtract(state.unnoted.map(\.entry))
    state.unnoted = []
    if state.isBack { try await engine.wake(carrier.endpoint.name) }
    state.isBack = false
  }

  /// Takes an answer for what it says of the endpoint, and says what changed.
  private func judge(_ answer: Answer, at now: Instant, _ state: inout State) {
    state.lastError = answer.error ?? state.lastError
    if case .unable(let why) = answer {
      say(why, about: carrier.title)
    } else {
      bulletin.isOver(carrier.title)
    }
    let hadFailed = state.health.failures > 0
    if answer.isAnswer {
      if hadFailed { log.info("\(carrier.title): it answers again") }
      if state.health.answered() { state.isBack = true }
      return
    }
    state.health.failed(at: now, using: &state.random)
    if !hadFailed, case .failed(let error, _) = answer {
      log.warning("\(carrier.title): \(error); it is tried again")
    }
  }

  private func giveUp(_ delivery: Delivery, _ error: String) {
    let entry = delivery.entry
    let lead = entry.lead.map { ", lead \($0)" } ?? ""
    let tries = delivery.tries == 0 ? "1 try" : "\(delivery.tries + 1) tries"
    log.error(
      """
      \(carrier.title): event \(entry.id) (\(entry.channel.event)\(lead)) is given up after \
      \(tries): \(error)
      """)
  }

  private var storeTrouble: String { carrier.title + " store" }

  private func say(_ sentence: String, about subject: String) {
    if bulletin.trouble(subject, sentence) { log.error("\(sentence)") }
  }
}
