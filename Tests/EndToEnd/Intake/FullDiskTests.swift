import Foundation
import Glibc
import Testing

/// A disk that fills up, and has room again.
struct FullDiskTests {
  private static let rows = 1500

  private func text(_ person: String) -> String {
    "email,title\n" + (0..<FullDiskTests.rows).map { "\(person)\($0)@acme.com,CTO\n" }.joined()
  }

  private func check(_ place: Workplace, _ people: [String]) throws {
    let leads = try place.leads()
    let all = people.flatMap { person in (0..<FullDiskTests.rows).map { "\(person)\($0)@acme.com" }
    }
    #expect(leads.count == all.count && Set(leads.compactMap(\.email)) == Set(all))
    let files = try place.files()
    #expect(files.allSatisfy { $0.state == "done" && $0.taken == FullDiskTests.rows }, "\(files)")
    let handoffs = try place.handoffs()
    #expect(Set(handoffs.map(\.lead)).count == handoffs.count)
    #expect(place.names(below: "inbox").isEmpty)
  }

  /// The kernel says ENOSPC for a while, in the middle of files.
  @Test(
    .enabled(if: Fault.isPossible), arguments: ["pwrite64", "fdatasync", "rename", "write"])
  func whatIsRefusedForWantOfRoomIsDoneLater(call: String) throws {
    let place = try Workplace(rules: SmallRules.sales)
    try place.once()
    try place.drop("leads-a.csv", text("ada"))
    let when = ["pwrite64": "60..62", "fdatasync": "8..9", "write": "12..14", "rename": "1..3"]
    let service = try Service(
      place, place.configured("batch: 100\n"),
      fault: Fault(injection: "\(call):error=ENOSPC:when=\(when[call]!)"))
    try place.drop("leads-b.csv", text("bob"))
    let isDone = eventually(every: 100) {
      (try? service.status()).map { $0.undelivered == 0 && $0.troubles.isEmpty } ?? false
        && place.names(below: "inbox").isEmpty
        && (try? place.files()).map { $0.allSatisfy { $0.state == "done" } } ?? false
    }
    #expect(isDone, "\(service.process.errors)")
    service.stop()
    #expect(service.hasFailed)
    try check(place, ["ada", "bob"])
    let told = place.names(below: "outbox/handoffs").flatMap { name in
      CSVText.records((try? place.text("outbox/handoffs/" + name)) ?? "").compactMap {
        $0["handoff"]
      }
    }
    let handoffs = try place.handoffs().count
    #expect(Set(told).count == told.count && told.count == handoffs)
  }

  @Test(.enabled(if: SmallDisk.isPossible)) func aFullDiskIsSaidAndWaitedFor() throws {
    let disk = try #require(SmallDisk("size=80m"))
    let place = try Workplace(rules: SmallRules.sales, data: disk.root.appending(path: "data"))
    let service = try Service(place)
    try place.drop("leads-a.csv", text("ada"))
    #expect(service.comesTo { $0.count == FullDiskTests.rows })
    #expect(service.reaches { $0.undelivered == 0 })
    try disk.fill(leaving: 2 << 20)
    try place.drop("leads-b.csv", text("bob"))
    let sentence = "no room on the disk of \(place.data.path)"
    #expect(service.says(sentence), "\(service.process.errors)")
    #expect(service.reaches { $0.troubles.contains { $0.hasPrefix(sentence) } })
    let status = try place.run(["status"])
    #expect(status.ending == .exit(1) && status.output.contains("nothing is taken in until"))
    #expect(try place.leads().count == FullDiskTests.rows)
    let once = service.process.errors.ranges(of: sentence).count
    disk.empty()
    #expect(service.comesTo { $0.count == 2 * FullDiskTests.rows }, "\(service.process.errors)")
    #expect(service.says("there is room again") && once == 1)
    #expect(service.reaches { $0.undelivered == 0 && $0.troubles.isEmpty })
    service.stop()
    try check(place, ["ada", "bob"])
  }

  /// So full that not even the little that is kept is there; and without inodes.
  @Test(.enabled(if: SmallDisk.isPossible), arguments: ["size=48m", "size=48m,nr_inodes=60"])
  func onceOnAFullDiskSaysSoAndEnds(options: String) throws {
    let disk = try #require(SmallDisk(options))
    let place = try Workplace(rules: SmallRules.sales, data: disk.root.appending(path: "data"))
    try place.drop("leads-a.csv", text("ada"))
    try place.once()
    try place.drop("leads-b.csv", text("bob"))
    if options.contains("inodes") {
      var number = 0
      while true {
        let descriptor = open(disk.root.path + "/f\(number)", O_CREAT | O_CLOEXEC, 0o600)
        if descriptor < 0 { break }
        close(descriptor)
        number += 1
      }
    } else {
      try disk.fill(leaving: 0)
    }
    let outcome = try place.run(["run", "--once"])
    #expect(outcome.ending == .exit(74), "\(outcome)")
    #expect(outcome.errors.contains("no room on the disk"), "\(outcome.errors)")
    disk.empty()
    for number in 0..<60 { disk.empty("f\(number)") }
    try place.once()
    try check(place, ["ada", "bob"])
  }
}
