import ArgumentParser
import Glibc
import LeadCore

/// The present, by the system's clock.
func systemNow() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

/// Whether there is a file, or a directory, of that name.
func fileExists(_ path: String) -> Bool {
  var about = stat()
  return stat(path, &about) == 0
}

/// `--now`.
struct NowOption: ParsableArguments {
  @Option(
    name: .customLong("now"),
    help: ArgumentHelp(
      "Pretend that it is this time, such as 2026-03-02T09:00:00+03:00.", valueName: "time"))
  var time: Moment?

  /// The time pretended, else the present.
  var now: Instant { time?.instant ?? systemNow() }
}

/// A time on the command line: ISO 8601 with `Z` or an offset, seconds and milliseconds as one
/// likes.
struct Moment: ExpressibleByArgument, Equatable {
  var instant: Instant

  init(_ instant: Instant) { self.instant = instant }

  init?(argument: String) {
    var text = Substring(argument)
    var offset: Int64 = 0
    if text.hasSuffix("Z") || text.hasSuffix("z") {
      text = text.dropLast()
    } else {
      guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }),
        let minutes = Moment.minutes(text[text.index(after: sign)...])
      else { return nil }
      offset = text[sign] == "-" ? -minutes : minutes
      text = text[..<sign]
    }
    guard let seconds = Moment.wholeSeconds(String(text)) else { return nil }
    var whole = seconds + "Z"
    guard let local = whole.withUTF8({ LeadCore.instant(iso: $0, zone: .utc) }) else { return nil }
    instant = local - .minutes(offset)
  }

  /// `03:00`, `0300` or `03`.
  private static func minutes(_ text: Substring) -> Int64? {
    let digits = text.filter { $0 != ":" }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits)
    else { return nil }
    switch (digits.count, text.count) {
    case (2, 2): return number <= 18 ? number * 60 : nil
    case (4, 4...5):
      return number <= 1800 && number % 100 < 60 ? number / 100 * 60 + number % 100 : nil
    default: return nil
    }
  }

  /// With the seconds that were left out, and the fraction in three digits.
  private static func wholeSeconds(_ text: String) -> String? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return nil }
    let time = parts[0].count == 16 ? parts[0] + ":00" : parts[0]
    guard parts.count == 2 else { return String(time) }
    guard parts[0].count == 19, (1...9).contains(parts[1].count) else { return nil }
    let zeros = String(repeating: "0", count: max(0, 3 - parts[1].count))
    return time + "." + parts[1].prefix(3) + zeros
  }
}
