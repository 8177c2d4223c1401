import Store
import StoreSQLite
import Testing

/// Routing in the whole engine: files in, owners out.
@Suite struct RoutingLifeTests {
  static func rules(
    _ team: String, routing: String = "{ name: All, to: sales }", more: String = ""
  ) -> String {
    """
    fit: { rules: [{ name: Known, when: { email: { known: true } }, points: 50 }] }
    qualification:
      mql: [{ name: Known, fit: { at_least: 50 } }]
      waiting: { order: [oldest], expires: 300d, then: nurture/stale }
    teams:
      sales: \(team)
    routing: [\(routing)]
    follow_up: [{ name: Plan, attempts: 2, unreached: nurture/stale }]
    rejections: { else: disqualified }
    nurture: { stale: { rest: 1d } }
    \(more)
    """
  }

  static func leads(_ emails: String...) -> String { leads(emails) }
  static func leads(_ emails: [String]) -> String {
    "email\n" + emails.joined(separator: "\n") + "\n"
  }

  static let verdicts = "email,verdict,at,reason\n"

  // MARK: Whose turn it is

  @Test func aHundredRowsOfOneFileRotate() async throws {
    let office = try await Office(
      Self.rules("{ reps: [{ id: a }, { id: b }, { id: c }, { id: d }] }"))
    try await office.take("leads-1.csv", Self.leads((0..<100).map { "p\($0)@acme.com" }))
    let owners = try (0..<100).map { try office.owner("p\($0)@acme.com") }
    #expect(owners == (0..<100).map { ["a", "b", "c", "d"][$0 % 4] })
  }

  @Test func weightsOverSixty() async throws {
    let office = try await Office(
      Self.rules(
        "{ reps: [{ id: a, weight: 200 }, { id: b, weight: 100 }, { id: c, weight: 100 }] }",
        routing: "{ name: All, to: sales, by: weighted }"))
    for file in 0..<6 {
      try await office.take(
        "leads-\(file).csv", Self.leads((0..<10).map { "p\(file)-\($0)@acme.com" }))
      try await office.crash()
    }
    let load = try office.store.openHandoffs()
    #expect(load == ["a": 30, "b": 15, "c": 15], "turns outlive restarts")
  }

  @Test func oneADayForThirtyDays() async throws {
    let office = try await Office(Self.rules("{ reps: [{ id: a }, { id: b }] }"))
    for day in 0..<30 {
      try await office.take("leads-\(day).csv", Self.leads("p\(day)@acme.com"))
      try await office.goOn(24 * 60)
    }
    #expect(try office.store.openHandoffs() == ["a": 15, "b": 15])
  }

  @Test func twoADayAndNoMore() async throws {
    let office = try await Office(
      Self.rules("{ bandwidth: { per_day: 1 }, reps: [{ id: a }, { id: b }] }"))
    try await office.take("leads-1.csv", Self.leads("x@acme.com", "y@acme.com", "z@acme.com"))
    #expect(try office.owners("x@acme.com", "y@acme.com", "z@acme.com") == ["a", "b", nil])
    try await office.goOn(to: "2026-03-02T23:59:59Z")
    #expect(try office.owner("z@acme.com") == nil)
    try await office.goOn(to: "2026-03-03T00:00:00Z")
    #expect(try office.owner("z@acme.com") == "a")
  }

  @Test func aRepWhoVanishesSkipsNobody() async throws {
    let all = Self.rules("{ reps: [{ id: a }, { id: b }, { id: c }] }")
    let office = try await Office(all)
    try await office.take("leads-1.csv", Self.leads("x@acme.com"))
    try await office.use(Self.rules("{ reps: [{ id: b }, { id: c }] }"))
    try await office.take("leads-2.csv", Self.leads("y@acme.com", "z@acme.com"))
    #expect(try office.owners("x@acme.com", "y@acme.com", "z@acme.com") == ["a", "b", "c"])
  }

  @Test func whoComesBackGetsNoFlood() async throws {
    let office = try await Office(
      Self.rules(
        "{ reps: [{ id: a }, { id: b, away: [2026-03-02/2026-03-15] }] }",
        routing: "{ name: All, to: sales, by: weighted }"))
    for day in 0..<14 {
      try await office.take("leads-\(day).csv", Self.leads("p\(day)@acme.com"))
      try await office.goOn(24 * 60)
    }
    #expect(try office.store.openHandoffs() == ["a": 14])
    try await office.take("leads-back.csv", Self.leads((0..<8).map { "q\($0)@acme.com" }))
    #expect(try office.store.openHandoffs() == ["a": 18, "b": 4])
  }

