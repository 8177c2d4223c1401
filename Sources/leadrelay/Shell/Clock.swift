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
    guard let instant = Instant(written: argument) else { return nil }
    self.instant = instant
  }
}
