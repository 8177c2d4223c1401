public import Diagnostics
import Foundation
public import LeadCore
public import Logging
public import RuleSource
import Synchronization

/// Follows the rulebook's files: whatever changes them, the service takes the new rulebook up
/// whole, or refuses it and goes on with the old one.
public final class RulebookWatch: Sendable {
  private let directory: String
  private let log: Logger
  private let state = Mutex(State())

  private struct State {
    /// What the files looked like when they were last read.
    var read = ""
    /// What they looked like at the last tick: a change is taken up when it has come to rest.
    var seen = ""
    var isAsked = false
  }

  public init(directory: String, log: Logger) {
    self.directory = directory
    self.log = log
    let now = signature()
    state.withLock {
      $0.read = now
      $0.seen = now
    }
  }

  /// Asks for the rulebook to be read again at the next tick (SIGHUP).
  public func reload() { state.withLock { $0.isAsked = true } }

  func follow(_ engine: Engine, _ notification: ServiceNotification) async throws {
    let now = signature()
    let isDue = state.withLock { state in
      let isDue = state.isAsked || (now != state.read && now == state.seen)
      state.seen = now
      if isDue {
        state.read = now
        state.isAsked = false
      }
      return isDue
    }
    guard isDue else { return }
    notification.reloading()
    defer { notification.ready() }
    var diagnostics = Diagnostics()
    guard let rules = readRulebook(directory, into: &diagnostics) else {
      let text = Renderer().render(diagnostics)
      log.error("the rulebook has errors; the old one goes on\n\(text)")
      return try await engine.noteRulebook(refused: text)
    }
    try await engine.use(rules)
    try await engine.noteRulebook()
    log.info("rulebook \(rules.version.prefix(12)) is in force")
  }

  /// Names, sizes and times of all files of the rulebook.
  private func signature() -> String {
    var parts: [String] = []
    for folder in [directory, directory + "/lists"] {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? [] {
        var status = stat()
        guard stat(folder + "/" + name, &status) == 0 else { continue }
        let changed = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        parts.append("\(name) \(status.st_ino) \(status.st_size) \(changed)")
      }
    }
    return parts.joined(separator: "\n")
  }
}

/// Reads a rules directory; nil where it has errors.
///
/// - Parameters:
///   - now: where it is given, what time has passed by is warned of too.
///   - lately: what has happened under it, for warnings; asked for once the rulebook has no errors.
public func readRulebook(
  _ directory: String, now: Instant? = nil, lately: (Rulebook) -> Lately = { _ in Lately() },
  into diagnostics: inout Diagnostics
) -> Rulebook? {
  let files = RuleFiles(directory: directory, into: &diagnostics)
  guard var rules = loadRulebook(files, now: now, lately: lately, into: &diagnostics)
  else { return nil }
  rules.version = sha256Hex(of: files.contents.flatMap { [Array($0.name.utf8) + [0], $0.bytes] })
  return rules
}
