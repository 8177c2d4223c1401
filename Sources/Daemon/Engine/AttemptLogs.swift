import Intake
import LeadCore
import Store

/// Logs of attempts that cover whole days, see `complete: daily`: deadlines are judged for the days
/// that these have covered.
struct AttemptLogs {
  private let sources: [Source]
  private(set) var reported: ReportedDays
  /// The days of logs that are being read: only a whole log covers them.
  private var reading: [Int64: [Day]] = [:]

  /// So many days are remembered, the latest.
  private static let remembered = 800
  private static let note = "log "

  init(_ rules: Rulebook, _ store: any ListStore) throws {
    sources = rules.sources.filter { $0.isComplete && $0.record ?? .attempt == .attempt }
    reported = ReportedDays(
      try sources.map { source in
        let days = try store.note(AttemptLogs.note + source.name)?.split(separator: " ") ?? []
        return ReportedDays.Log(
          source: source.name, zone: source.zone ?? rules.calendar.zone,
          days: Set(days.compactMap { Day(written: String($0)) }))
      })
  }

  /// Notes which days a log covers: from the first to the last that its attempts or its name tell;
  /// where there are none, for nobody tried anybody, yesterday.
  ///
  /// - Parameters:
  ///   - file: the log; if it is `taken`, it has been read to its end.
  ///   - times: gives those of the attempts that were read just now.
  /// - Returns: what the store is to keep of it.
  mutating func note(
    _ file: FileEntry, now: Instant, times: () -> [FactTime]
  ) -> (key: String, value: String)? {
    let name = RejectsFile.original(file.name)
    guard let place = sources.firstIndex(where: { Glob.matches($0.files, name) }) else {
      return nil
    }
    let zone = reported.logs[place].zone
    let today = zone.day(of: now)
    var days = times().map { zone.day(of: $0.instant) } + (reading[file.id] ?? [])
    guard file.state == .taken else {
      reading[file.id] = [days.min(), days.max()].compactMap { $0 }
      return nil
    }
    reading[file.id] = nil
    days += AttemptLogs.days(in: name)
    if days.isEmpty, file.rows == 0 { days = [Day(number: today.number - 1)] }
    days.removeAll { $0 > today }
    guard let first = days.min(), let last = days.max() else { return nil }
    let known = reported.logs[place].days
    let from = max(first.number, last.number - Int32(AttemptLogs.remembered))
    let all = known.union((from...last.number).map { Day(number: $0) })
    guard all != known else { return nil }
    let kept = all.sorted().suffix(AttemptLogs.remembered)
    reported.logs[place].days = Set(kept)
    return (
      AttemptLogs.note + sources[place].name, kept.map(\.iso).joined(separator: " ")
    )
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
