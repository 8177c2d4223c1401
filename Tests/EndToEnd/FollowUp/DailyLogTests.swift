import Foundation
import Testing

/// `complete: daily`: deadlines wait for the log of their day.
struct DailyLogTests {
  private static let rules = [
    "all.yaml": """
    sources:
      - { name: dialer, files: "calls-*.csv", record: attempt, complete: daily }
    fit: { rules: [{ name: Boss, when: { title: ceo }, points: 60 }] }
    qualification: { mql: [{ name: Boss, fit: { at_least: 60 } }] }
    teams: { sales: { reps: [{ id: jim }, { id: pam }] } }
    routing: [{ name: Everyone, to: sales }]
    follow_up: [{ name: Everyone, first_attempt: 1d, attempts: 3, unreached: disqualified }]

    """
  ]

  /// Jim has ada and Pam has bea since Monday 09:00; both are to be called by Tuesday 09:00.
  private func begin(_ rules: [String: String] = Self.rules) throws -> Workplace {
    let place = try Workplace(rules: rules)
    try place.drop("leads-1.csv", "email,title\nada@acme.com,CEO\nbea@acme.com,CEO\n")
    try place.once(now: "2026-03-02T09:00:00Z")
    return place
  }

  private func log(_ day: String, _ rows: String..., to place: Workplace) throws {
    try place.drop(
      "calls-\(day).csv", (["email,outcome,at"] + rows).joined(separator: "\n") + "\n")
  }

  private func events(_ place: Workplace) throws -> [String] {
    try alerts(place).compactMap { alert -> String? in
      guard case .text(let event)? = alert["event"] else { return nil }
      return event
    }
  }

  @Test func nothingIsMissedBeforeItsLogIsThere() throws {
    let place = try begin()
    try log("2026-03-02", "ada@acme.com,no_answer,2026-03-02T15:00:00Z", to: place)
    try place.once(now: "2026-03-03T12:00:00Z")
    #expect(try events(place).isEmpty, "Tuesday's log is to come")
    try log("2026-03-03", "ada@acme.com,no_answer,2026-03-03T10:00:00Z", to: place)
    try place.once(now: "2026-03-04T06:00:00Z")
    #expect(try events(place) == ["breach"])
    #expect(try alerts(place).first?["lead"] == .number(2))
  }

  @Test func theLogThatBringsTheCallBringsNoBreach() throws {
    let place = try begin()
    try place.once(now: "2026-03-03T12:00:00Z")
    try log(
      "2026-03-03", "ada@acme.com,no_answer,2026-03-03T08:00:00Z",
      "bea@acme.com,no_answer,2026-03-03T08:59:00Z", to: place)
    try place.once(now: "2026-03-04T06:00:00Z")
    #expect(try events(place).isEmpty)
  }

  /// What another entry of `sources` reads is no log of this one's days.
  @Test func aFileOfAnotherSourceCoversNothing() throws {
    let rules = Self.rules.mapValues {
      $0.replacing(
        "sources:\n",
        with: "sources:\n  - { name: fixes, files: \"calls-fix*.csv\", record: attempt }\n")
    }
    let place = try begin(rules)
    try log("fix-2026-03-03", "zoe@acme.com,busy,2026-03-03T08:00:00Z", to: place)
    try place.once(now: "2026-03-04T06:00:00Z")
    #expect(try events(place).isEmpty)
  }

  /// A log of a day that is not over tells nothing of its evening.
  @Test func aDayIsCoveredAsFarAsItsLogGoes() throws {
    let place = try begin()
    try log("a", "zoe@acme.com,busy,2026-03-03T00:05:00Z", to: place)
    try place.once(now: "2026-03-03T08:30:00Z")
    try place.once(now: "2026-03-03T17:00:00Z")
    #expect(try events(place).isEmpty, "due at 09:00; the log came at 08:30")
    try log("b", "zoe@acme.com,busy,2026-03-04T00:05:00Z", to: place)
    try place.once(now: "2026-03-04T08:30:00Z")
    #expect(try events(place) == ["breach", "breach"], "the next log shows that the day is whole")
  }

