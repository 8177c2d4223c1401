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
  private static let tick: Duration = .seconds(1)
  /// Ticks between two scans of the whole inbox.
  private static let scanEvery = 10

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
      try await work()
    } onGracefulShutdown: {
      stopping.set()
    }
  }

  private func work() async throws {
    let watch = InboxWatch(relay.data.inbox)
    watch?.watch(InboxScan(relay.data.inbox, settle: relay.settle).folders)
    try await relay.settleLedger()
    try await relay.engine.runDue(.time)
    notification.ready()
    relay.log.info("watching \(relay.data.inbox)")
    var ticks = 0
    var unsettled = false
    var due = try await relay.engine.nextDue()
    while !relay.isStopping() {
      do {
        let scans = ticks % DaemonService.scanEvery == 0 || unsettled
        let news = watch?.news() ?? []
        if scans || news.contains(.changed) {
          let closed = Set(news.compactMap { if case .closed(let path) = $0 { path } else { nil } })
          let scan = InboxScan(relay.data.inbox, settle: relay.settle, closed: closed)
          watch?.watch(scan.folders)
          unsettled = !scan.unsettled.isEmpty
          try await relay.takeIn(scan.ready)
          if !scan.ready.isEmpty { due = try await relay.engine.nextDue() }
        } else if !news.isEmpty {
          try await relay.takeIn(DaemonService.arrived(news))
          due = try await relay.engine.nextDue()
        }
        if ticks == 0 || due.map({ $0 <= clock() }) ?? false {
          try await relay.engine.runDue(.time)
          try await relay.engine.runDue(.deadlines)
          due = try await relay.engine.nextDue()
        }
        try await relay.deliver()
        try await rulebook.follow(relay.engine, notification)
      } catch {
        relay.log.error("\(error)")
        try? await relay.engine.noteError("\(error)")
      }
      notification.alive()
      ticks += 1
      await DaemonService.wait(for: watch?.descriptor)
    }
    notification.stopping()
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

  /// Waits for news of the inbox, for at most a tick.
  private static func wait(for descriptor: Int32?) async {
    guard let descriptor else {
      try? await Task.sleep(for: tick)
      return
    }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      waiting.async {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = Glibc.poll(&poll, 1, Int32(tick.components.seconds * 1000))
        continuation.resume()
      }
    }
  }
  private static let waiting = DispatchQueue(label: "leadrelay.inbox")
}
