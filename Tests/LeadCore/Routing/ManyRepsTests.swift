import Testing

@testable import LeadCore

/// Thousands of reps: everybody gets their part, candidates stay short, and a lead costs about as
/// much as among ten.
@Suite(.serialized) struct ManyRepsTests {
  private static let countries = ["de", "tr", "pl", "ir", "th"]

  /// Reps of five kinds, one for each country, with a limit that is never reached.
  private static func rules(_ choice: Route.Choice, reps: Int) -> Rulebook {
    .with { book in
      let takes = countries.map { book.program.compile(.equals("country", $0)) }
      var team = Team(id: "sales")
      for rep in 0..<reps {
        team.reps.append(
          .rep("r\(rep)", weight: 1 + rep % 3, open: 1_000_000) {
            $0.takes = takes[rep % takes.count]
          })
      }
      book.teams = [team]
      book.route(to: "sales", by: choice)
    }
  }

  /// Gives so many leads away, of one country after the other; how long it took, and who took them.
  private static func give(
    _ leads: Int, to desk: inout Desk
  ) -> (time: Duration, reps: [Int], candidates: Int) {
    var taken: [Int] = []
    var candidates = 0
    let keys = countries.indices.map { country in
      var key = RoutingKey(routes: [0])
      key.refused = [~(1 << UInt64(country)) & 0b11111]
      return key
    }
    let time = ContinuousClock().measure {
      for lead in 0..<leads {
        guard let found = desk.load.assignment(for: keys[lead % keys.count], now: desk.now)
        else { return }
        desk.load.take(found, now: desk.now)
        taken.append(Int(found.rep.dropFirst())!)
        candidates = max(candidates, found.candidates.count)
        if lead % 3 == 0 { desk.load.release(rep: found.rep, now: desk.now) }
      }
    }
    return (time, taken, candidates)
  }

  @Test func everybodyOfALargeTeamIsACandidateOnce() throws {
    var desk = Desk(.team(.roundRobin, .rep("full", open: 0), .rep("r0"), .rep("r1")))
    var rules = desk.rules
    for rep in 2...60 { rules.teams[0].reps.append(.rep("r\(rep)")) }
    rules.settle()
    desk = Desk(rules)
    func sum(_ candidates: [Candidate]) -> Int { candidates.reduce(0) { $0 + ($1.count ?? 1) } }
    let named = desk.load.candidates(for: desk.key(), naming: "full", now: desk.now)
    #expect(sum(named) == 62 && named.count(where: \.isTaken) == 1)
    #expect(!named.contains { $0.reason == .fullOpen }, "the only full one takes it")
    let key = desk.key()
    let found = desk.load.assignment(for: key, exceptFor: "r3", now: desk.now)
    let other = try #require(found)
    #expect(sum(other.candidates) == 62, "the one it is taken from is counted too")
  }

  @Test(arguments: Route.Choice.allCases)
  func tenThousandAreServedLikeTen(_ choice: Route.Choice) {
    var few = Desk(Self.rules(choice, reps: 10))
    var many = Desk(Self.rules(choice, reps: 10_000))
    let (quick, slow) = (Self.give(3_000, to: &few), Self.give(3_000, to: &many))
    #expect(quick.reps.count == 3_000 && slow.reps.count == 3_000)
    for (lead, rep) in slow.reps.enumerated() {
      #expect(rep % 5 == lead % 5, "only who takes the lead's country")
    }
    #expect(slow.candidates == 50 + 2, "fifty by name; not in turn, and outside takes")
    if choice == .roundRobin { #expect(Set(slow.reps).count == 3_000, "all of them others") }
    #if !DEBUG
      let ratio = (slow.time / quick.time * 10).rounded() / 10
      print("\(choice.rawValue): \(ratio)× the time of ten reps")
    #endif
  }

  @Test func candidatesOfALargeTeamAreCounted() {
    var desk = Desk(Self.rules(.weighted, reps: 1_000))
    for rep in 0..<20 { desk.load.book("r\(rep * 5)", work: 0, now: desk.now) }
    var key = RoutingKey(routes: [0])
    key.refused = [0b11110]
    let found = desk.load.assignment(for: key, now: desk.now)?.candidates ?? []
    #expect(found.count == 52)
    #expect(found.prefix(50).allSatisfy { $0.rep != nil && $0.count == nil })
    #expect(found[0].reason == .taken)
    #expect(
      found.suffix(2) == [
        Candidate(count: 800, reason: .outsideTakes), Candidate(count: 150, reason: .notInTurn),
      ])
    let one = desk.load.candidate("r7", for: key, now: desk.now)
    #expect(one == Candidate(rep: "r7", reason: .outsideTakes, free: 1_000_000))
  }
}
