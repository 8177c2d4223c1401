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
  let bulletin: Bulletin
  let setAside = SetAside()
  let archived = ArchivedFiles()
  let oddities: Oddities

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
    bulletin = Bulletin(data)
    oddities = Oddities(data.inbox, log)
  }

  /// What came due, deadlines apart; the inbox; what is due now; one try of each delivery.
  ///
  /// - Returns: what could not be done, a sentence each.
  public func once() async throws -> [String] {
    try await engine.runDue(.time)
    do {
      try await takeInAll()
      try await engine.runDue(.time)
      try await engine.runDue(.deadlines)
      try await deliver()
      try await archived.settle(engine)
    } catch {
      guard let full = noRoom(error) else { throw error }
      say("disk", "\(full)")
    }
    return bulletin.troubles
  }

  private func takeInAll() async throws {
    while !isStopping() {
      let scan = scan()
      let taken = try await takeIn(scan.ready)
      guard !scan.unsettled.isEmpty || taken.looksAgain else {
        return try await giveUpWhatIsGone()
      }
      try await Task.sleep(for: .milliseconds(max(50, settle.milliseconds / 4)))
    }
  }

  /// What became of a number of files.
  struct Taken {
    /// Those for which there was no time.
    var rest: [String] = []
    /// Whether one of them is to be looked at again soon: it changed.
    var looksAgain = false
  }

  /// Takes files in, in the order of files found together.
  ///
  /// - Parameter time: how long, about; the rest is handed back.
  /// - Throws: `NoRoom` where the disk is full, and what the store could not do.
  func takeIn(_ paths: [String], for time: Duration? = nil) async throws -> Taken {
    var taken = Taken()
    let paths = paths.filter { !setAside.holds($0, at: data.inbox + "/" + $0) }
    guard !paths.isEmpty else { return taken }
    let rules = await engine.rules
    let ordered = InboxScan.ordered(paths, inbox: data.inbox, rules: rules)
    let end = time.map { ContinuousClock().now + $0 }
    for (place, path) in ordered.enumerated() {
      if isStopping() { return taken }
      if let end, ContinuousClock().now > end {
        taken.rest = Array(ordered[place...])
        return taken
      }
      if case .changed = try await takeIn(path) { taken.looksAgain = true }
    }
    return taken
  }

  private func takeIn(_ path: String) async throws -> FileIntake.Result {
    do {
      try DiskRoom.check(data)
      let result = try await intake.take(path, engine)
      hasRoom()
      bulletin.isOver(path)
      setAside.remove(path)
      return result
    } catch let problem as FileProblem where !problem.isDiskFull {
      // Gone, by its owner or by an earlier look.
      guard problem.code != ENOENT || Files.exists(data.inbox + "/" + path) else { return .away }
      leave(path, "\(problem): let the service read it, or remove it")
    } catch let problem as CannotMoveAway {
      leave(path, "\(problem)")
    } catch {
      // What was prepared for a transaction that failed is read back from the store.
      try? await engine.restore()
      throw noRoom(error) ?? error
    }
    return .away
  }

  private var intake: FileIntake {
    FileIntake(
      data: data, log: log, bulletin: bulletin, archived: archived, batch: batch,
      isStopping: isStopping, beat: beat)
  }

  private func leave(_ path: String, _ reason: String) {
    setAside.put(path, at: data.inbox + "/" + path)
    say(path, "\(path.onOneLine): \(reason)")
  }

  /// Tells the log and `status` what goes wrong; the log once.
  func say(_ subject: String, _ sentence: String) {
    if bulletin.trouble(subject, sentence) { log.error("\(sentence)") }
  }

  /// Something was done: if the disk was full, it is not any more.
  func hasRoom() {
    guard !DiskRoom.isFull(data.path), bulletin.isOver("disk") else { return }
    log.info("there is room again: files are taken in")
  }

  /// The error as what it means where it means a full disk.
  func noRoom(_ error: any Error) -> NoRoom? {
    switch error {
    case let full as NoRoom: full
    case let problem as FileProblem where problem.isDiskFull: NoRoom(data)
    case let failure as any StoreFailure where failure.isDiskFull: NoRoom(data)
    case is any StoreFailure: DiskRoom.isFull(data.path) ? NoRoom(data) : nil
    default: nil
    }
  }

  /// What lies in the inbox, which is made again where somebody removed it.
  func scan(
    closed: Set<String> = [], entering: (String) -> Void = { _ in }
  ) -> InboxScan {
    var scan = InboxScan(data.inbox, settle: settle, closed: closed, entering: entering)
    if scan.problem?.code == ENOENT, (try? Files.makeDirectory(data.inbox)) != nil {
      log.warning("\(data.inbox) was gone and is made again")
      scan = InboxScan(data.inbox, settle: settle, closed: closed, entering: entering)
    }
    if let problem = scan.problem {
      say("inbox", "\(problem): let the service list it")
    } else if bulletin.isOver("inbox") {
      log.info("\(data.inbox) can be listed again")
    }
    oddities.say(scan.odd)
    for path in setAside.keepOnly({ Files.exists(data.inbox + "/" + $0) }) {
      bulletin.isOver(path)
    }
    return scan
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
    let gone = try await engine.files(in: .taken).filter {
      !Files.exists(data.inbox + "/" + $0.name)
    }
    try await engine.archived(gone)
  }

  /// Files that were being taken in and are not in the inbox any more: what was read of them
  /// stays.
  func giveUpWhatIsGone() async throws {
    for file in try await engine.files(in: .taking)
    where !Files.exists(data.inbox + "/" + file.name) {
      try await intake.giveUpGone(engine, file)
    }
  }
}
