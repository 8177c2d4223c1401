import LeadCore
import Store
import StoreSQLite
import Testing

/// A restart changes nothing: the same start state gives the same owners.
@Suite struct RestartTests {
  /// Routes that hold for a while only.
  static let fading =
    RoutingLifeTests.rules(
      "{ bandwidth: { open: 1 }, reps: [{ id: a }] }",
      routing: """
        { name: Hot, when: { did: { activity: visit, within: 2h } }, to: sales },
        { name: All, to: other }
        """
    ).replacing("routing:", with: "  other: { reps: [{ id: z }] }\nrouting:")

  /// Two people who have just visited us; one of them waits, for a can take one.
  private static func visited(_ rules: String) async throws -> Office {
    let office = try await Office(rules)
    for person in ["x", "y"] {
      try await office.take(
        "activities-\(person).csv",
        "email,activity,at\n\(person)@acme.com,visit,2026-03-02T08:30:00Z\n")
    }
    return office
  }

  @Test(arguments: [false, true])
  func aWaitingLeadKeepsItsWay(crashes: Bool) async throws {
    let office = try await Self.visited(Self.fading)
    #expect(try office.owners("x@acme.com", "y@acme.com") == ["a", nil])
    try await office.goOn(3 * 60)
    if crashes { try await office.crash() }
    try await office.serve()
    #expect(try office.owner("y@acme.com") == nil, "it waits for a, though its visit is long ago")
    try await office.take(
      "feedback-1.csv", RoutingLifeTests.verdicts + "x@acme.com,won,2026-03-02T09:00:00Z,\n")
    #expect(try office.owner("y@acme.com") == "a")
  }

  @Test func anotherRulebookLooksForTheWayAnew() async throws {
    let office = try await Self.visited(Self.fading)
    try await office.goOn(3 * 60)
    try await office.use(Self.fading.replacing("300d", with: "301d"))
    #expect(try office.owner("y@acme.com") == "z")
  }

  @Test func aWayThatAReloadFoundOutlivesARestart() async throws {
    let office = try await Self.visited(Self.fading)
    try await office.use(Self.fading.replacing("300d", with: "301d"))
    try await office.goOn(3 * 60)
    try await office.crash()
    try await office.serve()
    #expect(try office.owner("y@acme.com") == nil)
    #expect(try office.lead("y@acme.com").state.routing == RoutingKey(routes: [0, 1]))
  }

  @Test func hoursDoNotTakeAWayAway() async throws {
    let office = try await Self.visited(
      RoutingLifeTests.rules(
        "{ bandwidth: { open: 1, hours_per_day: 8 }, reps: [{ id: a }] }",
        routing: "{ name: Hot, when: { did: { activity: visit, within: 2h } }, to: sales }"
      ).replacing("attempts: 2,", with: "attempts: 1, channels: [phone], minutes: { phone: 10 },"))
    try await office.goOn(3 * 60)
    try await office.take(
      "feedback-1.csv", RoutingLifeTests.verdicts + "x@acme.com,won,2026-03-02T09:00:00Z,\n")
    #expect(try office.owner("y@acme.com") == "a")
  }

  @Test func moreLeadsThanOneTransactionFindTheirNewWay() async throws {
    func rules(_ routes: String, open: Int) -> String {
      RoutingLifeTests.rules(
        "{ bandwidth: { open: \(open), hours_per_day: 24 }, reps: [{ id: a }] }", routing: routes
      ).replacing("attempts: 2,", with: "attempts: 1, channels: [phone], minutes: { phone: 1 },")
        .replacing("order: [oldest]", with: "order: [newest]")
    }
    let office = try await Office(
      rules(
        """
        { name: First, when: { country: TR }, to: sales },
        { name: Second, when: { country: DE }, to: sales }, { name: All, to: sales }
        """, open: 0))
    // Those who are served first come last.
    for (file, people) in [0..<2_000, 2_000..<2_500].enumerated() {
      try await office.take(
        "leads-\(file).csv", RoutingLifeTests.leads(people.map { "p\($0)@acme.com" }))
      try await office.goOn(60)
    }
    try await office.use(rules("{ name: All, to: sales }", open: 1_000))
    #expect(try office.store.openHandoffs() == ["a": 1_000])
    #expect(try office.owner("p2499@acme.com") == "a")
    #expect(try office.lead("p1999@acme.com").state.routing?.routes == [0])
  }

  @Test func aRulebookThatTakesTheWayAwayIsHeardOf() async throws {
    let office = try await Self.visited(Self.fading)
    let before = try office.alerts().count
    try await office.use(
      Self.fading.replacing("within: 2h", with: "within: 1m").replacing(
        "name: All,", with: "name: All, when: { country: TR },"))
    #expect(try office.alerts().count == before + 1, "y has no way any more")
    try await office.crash()
    try await office.serve()
    #expect(try office.alerts().count == before + 1, "that is said once")
  }

