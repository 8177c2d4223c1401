import Foundation
import Testing

extension Heavy {
  /// A real-shaped funnel of 4,200 people, 1,500 leads and 16,000 facts, day by day
  /// through the real program.
  @Suite(.serialized, .enabled(if: LeadforgeDays.isThere, "no ../shared/corpus"))
  struct LeadforgeTests {
    private struct Fed {
      var leads: String
      var handoffs: String
      var files: [FileLine]
    }

    /// Feeds the days to a fresh data directory, each in a process of its own.
    private func feed(_ days: LeadforgeDays) throws -> Fed {
      let place = try Workplace(fixture: "leadforge/rules")
      for day in days.first.advanced(by: -1)...days.last {
        for file in days.files[day] ?? [] { try place.drop(file.name, file.text) }
        try place.once(now: iso(day.run))
      }
      #expect(place.names(below: "inbox").isEmpty)
      #expect(place.names(below: "failed").isEmpty)
      let leads = try place.run(["leads", "--json"])
      let handoffs = try place.run(["handoffs", "--json"])
      return Fed(leads: leads.output, handoffs: handoffs.output, files: try place.files())
    }

    @Test func theEndStateIsThatOfAnIndependentCalculation() throws {
      let days = try LeadforgeDays()
      let fed = try feed(days)
      let replay = LeadforgeReplay(days)

      let leads = try decodeLines(fed.leads, as: LeadLine.self)
      let handoffs = try decodeLines(fed.handoffs, as: HandoffLine.self)
      let now = days.last.run
      compare("lead", leads.map(describe), replay.people.map { describe($0, replay, now) })
      let expected = replay.handoffs.enumerated().map { describe($1, number: $0 + 1) }
      compare("handoff", handoffs.map(describe), expected)
      let recycled = handoffs.count { $0.ended == "recycled" }
      #expect(recycled == replay.handoffs.count { $0.ended == "recycled" })

      // The life went through everything it was meant to go through.
      #expect(handoffs.count > 450, "\(handoffs.count)")
      #expect(recycled > 40, "\(recycled)")
      let cycles = leads.map(\.cycle).max() ?? 0
      #expect(cycles > 1, "\(cycles)")
      let stages = ["lead", "sql", "customer", "nurture", "disqualified"]
      for stage in stages { #expect(leads.contains { $0.stage == stage }, "\(stage)") }

      compareFiles(fed.files, days, replay)
      let again = try feed(days)
      #expect(again.leads == fed.leads, "two runs, two processes: other bytes of leads")
      #expect(again.handoffs == fed.handoffs, "two runs, two processes: other bytes of handoffs")
    }

    private func compareFiles(_ files: [FileLine], _ days: LeadforgeDays, _ replay: LeadforgeReplay)
    {
      let dropped = days.files.values.joined()
      #expect(files.count == dropped.count)
      let rows = Dictionary(uniqueKeysWithValues: dropped.map { ($0.name, $0.rows.count) })
      for file in files {
        #expect(file.state == "done" && file.finished != nil, "\(file)")
        #expect(file.isWhole && file.rows == rows[file.name], "\(file)")
        #expect(file.rejected == replay.rejected[file.name, default: 0], "\(file)")
      }
    }

    /// Says the first differences, and how many there are.
    private func compare(_ noun: String, _ actual: [String], _ expected: [String]) {
      #expect(actual.count == expected.count, "number of \(noun)s")
      let different = zip(actual, expected).filter { $0 != $1 }
      for (actual, expected) in different.prefix(8) {
        Issue.record("\(noun)\n  is        \(actual)\n  should be \(expected)")
      }
      #expect(different.isEmpty, "\(different.count) of \(actual.count) \(noun)s differ")
    }

    private func describe(_ lead: LeadLine) -> String {
      """
      \(lead.id) \(lead.stage) owner \(lead.owner ?? "-") track \(lead.track ?? "-") \
      cycle \(lead.cycle) attempts \(lead.attempts.map(String.init) ?? "-") \
      fit \(lead.fit) interest \(lead.interest)
      """
    }

    private func describe(_ person: Person, _ replay: LeadforgeReplay, _ now: Int) -> String {
      let attempts = person.lastHandoff.map { "\(replay.handoffs[$0].attempts.count)" } ?? "-"
      return """
        \(person.id) \(person.stage) owner \(person.owner ?? "-") track \(person.track ?? "-") \
        cycle \(person.cycle) attempts \(attempts) fit \(person.fit) \
        interest \(person.interest(now: now))
        """
    }

    private func describe(_ handoff: HandoffLine) -> String {
      """
      \(handoff.id) of \(handoff.lead) \(handoff.rep) \(handoff.route) \(handoff.plan) \
      cycle \(handoff.cycle) at \(handoff.at) by \(handoff.acceptBy ?? "-") \
      \(handoff.firstAttemptBy ?? "-") accepted \(handoff.acceptedAt ?? "-") \
      first \(handoff.firstAttemptAt ?? "-") attempts \(handoff.attempts) \
      reached \(handoff.reachedAt ?? "-") \(handoff.ended ?? "-") \(handoff.endedAt ?? "-")
      """
    }

    private func describe(_ given: Given, number: Int) -> String {
      let isHot = given.plan == "Hot"
      func show(_ time: Int?) -> String { time.map(iso) ?? "-" }
      return """
        \(number) of \(given.person + 1) \(given.rep) \(given.route) \(given.plan) \
        cycle \(given.cycle) at \(iso(given.at)) by \(iso(given.at + (isHot ? 1 : 2) * 86400)) \
        \(iso(given.at + (isHot ? 24 : 36) * 3600)) accepted \(show(given.acceptedAt)) \
        first \(show(given.firstAt)) attempts \(given.attempts.count) \
        reached \(show(given.reachedAt)) \(given.ended ?? "-") \(show(given.endedAt))
        """
    }
  }
}
