import Foundation
import Logging

/// The log: standard error, one line a message; under systemd with the priority that journald
/// reads.
func makeLog() -> Logger {
  let isJournal = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil
  return Logger(label: "leadrelay") { _ in LineLog(isJournal: isJournal) }
}

/// A line a message, as `warning: …`, or `<4>…` for journald (sd-daemon(3)).
struct LineLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info
  let isJournal: Bool

  init(isJournal: Bool) { self.isJournal = isJournal }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = "\(event.message)"
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      warn(isJournal ? "<\(priority(event.level))>\(line)\n" : "\(event.level): \(line)\n")
    }
  }

  private func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }
}
