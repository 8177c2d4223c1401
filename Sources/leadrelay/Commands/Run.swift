import ArgumentParser
import Daemon
import Foundation
import LeadCore
import Logging
import ServiceLifecycle
import StoreSQLite
import UnixSignals

/// `leadrelay run`: the daemon, in the foreground.
struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the daemon, in the foreground.",
    discussion: """
      Watches DATA/inbox, takes in what is dropped there, does what comes due and delivers. \
      SIGTERM ends it in good order, SIGHUP reads the rulebook again; a change of a rules file is \
      noticed by itself.
      """)

  @OptionGroup var options: Options

  @Flag(help: "Do what is due, the inbox and each delivery once, then end.")
  var once = false

  @OptionGroup var now: NowOption

  func validate() throws {
    if now.time != nil && !once { throw ValidationError("--now goes with --once.") }
  }

  func run() async throws {
    let configuration = try loadConfiguration(options, checking: true)
    // What changes while the rules are read has them read again.
    let rulebook = RulebookWatch(directory: configuration.rules, log: makeLog())
    let rules = try loadRules(configuration)
    let pretended = now.time?.instant
    let clock: @Sendable () -> Instant = { pretended ?? systemNow() }
    let data = DataDirectory(configuration.data)
    try data.prepare()
    guard let lock = try InstanceLock(data) else {
      throw Failure(.locked, "another instance has \(configuration.data)")
    }
    do {
      try await begin(configuration, rules, rulebook, data, clock)
    } catch let failure as SQLiteFailure where DiskRoom.isFull(data.path) {
      throw Failure(.inputOutput, "\(NoRoom(data)) (\(failure))")
    }
    withExtendedLifetime(lock) {}
  }

  private func begin(
    _ configuration: Configuration, _ rules: Rulebook, _ rulebook: RulebookWatch,
    _ data: DataDirectory,
    _ clock: @escaping @Sendable () -> Instant
  ) async throws {
    if once {
      let troubles = try await work(once: configuration, rules, data, clock)
      // The log has said them.
      if !troubles.isEmpty {
        throw Failure(.inputOutput, "not everything in \(data.inbox) could be dealt with")
      }
    } else {
      try await serve(configuration, rules, rulebook, data, clock)
    }
  }

  private func serve(
    _ configuration: Configuration, _ rules: Rulebook, _ rulebook: RulebookWatch,
    _ data: DataDirectory,
    _ clock: @escaping @Sendable () -> Instant
  ) async throws {
    let log = makeLog()
    let notification = ServiceNotification(environment: ProcessInfo.processInfo.environment)
    let stopping = StopFlag()
    let store = try SQLiteStore(path: data.store)
    let engine = try await Engine(store: store, rules: rules, clock: clock)
    try await engine.noteRulebook()
    let relay = Relay(
      engine: engine, data: data, settle: configuration.settle, batch: configuration.batch,
      log: log, isStopping: { stopping.isSet }, beat: { notification.alive() })
    let courier = try await Courier(
      configuration, relay, environment: ProcessInfo.processInfo.environment)
    let daemon = DaemonService(
      relay: relay, rulebook: rulebook, notification: notification, stopping: stopping,
      clock: clock)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [
          .init(service: daemon, successTerminationBehavior: .gracefullyShutdownGroup),
          .init(service: await ReloadService(rulebook: rulebook)),
          .init(service: courier),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: log))
    try await group.run()
  }
}
