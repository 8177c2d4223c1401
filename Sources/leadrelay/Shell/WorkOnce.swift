import Daemon
import LeadCore
import Logging
import StoreSQLite

/// What `run --once` does, for the commands too that take a single record in.
func work(
  once configuration: Configuration, _ rules: Rulebook, _ data: DataDirectory,
  _ clock: @escaping @Sendable () -> Instant, log: Logger = makeLog()
) async throws {
  let store = try SQLiteStore(path: data.store)
  let engine = try await Engine(store: store, rules: rules, clock: clock)
  try await engine.noteRulebook()
  let relay = Relay(
    engine: engine, data: data, settle: configuration.settle, batch: configuration.batch,
    log: log)
  try await relay.settleLedger()
  try await relay.once()
  try store.close()
}
