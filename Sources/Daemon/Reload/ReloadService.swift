public import ServiceLifecycle
import UnixSignals

/// Has the rulebook read again whenever SIGHUP comes.
public struct ReloadService: Service {
  private let rulebook: RulebookWatch
  private let signals: UnixSignalsSequence

  /// From here on the signal ends nobody.
  public init(rulebook: RulebookWatch) async {
    self.rulebook = rulebook
    signals = await UnixSignalsSequence(trapping: .sighup)
  }

  public func run() async throws {
    for await _ in signals.cancelOnGracefulShutdown() { rulebook.reload() }
  }
}
