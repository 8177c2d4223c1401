import Foundation
import Glibc
import TestSupport
import Testing

extension Heavy {
  /// SIGKILL at 50 random moments of an intake of 100,000 leads.
  struct KillTests {
    private let rules = CrowdedRules()
    private static let files = 20
    private static let rows = 5000

    @Test(arguments: [UInt64(20261122)])
    func aKilledIntakeLosesNothingAndRepeatsNothing(seed: UInt64) throws {
      let place = try Workplace(rules: rules.texts)
      var texts = ManyLeads(seed: seed, files: KillTests.files, rowsPerFile: KillTests.rows).texts()
      var random = SplitMix64(seed: seed ^ 0xDEAD)
      var struck = 0
      for _ in 0..<50 {
        if !texts.isEmpty, place.names(below: "inbox").count < 2 { try dropNext(&texts, place) }
        let delay = UInt32.random(in: 20_000...400_000, using: &random)
        try startAndKill(place, after: delay, whenReady: Bool.random(using: &random))
        if !place.names(below: "inbox").isEmpty { struck += 1 }
      }
      print(
        "seed \(seed): \(struck) of 50 kills in the middle of a file, \(texts.count) files left")
      #expect(struck >= 20, "too few of the kills met work")
      while !texts.isEmpty { try dropNext(&texts, place) }
      try finish(place)
      try checkLeads(place)
      try checkHandoffs(place)
    }

    /// Kills a daemon so many microseconds after its start, or after it said that it is ready.
    private func startAndKill(_ place: Workplace, after delay: UInt32, whenReady: Bool) throws {
      let socket = try NotifySocket(in: place.root)
      defer { unlink(socket.path) }
      // Small batches, so that kills meet many of them; who goes on afterwards takes larger ones.
      let daemon = try place.start(
        ["run"] + place.configured("batch: 50\n"), environment: ["NOTIFY_SOCKET": socket.path])
      if whenReady { #expect(socket.hears("READY=1"), "\(daemon.errors)") }
      usleep(delay)
      #expect(daemon.isRunning, "\(daemon.errors)")
      daemon.send(SIGKILL)
      #expect(daemon.end() == .signal(SIGKILL))
    }

    private func dropNext(_ texts: inout [String], _ place: Workplace) throws {
      try place.drop("leads-\(texts.count).csv", texts.removeLast())
    }

    /// Lets a daemon do the rest, and ends it in good order.
    private func finish(_ place: Workplace) throws {
      let service = try Service(place)
      let isDone = eventually(every: 200) {
        guard place.names(below: "inbox").isEmpty else { return false }
        let status = try? place.run(["status", "--json"])
        return status?.output.contains(#""undelivered":0"#) ?? false
      }
      #expect(isDone, "\(place.names(below: "inbox")) \(service.process.errors.suffix(2000))")
      service.stop()
    }

    private func checkLeads(_ place: Workplace) throws {
      let leads = try place.leads()
      let all = KillTests.files * KillTests.rows
      #expect(leads.count == all)
      #expect(leads.map(\.id) == Array(1...leads.count), "ids from 1 in order")
      #expect(Set(leads.compactMap(\.email)).count == all, "every lead once")
      #expect(leads.allSatisfy { $0.identities["email"]?.count == 1 })
      let files = try place.files()
      #expect(files.count == KillTests.files)
      for file in files {
        #expect(file.state == "done" && file.isWhole && file.taken == KillTests.rows, "\(file)")
      }
      #expect(place.names(below: "archive").count == KillTests.files)
      #expect(place.names(below: "rejects").isEmpty && place.names(below: "failed").isEmpty)
    }

    private func checkHandoffs(_ place: Workplace) throws {
      let handoffs = try place.handoffs()
      #expect(!handoffs.isEmpty && handoffs.allSatisfy { $0.ended == nil })
      #expect(Set(handoffs.map(\.lead)).count == handoffs.count, "one open handoff for a lead")
      for (rep, theirs) in Dictionary(grouping: handoffs, by: \.rep) {
        #expect(theirs.count <= rules.open, "\(rep) has \(theirs.count)")
        for (day, begun) in Dictionary(grouping: theirs, by: { $0.at.prefix(10) }) {
          #expect(begun.count <= rules.perDay, "\(rep) got \(begun.count) on \(day)")
        }
      }
      let days = Set(handoffs.map { $0.at.prefix(10) }).count
      #expect(handoffs.count >= rules.reps * rules.perDay, "nobody waits while somebody has room")
      #expect(handoffs.count <= rules.reps * min(rules.open, rules.perDay * days))
      let owned = try place.leads().filter { $0.owner != nil }
      #expect(Set(owned.map(\.id)) == Set(handoffs.map(\.lead)))
      #expect(owned.allSatisfy { $0.stage == "mql" && $0.cycle == 1 })
      try checkOutbox(place, handoffs)
    }

    /// Every handoff in exactly one file, in the folder of its rep.
    private func checkOutbox(_ place: Workplace, _ handoffs: [HandoffLine]) throws {
      var told: [String: String] = [:]
      for name in place.names(below: "outbox/handoffs") {
        for row in CSVText.records(try place.text("outbox/handoffs/" + name)) {
          let handoff = try #require(row["handoff"])
          #expect(told[handoff] == nil, "handoff \(handoff) is in two files")
          told[handoff] = name.split(separator: "/").first.map(String.init)
        }
      }
      let expected = Dictionary(uniqueKeysWithValues: handoffs.map { (String($0.id), $0.rep) })
      #expect(told == expected)
    }
  }
}
