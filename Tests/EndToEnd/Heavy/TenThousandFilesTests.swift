import Foundation
import Glibc
import Testing

extension Heavy {
  /// Ten thousand files at once, and one file of two hundred megabytes. They come last, when other
  /// tests have mostly ended: each file waits for many threads in turn.
  struct TenThousandFilesTests {
    private static let files = 10_000

    /// The same name in many folders too: names in the archive have to be found.
    private func dropAll(_ place: Workplace) throws {
      for number in 0..<TenThousandFilesTests.files {
        let name = number % 2 == 0 ? "leads-\(number).csv" : "\(number % 97)/\(number)/leads.csv"
        try place.drop(name, "email,title\np\(number)@acme.com,CTO\n")
      }
    }

    private func check(_ place: Workplace) throws {
      let leads = try place.leads()
      #expect(Set(leads.compactMap(\.email)).count == TenThousandFilesTests.files)
      #expect(leads.count == TenThousandFilesTests.files)
      let files = try place.files()
      #expect(files.count == TenThousandFilesTests.files)
      #expect(files.allSatisfy { $0.state == "done" && $0.taken == 1 })
      #expect(place.names(below: "inbox").isEmpty)
      #expect(place.names(below: "archive").count == TenThousandFilesTests.files)
    }

    @Test func onceTakesThemAll() throws {
      let place = try Workplace(rules: SmallRules.none)
      try dropAll(place)
      #expect(try place.run(["run", "--once"], within: 3_600).ending == .exit(0))
      try check(place)
    }

    @Test func aDaemonTakesThemAllAndDeliversMeanwhile() throws {
      let service = try Service(Workplace(rules: SmallRules.none))
      try dropAll(service.place)
      let isDone = eventually(within: 3_600, every: 500) {
        service.place.names(below: "inbox").isEmpty
      }
      #expect(isDone)
      service.stop()
      try check(service.place)
    }

    @Test func aHugeFileIsReadInBoundedMemoryAndSaysHowFarItIs() throws {
      let service = try Service(Workplace(rules: SmallRules.none))
      let place = service.place
      let rows = 130_000
      try write(rows, to: place.inbox.path + "/.leads-huge.csv")
      var peak = 0
      var seen: [Int] = []
      #expect(
        rename(place.inbox.path + "/.leads-huge.csv", place.inbox.path + "/leads-huge.csv") == 0)
      let isDone = eventually(within: 3_600, every: 200) {
        peak = max(peak, anonymousMemory(service.process.pid))
        if let progress = try? service.status().progress {
          seen.append(progress.percent)
          let isSound =
            progress.name == "leads-huge.csv" && progress.bytes <= progress.size
            && progress.size > 200 << 20 && progress.rows <= rows
          #expect(isSound, "\(progress)")
        }
        return place.names(below: "inbox").isEmpty
      }
      #expect(isDone && seen.count > 1 && seen == seen.sorted() && Set(seen).count > 1, "\(seen)")
      // A few batches of 32 MB, and the store's cache.
      #expect(peak < 400 << 20, "\(peak >> 20) MB")
      let log = service.process.errors
      let line = try Regex("leads-huge.csv: [0-9]+ rows, [0-9]+ %, [0-9]+ rows/s, [0-9]+ s left")
      #expect((3...10).contains(log.matches(of: line).count), "\(log)")
      service.stop()
      let file = try #require(try place.files().first)
      #expect(file.state == "done" && file.taken == rows, "\(file)")
    }

    private func write(_ rows: Int, to path: String) throws {
      let file = try #require(fopen(path, "w"))
      defer { fclose(file) }
      fputs("email,title,note\n", file)
      let note = String(repeating: "all work and no play ", count: 76)
      for number in 0..<rows { fputs("p\(number)@acme.com,Clerk,\(note)\(number)\n", file) }
    }

    /// Bytes of memory of a process that no file stands behind.
    private func anonymousMemory(_ pid: pid_t) -> Int {
      let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
      return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10
    }
  }
}
