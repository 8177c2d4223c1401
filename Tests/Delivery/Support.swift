import Diagnostics
import Foundation
import LeadCore
import Logging
import RuleSource
import Store
import StoreSQLite
import Synchronization
import Testing

@testable import Daemon

/// A log that a test can read.
final class Said: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }
  var log: Logger { Logger(label: "test") { _ in Handler(said: self) } }

  private struct Handler: LogHandler {
    let said: Said
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      said.lines.withLock { $0.append("\(event.level): \(event.message)") }
    }
  }
}

/// A store with an outbox, an engine beside it and a clock that is moved by hand.
final class PostOffice {
  let folder: URL
  let store: SQLiteStore
  let clock = VirtualClock(Instant(milliseconds: 1_772_445_600_000))
  let engine: Engine
  let bulletin: Bulletin
  let said = Said()

  init(rules: String = "") async throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "leadrelay-post-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    bulletin = Bulletin(DataDirectory(folder.path))
    store = try SQLiteStore.inMemory()
    var diagnostics = Diagnostics()
    let files = RuleFiles(files: [SourceFile(name: "rules.yaml", text: rules)])
    let book = try #require(loadRulebook(files, into: &diagnostics), "\(diagnostics.sorted)")
    engine = try await Engine(store: store, rules: book) { [clock] in clock.now }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func round(_ carrier: any Carrier) async throws -> Round {
    _ = try await engine.meet([carrier.endpoint], memory: Courier.memory)
    return Round(
      carrier: carrier, engine: engine, bulletin: bulletin, log: said.log, book: "b1")
  }

  /// Writes entries of leads, in one commit.
  func write(
    _ leads: [Int64?], _ channel: OutboxEntry.Channel = .handoffs, payload: String = "{}"
  ) throws {
    var change = Changes()
    let commit = try store.lastIDs().commit + 1
    change.outbox = leads.map {
      OutboxEntry(
        commit: commit, lead: $0, channel: channel, address: "jim", payload: payload,
        at: clock.now)
    }
    try store.commit(change)
  }

  func standing(_ carrier: any Carrier) throws -> EndpointStanding {
    try #require(try store.endpointStandings().first { $0.name == carrier.endpoint.name })
  }
}

/// Waits till something holds that other tasks bring about; for so many looks, not so many seconds:
/// tests that keep all threads busy hold up those tasks and this one alike.
func comes(_ holds: () throws -> Bool) async throws -> Bool {
  for _ in 0..<50_000 {
    if try holds() { return true }
    try await Task.sleep(for: .milliseconds(5))
  }
  return false
}
