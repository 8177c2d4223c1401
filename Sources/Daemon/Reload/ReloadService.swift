public import ServiceLifecycle
import UnixSignals

/// Has the rulebook read again whenever SIGHUP comes.
public struct ReloadService: Service {
  private let rulebook: RulebookWatch

  public init(rulebook: RulebookWatch) { self.rulebook = rulebook }

  public func run() async throws {
    let signals = await UnixSignalsSequence(trapping: .sighup)
    for await _ in signals.cancelOnGracefulShutdown() { rulebook.reload() }
  }
}
