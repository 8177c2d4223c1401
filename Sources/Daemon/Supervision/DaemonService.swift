import Dispatch
import Glibc
public import LeadCore
import Logging
public import ServiceLifecycle

/// The daemon: takes in what is dropped, does what comes due, delivers, and follows the
/// rulebook's files.
///
/// It ticks on the monotonic clock and compares wall times, so a clock that is set back or forth
/// is noticed at the next tick.
public struct DaemonService: Service {
  private let relay: Relay
  private let rulebook: RulebookWatch
  private let notification: ServiceNotification
  private let stopping: StopFlag
  private let clock: @Sendable () -> Instant

  public init(
    relay: Relay, rulebook: RulebookWatch, notification: ServiceNotification,
    stopping: StopFlag, clock: @escaping @Sendable () -> Instant
  ) {
    self.relay = relay
    self.rulebook = rulebook
    self.notification = notification
    self.stopping = stopping
    self.clock = clock
  }

  public func run() async throws {
    try await withGracefulShutdownHandler {
      try await withTaskExecutorPreference(OneThread()) { try await work() }
    } onGracefulShutdown: {
      stopping.set()
    }
  }

  private func work() async throws {
    let watch = InboxWatch(relay.data.inbox)
    if watch == nil { relay.log.warning("no inotify here: the inbox is looked into every 10 s") }
    watch?.watch("")
    try await relay.settleLedger()
    try await relay.engine.runDue(.time)
    notification.ready()
    relay.log.info("watching \(relay.data.inbox)")
    var rounds = Rounds()
    while !relay.isStopping() {
      rounds.begin()
      do {
        try await look(watch, &rounds)
        if !rounds.queue.isEmpty { try await takeIn(&rounds) }
        if rounds.keepsHouse { try await keepHouse(&rounds) }
        relay.bulletin.isOver("")
        if rounds.isTick { relay.hasRoom() }
      } catch {
        await fail(error, &rounds)
      }
      notification.alive()
      DaemonService.wait(for: watch?.descriptor, rounds.pause)
    }
    try? await relay.archived.settle(relay.engine)
    notification.stopping()
  }

  /// Looks into the inbox where something happened there, and now and then.
  private func look(_ watch: InboxWatch?, _ rounds: inout Rounds) async throws {
    let news = watch?.news() ?? []
    let arrived = DaemonService.arrived(news)
    let isStrange = arrived.contains { !InboxFile.mayBeFile(relay.data.inbox + "/" + $0) }
    guard rounds.looksAround || isStrange || news.contains(.changed) else {
      let waiting = Set(rounds.queue)
      rounds.queue += arrived.filter { !waiting.contains($0) }
      return
    }
    // Watched before it is listed: what comes into a new folder is found or heard of.
    let scan = relay.scan(closed: Set(arrived + rounds.queue)) { watch?.watch($0) }
    watch?.keepOnly(scan.folders)
    if let problem = watch?.unwatched.min(by: { $0.key < $1.key })?.value {
      relay.say("watch", "\(problem); what comes there is found within 10 s")
    } else {
      relay.bulletin.isOver("watch")
    }
    rounds.queue = scan.ready
    rounds.looksSoon = !scan.unsettled.isEmpty || scan.problem != nil
    if rounds.queue.isEmpty, rounds.looksAround, !rounds.looksSoon {
      try await relay.giveUpWhatIsGone()
    }
  }

  private func takeIn(_ rounds: inout Rounds) async throws {
    let queue = rounds.queue
    rounds.queue = []
    let taken = try await relay.takeIn(queue, for: Rounds.patience)
    rounds.queue = taken.rest
    if taken.looksAgain { rounds.looksSoon = true }
    rounds.worked()
  }

  /// What may wait a little while files come in: what is due, the deliveries, the rulebook.
  private func keepHouse(_ rounds: inout Rounds) async throws {
    try await relay.archived.settle(relay.engine)
    if rounds.hasWorked { rounds.due = try await relay.engine.nextDue() }
    if rounds.isFirst || rounds.due.map({ $0 <= clock() }) ?? false {
      try await relay.engine.runDue(.time)
      try await relay.engine.runDue(.deadlines)
      rounds.due = try await relay.engine.nextDue()
    }
    try await relay.deliver()
    rounds.houseIsKept()
    if rounds.isTick { try await rulebook.follow(relay.engine, notification) }
  }

  private func fail(_ error: any Error, _ rounds: inout Rounds) async {
    rounds.queue = []
    rounds.looksSoon = true
    rounds.houseIsKept()
    if let full = relay.noRoom(error) { return relay.say("disk", "\(full)") }
    guard relay.bulletin.trouble("", "\(error)") else { return }
    relay.log.error("\(error)")
    try? await relay.engine.noteError("\(error)")
  }

  private static func arrived(_ news: [InboxWatch.News]) -> [String] {
    var seen: Set<String> = []
    return news.compactMap { news -> String? in
      guard case .closed(let path) = news,
        !path.split(separator: "/").contains(where: { InboxScan.isLeftAlone(String($0)) })
      else { return nil }
      return path
    }.filter { seen.insert($0).inserted }
  }

  /// Waits for news of the inbox, for at most so long. It blocks: the thread is our own.
  private static func wait(for descriptor: Int32?, _ pause: Duration) {
    guard pause > .zero else { return }
    var poll = pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0)
    _ = Glibc.poll(&poll, 1, Int32(pause / .milliseconds(1)) + 1)
  }
}

/// Runs the daemon's work on one thread: from the news of a file to its commit nobody else has to
/// be woken.
private final class OneThread: TaskExecutor {
  private let queue = DispatchQueue(label: "leadrelay.inbox")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
