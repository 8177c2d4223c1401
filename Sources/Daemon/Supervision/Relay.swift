import Glibc
public import LeadCore
public import Logging
import Store

/// The work of the service, step by step: what is due, the inbox, the deliveries. The daemon
/// repeats the steps; `run --once` does each of them once.
public struct Relay: Sendable {
  public let engine: Engine
  let data: DataDirectory
  let settle: Interval
  let batch: Int
  let log: Logger
  let isStopping: @Sendable () -> Bool
  let beat: @Sendable () -> Void

  /// - Parameters:
  ///   - settle: how long a file found by a scan must have been still.
  ///   - batch: rows of one transaction.
  ///   - isStopping: work ends in good order, mid-file too, where it says so.
  ///   - beat: called often while there is work: we are alive.
  public init(
    engine: Engine, data: DataDirectory, settle: Interval, batch: Int, log: Logger,
    isStopping: @escaping @Sendable () -> Bool = { false },
    beat: @escaping @Sendable () -> Void = {}
  ) {
    self.engine = engine
    self.data = data
    self.settle = settle
    self.batch = batch
    self.log = log
    self.isStopping = isStopping
    self.beat = beat
  }

  /// What came due, deadlines apart; the inbox; what is due now; one try of each delivery.
  public func once() async throws {
    try await engine.runDue(.time)
    while !isStopping() {
      let scan = InboxScan(data.inbox, settle: settle)
      try await takeIn(scan.ready)
      guard !scan.unsettled.isEmpty else { break }
      try await Task.sleep(for: .milliseconds(max(50, settle.milliseconds / 4)))
    }
    try await engine.runDue(.time)
    try await engine.runDue(.deadlines)
    try await deliver()
  }

  /// Takes files in, in the order of files found together.
  func takeIn(_ paths: [String]) async throws {
    guard !paths.isEmpty else { return }
    let intake = FileIntake(
      data: data, log: log, batch: batch, isStopping: isStopping, beat: beat)
    let rules = await engine.rules
    for path in InboxScan.ordered(paths, inbox: data.inbox, rules: rules) {
      if isStopping() { return }
      do {
        try await intake.take(path, engine)
      } catch let problem as FileProblem where problem.code == ENOENT {
        log.info("\(path): gone before it could be taken in")
      } catch let problem as FileProblem {
        log.error("\(path): \(problem)")
        try await engine.noteError("\(path): \(problem)")
      }
    }
  }

  /// Tries every delivery once.
  func deliver() async throws {
    let files = OutboxFiles(data: data)
    while !isStopping() {
      let entries = try await engine.undelivered()
      guard !entries.isEmpty else { return }
      try files.deliver(entries)
      try await engine.delivered(entries)
      beat()
    }
  }

  /// Entries of the ledger whose file was archived just before a crash.
  public func settleLedger() async throws {
    try await engine.forgetError()
    for file in try await engine.unarchived() {
      if !Files.exists(data.inbox + "/" + file.name) { try await engine.archived(file) }
    }
  }
}