  @Test func eachLogThatDoesNotComeIsSaid() throws {
    let rules = Self.rules.mapValues {
      $0.replacing("first_attempt: 1d", with: "accept: 1d, first_attempt: 3d")
    }
    let place = try begin(rules)
    for day in 3...9 { try place.once(now: "2026-03-0\(day)T09:00:00Z") }
    #expect(try events(place) == ["missing_log", "missing_log"])
  }

  /// "A log that does not come raises one alert, no breaches."
  @Test func aLogThatDoesNotComeIsSaidOnce() throws {
    let place = try begin()
    for now in ["2026-03-04T23:59:00Z", "2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z"] {
      try place.once(now: now)
    }
    #expect(try events(place) == ["missing_log"])
    let text = try #require(try alerts(place).first?["text"])
    #expect(
      text == .text("no log of 'dialer' has come for 2026-03-03; its deadlines are not judged"))
    // It comes at last; another one does not.
    try log("2026-03-03", "ada@acme.com,no_answer,2026-03-03T08:00:00Z", to: place)
    try place.once(now: "2026-03-06T08:00:00Z")
    #expect(try events(place) == ["missing_log", "breach"])
  }

  @Test func aDayOnWhichNobodyWasCalledIsCoveredByItsName() throws {
    let place = try begin()
    try log("2026-03-03", to: place)
    try place.once(now: "2026-03-04T06:00:00Z")
    #expect(try events(place) == ["breach", "breach"])
  }

  @Test func withoutAnyDateAnEmptyLogIsYesterdays() throws {
    let place = try begin()
    try log("daily", to: place)
    try place.once(now: "2026-03-03T23:00:00Z")
    #expect(try events(place).isEmpty)
    try place.drop("calls-next.csv", "email,outcome,at,note\n")
    try place.once(now: "2026-03-04T06:00:00Z")
    #expect(try events(place) == ["breach", "breach"])
  }

  /// A later log says nothing of the day before it.
  @Test func eachDayHasItsOwnLog() throws {
    let place = try begin()
    try log("2026-03-04", "ada@acme.com,no_answer,2026-03-04T08:00:00Z", to: place)
    try place.once(now: "2026-03-05T06:00:00Z")
    #expect(try events(place) == ["missing_log"])
    try log("2026-03-03", "bea@acme.com,no_answer,2026-03-03T08:00:00Z", to: place)
    try place.once(now: "2026-03-05T07:00:00Z")
    #expect(try events(place) == ["missing_log", "breach"])
    #expect(try alerts(place).last?["lead"] == .number(1))
  }

  /// A header is a header: the same log came the day before.
  @Test func anEmptyLogThatIsLikeAnotherCoversItsDayToo() throws {
    let place = try begin()
    try log("2026-03-02", to: place)
    try place.once(now: "2026-03-03T00:30:00Z")
    try log("2026-03-03", to: place)
    try place.once(now: "2026-03-04T06:00:00Z")
    #expect(try events(place) == ["breach", "breach"])
  }

  @Test func rowsThatAreRejectedCoverNothing() throws {
    let place = try begin()
    try place.drop("calls-a.csv", "email,outcome,at\nada@acme.com,called,2026-03-03T10:00:00Z\n")
    try place.once(now: "2026-03-03T12:00:00Z")
    #expect(try events(place).isEmpty)
  }

  @Test func ruleTestsNeedNoLogs() throws {
    let test = """
      tests:
        - name: Missed
          now: 2026-03-02T09:00:00Z
          steps:
            - lead: { email: ada@acme.com, title: CEO }
            - after: 25h
              expect: { breaches: [first_attempt] }
      """
    let place = try Workplace(rules: Self.rules.merging(["tests/a.yaml": test]) { $1 })
    let outcome = try place.run(["test"])
    #expect(outcome.code == 0, "\(outcome.output)")
  }
}
