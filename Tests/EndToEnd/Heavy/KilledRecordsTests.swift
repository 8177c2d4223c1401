import Foundation
import Glibc
import TestSupport
import Testing

extension Heavy {
  /// SIGKILL while attempts and feedback are taken in: what comes of it is what comes of a run that
  /// nobody disturbs.
  struct KilledRecordsTests {
    private static let now = "2026-03-05T12:00:00Z"
    private static let people = 1200

    private func drop(_ place: Workplace) throws {
      let people = (0..<KilledRecordsTests.people).map { "p\($0)@acme.com" }
      func at(_ hour: Int, _ number: Int) -> String {
        let parts = [hour, number / 60 % 60, number % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "2026-03-05T" + parts.joined(separator: ":") + "Z"
      }
      let leads = people.enumerated().map { [$1, $0 % 3 == 0 ? "CTO" : "Clerk"] }
      try place.drop("leads-a.csv", CSVText.write(["email", "title"], leads))
      let acts = people.enumerated().map { number, person in
        [person, "form_submitted", number % 2 == 0 ? "demo" : "ebook", at(1, number)]
      }
      try place.drop(
        "activities-a.csv", CSVText.write(["email", "activity", "form", "at"], acts + acts[..<300]))
      // Those who are called were handed over before.
      try place.once(now: "2026-03-05T01:59:00Z")
      let calls = people.enumerated().flatMap { number, person in
        (2...4).map { [person, number % 5 == 0 ? "connected" : "busy", "phone", at($0, number)] }
      }
      try place.drop(
        "attempts-a.csv", CSVText.write(["email", "outcome", "channel", "at"], calls))
      let verdicts = people.enumerated().map { number, person in
        [person, ["sql", "rejected", "accepted"][number % 3], at(5, number), "not_a_fit"]
      }
      try place.drop(
        "feedback-a.csv", CSVText.write(["email", "verdict", "at", "reason"], verdicts))
    }

    private func start(_ place: Workplace) throws -> ChildProcess {
      try place.start(
        ["run", "--once", "--now", KilledRecordsTests.now] + place.configured("batch: 40\n"))
    }

    private func told(_ place: Workplace) throws -> [String] {
      try ["leads", "handoffs"].map { try place.run([$0, "--json"]).output }
        + place.files().map { "\($0.name) \($0.state) \($0.taken) \($0.rejected) \($0.duplicates)" }
        + place.names(below: "rejects").map { try place.text("rejects/" + $0) }
        + place.names(below: "archive")
    }

    @Test(arguments: [UInt64(20261123)])
    func killsChangeNothing(seed: UInt64) throws {
      let calm = try Workplace(rules: SmallRules.sales)
      try drop(calm)
      let clock = ContinuousClock()
      let begun = clock.now
      #expect(try start(calm).end() == .exit(0))
      let whole = (clock.now - begun) / .microseconds(1)

      let place = try Workplace(rules: SmallRules.sales)
      try drop(place)
      var random = SplitMix64(seed: seed)
      var struck = 0
      var ending: Ending?
      for _ in 0..<200 where ending != .exit(0) {
        let child = try start(place)
        usleep(UInt32.random(in: UInt32(whole / 100)...UInt32(whole / 6), using: &random))
        child.send(SIGKILL)
        ending = child.end()
        if !place.names(below: "inbox").isEmpty { struck += 1 }
      }
      print("seed \(seed): \(struck) kills in the middle of a file")
      #expect(struck >= 3)
      #expect(try start(place).end() == .exit(0))
      #expect(try told(place) == told(calm))
      #expect(try place.files().contains { $0.rejected > 0 && $0.name == "feedback-a.csv" })
      // Each handoff is told once.
      let rows = try place.names(below: "outbox/handoffs").flatMap {
        CSVText.records(try place.text("outbox/handoffs/" + $0)).compactMap { $0["handoff"] }
      }
      let handoffs = try place.handoffs().count
      #expect(Set(rows).count == rows.count && rows.count == handoffs)
    }
  }
}