  @Test func endedWorkIsNotCounted() async throws {
    let office = try await Office(
      Self.rules(
        "{ bandwidth: { open: 2 }, reps: [{ id: a }, { id: b }] }",
        routing: "{ name: All, to: sales, by: least_loaded }"))
    try await office.take("leads-1.csv", Self.leads((0..<4).map { "p\($0)@acme.com" }))
    #expect(try office.store.openHandoffs() == ["a": 2, "b": 2])
    try await office.take(
      "feedback-1.csv",
      Self.verdicts
        + "p1@acme.com,won,2026-03-02T09:00:00Z,\np3@acme.com,rejected,2026-03-02T09:00:00Z,x\n")
    try await office.take("leads-2.csv", Self.leads("q@acme.com", "r@acme.com", "s@acme.com"))
    #expect(try office.owners("q@acme.com", "r@acme.com", "s@acme.com") == ["b", "b", nil])
    #expect(try office.owner("p1@acme.com") == "b", "a customer is theirs, and takes no room")
  }

  // MARK: Keeping owners

  static let keeping = rules(
    "{ reps: [{ id: a }, { id: b }, { id: c }] }",
    routing: "{ name: All, to: sales, keep_owner: account }")

  @Test func leadsOfOneCompanyGoToOneRep() async throws {
    let office = try await Office(Self.keeping)
    try await office.take(
      "leads-1.csv",
      Self.leads("x@acme.com", "y@mail.acme.com", "x@gmail.com", "y@gmail.com", "z@other.com"))
    #expect(
      try office.owners(
        "x@acme.com", "y@mail.acme.com", "x@gmail.com", "y@gmail.com", "z@other.com")
        == ["a", "a", "b", "c", "a"])
    try await office.crash()
    try await office.take("leads-2.csv", Self.leads("w@other.com", "v@new.com"))
    #expect(try office.owners("w@other.com", "v@new.com") == ["a", "b"])
  }

  @Test func anAccountIsFreeWhenItsLastHandoffEnded() async throws {
    let office = try await Office(Self.keeping)
    try await office.take("leads-1.csv", Self.leads("x@acme.com"))
    try await office.take(
      "feedback-1.csv", Self.verdicts + "x@acme.com,won,2026-03-02T09:00:00Z,\n")
    try await office.take("leads-2.csv", Self.leads("y@acme.com"))
    #expect(try office.owner("y@acme.com") == "b")
  }

  @Test func accountIDsTieLeadsToo() async throws {
    let office = try await Office(Self.keeping)
    try await office.take(
      "leads-1.csv", "email,account_id\nx@gmail.com,A1\ny@gmail.com,A2\nz@gmail.com,A1\n")
    #expect(try office.owners("x@gmail.com", "y@gmail.com", "z@gmail.com") == ["a", "b", "a"])
  }

  @Test func aLeadComesBackToItsRep() async throws {
    let office = try await Office(
      Self.rules(
        "{ reps: [{ id: a }, { id: b }] }", routing: "{ name: All, to: sales, keep_owner: lead }"))
    try await office.take("leads-1.csv", Self.leads("x@acme.com"))
    try await office.take(
      "feedback-1.csv",
      "email,verdict,at,track\nx@acme.com,recycle,2026-03-02T09:00:00Z,stale\n")
    #expect(try office.owner("x@acme.com") == nil)
    try await office.goOn(2 * 24 * 60)
    #expect(try office.handoffs("x@acme.com") == ["a 1 recycled", "a 2 open"])
  }

  @Test func anOwnerOfAnotherTeamIsWaitedForNoLongerThanNeeded() async throws {
    // The route's own team takes nothing; the account's owner is of another one and full.
    let office = try await Office(
      Self.rules(
        "{ reps: [{ id: a, bandwidth: { open: 0 } }] }",
        routing: """
          { name: First, when: { country: TR }, to: other },
          { name: All, to: sales, keep_owner: account }
          """, more: ""
      ).replacing(
        "routing:", with: "  other: { bandwidth: { open: 1 }, reps: [{ id: z }] }\nrouting:"))
    try await office.take(
      "leads-1.csv", "email,country\nx@acme.com,TR\ny@acme.com,DE\nv@else.com,DE\n")
    #expect(try office.owners("x@acme.com", "y@acme.com", "v@else.com") == ["z", nil, nil])
    try await office.take(
      "attempts-1.csv", "email,outcome,at,rep\nx@acme.com,connected,2026-03-02T09:00:00Z,z\n")
    try await office.use(
      Self.rules(
        "{ reps: [{ id: a, bandwidth: { open: 0 } }] }",
        routing: """
          { name: First, when: { country: TR }, to: other },
          { name: All, to: sales, keep_owner: account }
          """
      ).replacing(
        "routing:", with: "  other: { bandwidth: { open: 2 }, reps: [{ id: z }] }\nrouting:"))
    #expect(try office.owners("y@acme.com", "v@else.com") == ["z", nil])
  }

  // MARK: Takeovers

  @Test func theOwnerOfTheCRMMayExceedBandwidth() async throws {
    let office = try await Office(
      Self.rules("{ bandwidth: { open: 1 }, reps: [{ id: a }, { id: b }] }"))
    try await office.take("leads-1.csv", Self.leads("x@acme.com", "y@acme.com", "z@acme.com"))
    #expect(try office.owner("z@acme.com") == nil)
    try await office.own("z@acme.com", by: "a")
    try await office.own("y@acme.com", by: "a")
    #expect(try office.owners("x@acme.com", "y@acme.com", "z@acme.com") == ["a", "a", "a"])
    #expect(try office.handoffs("y@acme.com") == ["b 1 reassigned", "a 1 open"])
    // b has room now, a is above the limit.
    try await office.take("leads-2.csv", Self.leads("v@acme.com", "w@acme.com"))
    #expect(try office.owners("v@acme.com", "w@acme.com") == ["b", nil])
    try await office.crash()
    try await office.serve()
    #expect(try office.owner("w@acme.com") == nil)
  }

  @Test func aColumnOfAnExportTakesOver() async throws {
    let office = try await Office(
      Self.rules(
        "{ bandwidth: { open: 1 }, reps: [{ id: a }, { id: b, known_as: [Bea B.] }] }",
        more: """
          sources:
            - { name: crm, files: "crm*.csv", record: lead, owner: Contact owner }
          """))
    let text = "email,Contact owner,city\n"
    try await office.take(
      "crm-1.csv", text + "x@acme.com,,\ny@acme.com,BEA  b.,\nz@acme.com,Else,\n")
    #expect(try office.owners("x@acme.com", "y@acme.com", "z@acme.com") == ["a", "b", nil])
    #expect(try office.handoffs("y@acme.com") == ["b 1 open"])
    // Said again with news of another kind: what was given to somebody since stays with them.
    try await office.take("crm-2.csv", text + "x@acme.com,Bea B.,\ny@acme.com,a,\n")
    try await office.take("crm-3.csv", text + "x@acme.com,Bea B.,Bursa\ny@acme.com,a,Izmir\n")
    #expect(try office.handoffs("x@acme.com") == ["a 1 reassigned", "b 1 open"])
    #expect(try office.handoffs("y@acme.com") == ["b 1 reassigned", "a 1 open"])
    let handed = try office.store.undelivered(limit: 100).filter { $0.channel == .handoffs }
    #expect(handed.map(\.address) == ["a", "b", "b", "a", "a"], "z has the room that x left")
  }

  // MARK: Hours

  @Test func hoursHoldAndComeBackNextDay() async throws {
    let office = try await Office(
      Self.rules(
        "{ bandwidth: { hours_per_day: 2, share: 50% }, reps: [{ id: a }] }"
      ).replacing(
        "attempts: 2,",
        with: "attempts: 2, channels: [phone, video], minutes: { phone: 10, video: 20 },"))
    try await office.take("leads-1.csv", Self.leads((0..<5).map { "p\($0)@acme.com" }))
    #expect(try office.store.openHandoffs() == ["a": 2])
    try await office.crash()
    try await office.serve()
    #expect(try office.store.openHandoffs() == ["a": 2])
    try await office.goOn(24 * 60)
    #expect(try office.store.openHandoffs() == ["a": 4])
  }
}
