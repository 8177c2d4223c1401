import Intake
import LeadCore
import Store

/// Logs of attempts that cover whole days, see `complete: daily`: deadlines are judged for the days
/// that these have covered.
struct AttemptLogs {
  private let sources: [Source]
  private let store: any ListStore
  private(set) var reported: ReportedDays
  /// The first and last day of logs that are being read: only a whole log covers them. The store
  /// has them too.
  private var reading: [Int64: [Day]] = [:]

  /// So many days are remembered, the latest.
  private static let remembered = 800
  private static let untilMark = "until="

  init(_ rules: Rulebook, _ store: any ListStore) throws {
    sources = rules.sources
    self.store = store
    let complete = sources.filter { $0.isComplete && $0.record ?? .attempt == .attempt }
    reported = ReportedDays(
      try complete.map { source in
        let words = try AttemptLogs.words(store.note(AttemptLogs.note(of: source.name)))
        let until = words.first { $0.hasPrefix(AttemptLogs.untilMark) }.flatMap {
          Int64($0.dropFirst(AttemptLogs.untilMark.count))
        }
        return ReportedDays.Log(
          source: source.name, zone: source.zone ?? rules.calendar.zone,
          days: Set(words.compactMap { Day(written: $0) }),
          until: until.map { Instant(milliseconds: $0) })
      })
  }

  private static func note(of source: String) -> String { "log " + source }
  private static func note(of file: FileEntry) -> String { "log in file \(file.id)" }
  private static func words(_ note: String?) -> [String] {
    note?.split(separator: " ").map(String.init) ?? []
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
  ) throws -> [(key: String, value: String)] {
    let name = RejectsFile.original(file.name)
    guard let source = sources.first(where: { Glob.matches($0.files, name) }),
      let place = reported.logs.firstIndex(where: { $0.source == source.name })
    else { return [] }
    let log = reported.logs[place]
    let key = AttemptLogs.note(of: file)
    let before =
      try reading[file.id] ?? AttemptLogs.words(store.note(key)).compactMap { Day(written: $0) }
    var days = times().map { log.zone.day(of: $0.instant) } + before
    guard file.state == .taken else {
      let ends = [days.min(), days.max()].compactMap { $0 }
      guard ends != before else { return [] }
      reading[file.id] = ends
      return [(key, ends.map(\.iso).joined(separator: " "))]
    }
    reading[file.id] = nil
    let done = before.isEmpty ? [] : [(key: key, value: "")]
    let today = log.zone.day(of: now)
    days += AttemptLogs.days(in: name)
    if days.isEmpty, file.rows == 0 { days = [Day(number: today.number - 1)] }
    days.removeAll { $0 > today }
    guard let first = days.min(), let last = days.max() else { return done }
    let from = max(first.number, last.number - Int32(AttemptLogs.remembered))
    reported.logs[place].add(Day(number: from)...last, written: file.firstSeen)
    let kept = reported.logs[place].days.sorted().suffix(AttemptLogs.remembered)
    reported.logs[place].days = Set(kept)
    guard reported.logs[place] != log else { return done }
    let until = reported.logs[place].until.map {
      "\(AttemptLogs.untilMark)\($0.milliseconds)"
    }
    let value = (kept.map(\.iso) + [until].compactMap { $0 }).joined(separator: " ")
    return done + [(AttemptLogs.note(of: source.name), value)]
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