  @Test func aLeadThatIsMergedAwayWaitsNoMore() async throws {
    let office = try await Office(
      RoutingLifeTests.rules(
        "{ bandwidth: { open: 1 }, reps: [{ id: a }, { id: b }, { id: c }] }",
        more: """
          sources:
            - { name: crm, files: "*", record: lead, identity: { crm: id, email: email } }
          """
      ).replacing("fit: { at_least: 50 }", with: "fit: { at_least: 0 }"))
    try await office.take("leads-1.csv", "id,email\n1,\n2,\n,y@x.com\n,w@x.com\n")
    #expect(try office.owner("w@x.com") == nil)
    try await office.take("leads-2.csv", "id,email\n1,w@x.com\n2,y@x.com\n")
    #expect(try office.owners("w@x.com", "y@x.com") == ["a", "b"])
    #expect(try office.store.openHandoffs().values.reduce(0, +) == 2)
  }

  // MARK: Handicaps

  @Test func anotherWayToChooseForgetsWhoWasThere() async throws {
    let office = try await Office(Self.levelling)
    try await office.take(
      "leads-1.csv", RoutingLifeTests.leads((0..<20).map { "p\($0)@acme.com" }))
    try await office.goOn(to: "2026-03-05T09:00:00Z")
    try await office.take("leads-2.csv", RoutingLifeTests.leads("q@acme.com"))
    #expect(try office.store.turns()[0].handicaps?["c"] == 10_000)
    try await office.use(Self.levelling.replacing("least_loaded", with: "round_robin"))
    #expect(try office.store.turns()[0].handicaps == [:])
    try await office.use(Self.levelling)
    try await office.take("leads-3.csv", RoutingLifeTests.leads("r@acme.com"))
    #expect(try office.owner("r@acme.com") == "c", "by open leads alone")
  }

  static let levelling = RoutingLifeTests.rules(
    """
    { bandwidth: { open: 40 },
          reps: [{ id: a }, { id: b }, { id: c, away: [2026-03-02/2026-03-04] }] }
    """, routing: "{ name: All, to: sales, by: least_loaded }")

  @Test(arguments: [false, true])
  func whoCameBackStaysLevel(crashes: Bool) async throws {
    let office = try await Office(Self.levelling)
    try await office.take("leads-1.csv", RoutingLifeTests.leads((0..<20).map { "p\($0)@acme.com" }))
    #expect(try office.store.openHandoffs() == ["a": 10, "b": 10])
    if crashes { try await office.crash() }
    try await office.goOn(to: "2026-03-05T09:00:00Z")
    if crashes { try await office.crash() }
    try await office.take("leads-2.csv", RoutingLifeTests.leads("q@acme.com"))
    #expect(try office.owner("q@acme.com") == "c", "as many as the others, longest without any")
    if crashes { try await office.crash() }
    try await office.take(
      "feedback-1.csv", RoutingLifeTests.verdicts + "p1@acme.com,won,2026-03-05T09:00:00Z,\n")
    if crashes { try await office.crash() }
    let turn = try #require(try office.store.turns().first)
    #expect(turn.handicaps == ["a": 0, "b": 0, "c": 9_500], "one of the others' 20 is over")
    try await office.take("leads-3.csv", RoutingLifeTests.leads((0..<9).map { "r\($0)@acme.com" }))
    #expect(try office.store.openHandoffs() == ["a": 13, "b": 13, "c": 3])
  }

  @Test func whoIsOutOfTheRulebookForAWhileStartsLevelToo() async throws {
    let rules = Self.levelling.replacing(", away: [2026-03-02/2026-03-04]", with: "")
    let office = try await Office(rules)
    try await office.take(
      "leads-1.csv", RoutingLifeTests.leads("p1@acme.com", "p2@acme.com", "p3@acme.com"))
    try await office.take(
      "feedback-1.csv", RoutingLifeTests.verdicts + "p3@acme.com,won,2026-03-02T09:00:00Z,\n")
    try await office.use(rules.replacing(", { id: c }", with: ""))
    try await office.take("leads-2.csv", RoutingLifeTests.leads((0..<18).map { "q\($0)@acme.com" }))
    #expect(try office.store.openHandoffs() == ["a": 10, "b": 10])
    try await office.use(rules)
    try await office.take("leads-3.csv", RoutingLifeTests.leads((0..<9).map { "r\($0)@acme.com" }))
    #expect(try office.store.openHandoffs() == ["a": 13, "b": 13, "c": 3])
  }
}
