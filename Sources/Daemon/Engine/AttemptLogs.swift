import Intake
import LeadCore
import Store

/// Logs of attempts that cover whole days, see `complete: daily`: deadlines are judged as far as
/// these have come.
struct AttemptLogs {
  private let sources: [Source]
  private let zone: Zone
  /// Per source, the end of the last day that it covers.
  private var covered: [String: Instant] = [:]
  /// The latest days of logs that are being read: only a whole log covers them.
  private var reading: [Int64: Day] = [:]

  init(_ rules: Rulebook, _ store: any ListStore) throws {
    sources = rules.sources.filter { $0.isComplete && $0.record ?? .attempt == .attempt }
    zone = rules.calendar.zone
    for source in sources {
      covered[source.name] = try store.note(AttemptLogs.note(source)).flatMap { Int64($0) }
        .map { Instant(milliseconds: $0) }
    }
  }

  private static func note(_ source: Source) -> String { "log \(source.name)" }

  /// Up to when all reports are in; nil where no such log is awaited: they are in at once.
  var allIn: Instant? { sources.map(\.name).map(end).min() }

  private func end(_ source: String) -> Instant {
    covered[source] ?? Instant(milliseconds: 0)
  }

  /// When the log is late that a deadline waits for: when the day after its day is over.
  func isLate(for deadline: Instant) -> Instant {
    zone.instant(of: Day(number: zone.day(of: deadline).number + 2))
  }

  /// The sources whose logs a deadline waits for.
  func missing(for deadline: Instant) -> [String] {
    sources.map(\.name).filter { end($0) < deadline }
  }

  /// Notes how far a log goes: to the end of the latest day of its attempts, or that its name
  /// tells; where it has neither, for nobody tried anybody, of yesterday.
  ///
  /// - Parameters:
  ///   - file: the log; if it is `taken`, it has been read to its end.
  ///   - times: those of the attempts that were read just now.
  /// - Returns: what the store is to keep of it.
  mutating func note(
    _ file: FileEntry, _ times: [FactTime?], now: Instant
  ) -> (key: String, value: String)? {
    let name = RejectsFile.original(file.name)
    guard let source = sources.first(where: { Glob.matches($0.files, name) }) else { return nil }
    let zone = source.zone ?? self.zone
    let today = zone.day(of: now)
    var days = times.compactMap { $0 }.map { zone.day(of: $0.instant) }
    days += [reading[file.id]].compactMap { $0 }
    guard file.state == .taken else {
      reading[file.id] = days.max()
      return nil
    }
    reading[file.id] = nil
    days += AttemptLogs.days(in: name)
    if days.isEmpty, file.rows == 0 { days = [Day(number: today.number - 1)] }
    guard let last = days.filter({ $0 <= today }).max() else { return nil }
    let end = zone.instant(of: Day(number: last.number + 1))
    guard end > self.end(source.name) else { return nil }
    covered[source.name] = end
    return (AttemptLogs.note(source), String(end.milliseconds))
  }

  /// The dates in a file's name: `2026-03-02` or `20260302`.
  private static func days(in name: String) -> [Day] {
    let digits = name.split { !$0.isASCII || !($0.isNumber || $0 == "-") }
    return digits.flatMap { part -> [Day] in
      let numbers = part.split(separator: "-").map(String.init)
      let dashed = numbers.indices.dropLast(2).map { numbers[$0...$0 + 2].joined(separator: "-") }
      let bare = numbers.filter { $0.count == 8 }.map { text in
        "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
      }
      return (dashed + bare).compactMap { Day(written: $0) }
    }
  }
}
