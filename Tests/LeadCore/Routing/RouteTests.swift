import Testing

@testable import LeadCore

/// Which route and which team; who could have taken the lead and why not.
@Suite struct RouteTests {
  /// Teams `x` (full), `y` (full) and `z` (free).
  static func rules(_ routes: (inout Rulebook) -> Void) -> Rulebook {
    .with { book in
      book.team("x", .rep("xa", open: 0))
      book.team("y", .rep("yb", open: 0))
      book.team("z", .rep("zc"))
      routes(&book)
    }
  }

  @Test(
    arguments: [
      (Route.IfFull.wait, nil, []), (.next, "zc", ["xa", "zc"]), (.team("z"), "zc", ["xa", "zc"]),
      (.team("y"), nil, []), (.team("x"), nil, []), (.team("nowhere"), nil, []),
    ] as [(Route.IfFull, String?, [String])])
  func ifFull(_ ifFull: Route.IfFull, _ rep: String?, _ asked: [String]) {
    var desk = Desk(
      Self.rules {
        $0.route("first", to: "x", ifFull: ifFull)
        $0.route("second", to: "z")
      })
    let assignment = desk.ask()
    #expect(assignment?.rep == rep)
    #expect(assignment?.candidates.compactMap(\.rep) ?? [] == asked)
    #expect(assignment?.route == (rep == nil ? nil : ifFull == .next ? "second" : "first"))
    #expect(assignment?.team == (rep == nil ? nil : "z"))
  }

  @Test func teamsThatPointAtEachOtherEnd() {
    var desk = Desk(
      Self.rules {
        $0.route("a", to: "x", ifFull: .team("y"))
        $0.route("b", to: "y", ifFull: .team("x"))
      })
    #expect(desk.ask() == nil)
    #expect(desk.ask([1]) == nil)
  }

  @Test func everyFullTeamOnTheWayIsAmongTheCandidatesOnce() {
    var desk = Desk(
      Self.rules {
        $0.route("a", to: "x", ifFull: .next)
        $0.route("b", to: "x", ifFull: .next)
        $0.route("c", to: "y", ifFull: .team("z"))
      })
    #expect(
      desk.ask()?.candidates == [
        Candidate(rep: "xa", reason: .fullOpen, free: 0),
        Candidate(rep: "yb", reason: .fullOpen, free: 0),
        Candidate(rep: "zc", reason: .taken, free: nil),
      ])
  }

  @Test func onlyRoutesThatHoldAreTaken() {
    let book = Self.rules {
      $0.route("big", .number("employees", .atLeast(1000)), to: "x")
      $0.route("all", to: "z")
    }
    var desk = Desk(book)
    #expect(desk.ask([1])?.rep == "zc")
    #expect(desk.ask([0, 1]) == nil, "the first whose `when` holds decides: it waits")
    #expect(desk.ask([]) == nil)
  }

  @Test(
    arguments: [
      (["employees": "999"], [1]), (["employees": "1,000"], [0, 1]), ([:], [1]),
    ] as [([String: String], [Int])])
  func theKeyTellsWhichRoutesHoldAndWhoRefuses(_ fields: [String: String], _ routes: [Int]) {
    let book = Rulebook.with { book in
      let german = book.program.compile(.equals("country", "DE"))
      book.team("x", .rep("pam") { $0.takes = german }, .rep("jim"))
      book.route("big", .number("employees", .atLeast(1000)), to: "x")
      book.route("all", to: "x")
    }
    let state = LeadState(id: 1, since: Life.monday, createdAt: Life.monday)
    for (country, refusing) in [("de", []), ("TR", ["pam"]), ("", ["pam"])] {
      let lead = TestLead(fields.merging(["country": country]) { $1 })
      let key = routingKey(state, book.look(at: lead, now: Life.monday), book, now: Life.monday)
      #expect(key.routes == routes)
      #expect(book.refusing(key) == refusing)
    }
  }

  @Test func everyReasonIsGiven() {
    var desk = Desk(
      .team(
        .roundRobin, .rep("taker"), .rep("next"), .rep("paused") { $0.isPaused = true },
        .rep("away") { $0.away = ["2026-03-01"..."2026-03-02"] }, .rep("open", open: 1),
        .rep("day", perDay: 1), .rep("week", perWeek: 1), .rep("month", perMonth: 1),
        .rep("refuses")), refusable: true)
    let full = ["open", "day", "week", "month"]
    for rep in full { desk.load.book(rep, work: 0, now: desk.now) }
    let candidates = desk.ask(refusedBy: ["refuses", "paused", "open"])?.candidates ?? []
    #expect(
      candidates.compactMap(\.rep) == desk.rules.teams[0].reps.map(\.id), "in the rulebook's order")
    #expect(
      candidates.map(\.reason) == [
        .taken, .notInTurn, .paused, .away, .outsideTakes, .fullDay, .fullWeek, .fullMonth,
        .outsideTakes,
      ])
    #expect(candidates.count(where: \.isTaken) == 1)
  }

  @Test(arguments: [
    ("2026-12-23T22:59:59.999Z", true), ("2026-12-23T23:00:00Z", false),
    ("2027-01-02T22:59:59.999Z", false), ("2027-01-02T23:00:00Z", true),
  ])
  func awayIsOfWholeDaysInTheRepsZone(_ at: String, _ isPresent: Bool) {
    let rep = Rep.rep("a", zone: .fixed(hours: 1)) { $0.away = ["2026-12-24"..."2027-01-02"] }
    var desk = Desk(.team(.roundRobin, rep), now: Instant(stringLiteral: at))
    #expect((desk.ask() != nil) == isPresent)
  }

  @Test func filesMayCallARepByManyNames() {
    let book = Rulebook.team(
      .roundRobin,
      .rep("jim") {
        $0.name = "Jim Halpert"
        $0.email = "jim@example.com"
        $0.knownAs = ["0058000000ABC"]
      }, .rep("pam"))
    for name in ["JIM", " jim  halpert", "Jim@Example.com", "0058000000abc"] {
      #expect(book.rep(called: name) == "jim")
    }
    #expect(book.rep(called: "Dwight") == nil)
    #expect(book.rep("pam")?.id == "pam")
  }
}

extension Rulebook {
  /// The reps who do not take a lead of this key.
  func refusing(_ key: RoutingKey) -> [String] {
    let roster = sections.roster
    return self.teams.enumerated().flatMap { team, members in
      members.reps.enumerated().filter { rep, _ in
        let takes = Int(roster.takesOfReps[team][rep])
        guard takes >= 0, takes >> 6 < key.refused.count else { return false }
        return key.refused[takes >> 6] >> UInt64(takes & 63) & 1 == 1
      }.map(\.element.id)
    }
  }
}
