import Daemon
import LeadCore
import Logging
import StoreSQLite

/// Takes the inbox in as `run --once` does, without its log: the command says itself what came of
/// its record. False where a daemon has the data, and does it.
func takeInAtOnce(_ configuration: Configuration, _ rules: Rulebook) async throws -> Bool {
  let data = DataDirectory(configuration.data)
  guard let lock = try InstanceLock(data) else { return false }
  let store = try SQLiteStore(path: data.store)
  let engine = try await Engine(store: store, rules: rules, clock: systemNow)
  try await engine.noteRulebook()
  let relay = Relay(
    engine: engine, data: data, settle: .zero, batch: configuration.batch,
    log: Logger(label: "leadrelay") { _ in SwiftLogNoOpLogHandler() })
  try await relay.settleLedger()
  try await relay.once()
  try store.close()
  withExtendedLifetime(lock) {}
  return true
}
