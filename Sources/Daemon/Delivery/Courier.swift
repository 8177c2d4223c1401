import LeadCore
import Logging
public import ServiceLifecycle
import Store

/// Delivers over the network and by mail, beside the work of the service: however an endpoint does,
/// neither intake nor the other endpoints wait for it.
public struct Courier: Service {
  private let configuration: Configuration
  private let relay: Relay
  private let environment: [String: String]
  /// Tells events of this store from those of any other.
  private let book: String
  private let stopping = StopFlag()

  /// How long an endpoint that is taken out of the configuration keeps its place: put back sooner,
  /// it gets what was written meanwhile.
  static let memory = Interval.days(7)

  /// Makes the endpoints known to the store.
  ///
  /// - Parameter environment: `SSL_CERT_FILE` names the authorities to trust in place of the
  ///   system's.
  public init(
    _ configuration: Configuration, _ relay: Relay, environment: [String: String]
  ) async throws {
    self.configuration = configuration
    self.relay = relay
    self.environment = environment
    let endpoints =
      configuration.webhooks.map(\.endpoint) + (configuration.mail == nil ? [] : [Mail.endpoint])
    let gone = try await relay.engine.meet(endpoints, memory: Courier.memory)
    for (name, count) in gone.sorted(by: { $0.key < $1.key }) {
      relay.log.warning(
        "\(Webhook.shown(name)): \(count) events older than 7 days are not sent any more")
    }
    book = endpoints.isEmpty ? "" : try await relay.engine.bookID()
  }

  public func run() async throws {
    await withRounds { rounds in
      await withGracefulShutdownHandler {
        await withDiscardingTaskGroup { group in
          for round in rounds {
            group.addTask { [stopping] in await round.run { stopping.isSet } }
          }
          // A service that ends before it is asked to ends all others.
          if rounds.isEmpty { try? await gracefulShutdown() }
        }
      } onGracefulShutdown: {
        stopping.set()
        for round in rounds { round.bell.ring() }
      }
    }
  }

  /// Tries every delivery once.
  public func once() async throws {
    try await withRounds { rounds in
      try await withThrowingDiscardingTaskGroup { group in
        for round in rounds { group.addTask { try await round.once() } }
      }
    }
  }

  /// Lends a round for each endpoint, and the client that webhooks share.
  private func withRounds(
    _ body: ([Round]) async throws -> Void
  ) async rethrows {
    let client = configuration.webhooks.isEmpty ? nil : WebhookClient(environment: environment)
    var carriers: [any Carrier] = []
    if let client { carriers += configuration.webhooks.map { WebhookCarrier($0, client) } }
    if let mail = configuration.mail {
      carriers.append(MailCarrier(mail, relay.engine, relay.log))
    }
    let rounds = carriers.map {
      Round(
        carrier: $0, engine: relay.engine, bulletin: relay.bulletin, log: relay.log, book: book)
    }
    do {
      try await body(rounds)
    } catch {
      await client?.close()
      throw error
    }
    await client?.close()
  }
}
