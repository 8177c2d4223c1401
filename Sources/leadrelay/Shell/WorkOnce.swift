import Daemon
import Foundation
import LeadCore
import Logging
import StoreSQLite

/// What `run --once` does, for the commands too that take a single record in. Returns what could
/// not be done.
///
/// - Parameter delivers: whether endpoints are tried, beside the files of the outbox.
func work(
  once configuration: Configuration, _ rules: Rulebook, _ data: DataDirectory,
  _ clock: @escaping @Sendable () -> Instant, delivers: Bool = true, log: Logger = makeLog()
) async throws -> [String] {
  let store = try SQLiteStore(path: data.store)
  let engine = try await Engine(store: store, rules: rules, clock: clock)
  try await engine.noteRulebook()
  let relay = Relay(
    engine: engine, data: data, settle: configuration.settle, batch: configuration.batch,
    log: log)
  let environment = ProcessInfo.processInfo.environment
  let courier =
    delivers ? try await Courier(configuration, relay, environment: environment) : nil
  try await relay.settleLedger()
  let troubles = try await relay.once()
  try await courier?.once()
  try store.close()
  return troubles
}
