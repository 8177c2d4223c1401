import Daemon
import LeadCore
import Logging

/// Takes the inbox in as `run --once` does, without its log: the command says itself what came of
/// its record. Nobody waits for endpoints here; they are told by the next run. False where a daemon
/// has the data, and does it.
func takeInAtOnce(_ configuration: Configuration, _ rules: Rulebook) async throws -> Bool {
  let data = DataDirectory(configuration.data)
  guard let lock = try InstanceLock(data) else { return false }
  var configuration = configuration
  configuration.settle = .zero
  _ = try await work(
    once: configuration, rules, data, systemNow, delivers: false,
    log: Logger(label: "leadrelay") { _ in SwiftLogNoOpLogHandler() })
  withExtendedLifetime(lock) {}
  return true
}
