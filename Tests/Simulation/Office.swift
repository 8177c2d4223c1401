import Diagnostics
import Intake
import LeadCore
import RuleSource
import Store
import StoreSQLite
import Testing

@testable import Daemon

/// An engine with a clock that is moved by hand and a store in memory.
final class Office {
  let store: SQLiteStore
  let clock: VirtualClock
  private(set) var engine: Engine
  private(set) var rules: Rulebook
  private var files = 0

  init(_ rules: String, now: String = "2026-03-02T09:00:00Z") async throws {
    self.rules = try Office.book(rules)
    store = try SQLiteStore.inMemory()
    let clock = VirtualClock(try #require(Instant(written: now)))
    self.clock = clock
    engine = try await Engine(store: store, rules: self.rules, clock: { clock.now })
  }

  static func book(_ text: String) throws -> Rulebook {
    var diagnostics = Diagnostics()
    let files = RuleFiles(files: [SourceFile(name: "rules.yaml", text: text)])
    let book = loadRulebook(files, into: &diagnostics)
    var rules = try #require(book, "\(Renderer().render(diagnostics))\(text)")
    rules.version = sha256Hex(of: [Array(text.utf8)])
    return rules
  }

  var now: Instant { clock.now }

  /// The program ends without a word, and is started again.
  func crash() async throws {
    let clock = clock
    engine = try await Engine(store: store, rules: rules, clock: { clock.now })
  }

  func use(_ text: String) async throws {
    rules = try Office.book(text)
    try await engine.use(rules)
  }

  /// Takes a file in, rows at a time in one transaction.
  func take(_ name: String, _ text: String, rowsAtOnce: Int = 1_000) async throws {
    files += 1
    try await engine.take(name: name, text, number: files, rowsAtOnce: rowsAtOnce)
  }

  func goOn(_ minutes: Int64) async throws {
    try await engine.goOn(to: clock.now + .minutes(minutes), clock)
  }

  func goOn(to time: String) async throws {
    try await engine.goOn(to: try #require(Instant(written: time)), clock)
  }

  func serve() async throws { try await engine.serveQueue() }

  func lead(_ email: String) throws -> StoredLead {
    let id = try #require(try store.leadIDs(of: [Identity(kind: "email", value: email)])[0])
    return try #require(try store.lead(id))
  }

  func owner(_ email: String) throws -> String? { try lead(email).state.owner }

  func owners(_ emails: String...) throws -> [String?] { try emails.map { try owner($0) } }

  /// The alerts sent so far.
  func alerts() throws -> [String] {
    try store.undelivered(limit: 1_000).filter { $0.channel == .alerts }.map(\.payload)
  }

  /// How a lead's handoffs went: the reps, with how each ended.
  func handoffs(_ email: String) throws -> [String] {
    try store.handoffs(of: try lead(email).state.id).map { handoff in
      "\(handoff.rep) \(handoff.cycle) \(handoff.ended?.rawValue ?? "open")"
    }
  }

  /// Its rep gives a lead back.
  func release(_ email: String) async throws {
    try await engine.release(try lead(email).state.id)
  }

  /// The CRM says whose lead it is.
  func own(_ email: String, by rep: String) async throws {
    try await engine.own(try lead(email).state.id, by: rep)
  }
}

extension Engine {
  func take(name: String, _ text: String, number: Int, rowsAtOnce: Int) throws {
    var file = try ledger(name, sha256: "\(number)")
    let reader = RowReader(MemorySource(text), format: FileFormat(.csv), encoding: nil)
    let (block, mapped) = (RowBlock(), MappedBlock())
    var mapping: Mapping?
    var hasMore = true
    while hasMore {
      hasMore = try reader.read(into: block, rows: rowsAtOnce, bytes: 1 << 20)
      if mapping == nil {
        mapping = try Mapping(
          header: block.header, path: name, sources: rules.sources, zone: rules.calendar.zone)
      }
      mapping?.map(block, into: mapped)
      guard let kind = mapping?.kind else { break }
      file = try take(mapped, block, kind: kind, of: file, moreFollows: false)
    }
    _ = try finish(file)
  }

  fileprivate func release(_ lead: Int64) throws {
    var batch = Batch(now: clock())
    let refusal = take(
      .released(why: "no time"), of: try open(lead, &batch), from: .none, &batch)
    #expect(refusal == nil)
    try drain(&batch)
    try commit(batch)
  }

  fileprivate func own(_ lead: Int64, by rep: String) throws {
    var batch = Batch(now: clock())
    takeOver(try open(lead, &batch), by: rep, from: .none, &batch)
    try drain(&batch)
    try commit(batch)
  }
}
