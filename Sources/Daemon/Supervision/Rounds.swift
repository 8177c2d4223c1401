import LeadCore

/// When the daemon does what: it looks at news at once, and at everything else once in a tick.
/// While files come in one after the other, what is less urgent waits a moment.
struct Rounds {
  /// Files that are to be taken in.
  var queue: [String] = []
  /// Whether a file will be ready soon, or something is to be tried again.
  var looksSoon = false
  /// When something comes due.
  var due: Instant?

  private var ticks = 0
  private var nextTick = ContinuousClock().now
  private(set) var isTick = false
  /// Since when the house waits to be kept.
  private var unkept: ContinuousClock.Instant?
  private var workedLast: ContinuousClock.Instant?

  /// How long files are taken in before the house is kept.
  static let patience: Duration = .seconds(1)
  private static let tick: Duration = .seconds(1)
  /// Ticks between two scans of the whole inbox.
  private static let scanEvery = 10
  /// No file for so long: there is time for the rest.
  private static let quiet: Duration = .milliseconds(20)

  mutating func begin() {
    let now = ContinuousClock().now
    isTick = now >= nextTick
    guard isTick else { return }
    ticks += 1
    nextTick = now + Rounds.tick
  }

  var isFirst: Bool { ticks == 1 && isTick }
  /// Whether the whole inbox is to be looked at, and not only what is heard of.
  var looksAround: Bool { isTick && (looksSoon || ticks % Rounds.scanEvery == 1) }
  var hasWorked: Bool { unkept != nil }

  /// Files were taken in.
  mutating func worked() {
    let now = ContinuousClock().now
    workedLast = now
    unkept = unkept ?? now
  }

  mutating func houseIsKept() { unkept = nil }

  var keepsHouse: Bool {
    guard let unkept else { return isTick }
    let now = ContinuousClock().now
    let isQuiet = queue.isEmpty && workedLast.map { now - $0 >= Rounds.quiet } ?? true
    return isTick || isQuiet || now - unkept >= Rounds.patience
  }

  /// How long to wait for news.
  var pause: Duration {
    guard queue.isEmpty else { return .zero }
    return unkept == nil ? max(.zero, nextTick - ContinuousClock().now) : Rounds.quiet
  }
}
