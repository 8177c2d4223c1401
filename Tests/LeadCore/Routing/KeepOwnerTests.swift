import Testing

@testable import LeadCore

/// `keep_owner`: leads stay with those who know them.
@Suite struct KeepOwnerTests {
  static func desk(_ kept: Route.KeepOwner, _ reps: Rep...) -> Desk {
    Desk(.team(.roundRobin, reps, keepOwner: kept))
  }

  @Test func theOwnerComesBeforeWhoseTurnItIs() {
    var desk = Self.desk(.lead, .rep("a"), .rep("b"), .rep("c"))
    #expect(desk.give(keeping: Keepers(lead: "c", account: ["b"])) == "c")
    #expect(desk.give() == "a", "the turn has not moved")
    let key = desk.key()
    let asked = desk.load.candidates(for: key, keeping: Keepers(lead: "c"), now: desk.now)
    #expect(asked.map(\.reason) == [.notInTurn, .notInTurn, .keptOwner])
  }

  @Test func ofAnAccountTheOldestOpenHandoffCounts() {
    var desk = Self.desk(.account, .rep("a"), .rep("b"), .rep("c", open: 0))
    #expect(desk.give(keeping: Keepers(lead: "a", account: ["c", "b", "a"])) == "b")
  }

  @Test(arguments: [
    (Rep.rep("a") { $0.isPaused = true }, Candidate.Reason.paused),
    (.rep("a", perDay: 0), .fullDay),
    (.rep("a") { $0.away = ["2026-03-02"..."2026-03-02"] }, .away),
  ])
  func whoCannotTakeItIsNotKept(_ owner: Rep, _ reason: Candidate.Reason) {
    var desk = Self.desk(.lead, owner, .rep("b"))
    let found = desk.load.assignment(
      for: desk.key(), keeping: Keepers(lead: "a"), now: desk.now)
    #expect(found?.rep == "b")
    #expect(found?.isKept == false)
    #expect(found?.candidates.map(\.reason) == [reason, .taken])
  }

  @Test func whoIsGoneIsNamedAsGone() {
    var desk = Self.desk(.lead, .rep("b"))
    let found = desk.load.assignment(
      for: desk.key(), keeping: Keepers(lead: "a"), now: desk.now)
    #expect(
      found?.candidates == [
        Candidate(rep: "b", reason: .taken, free: nil),
        Candidate(rep: "a", reason: .gone, free: 0),
      ])
  }

  @Test func anOwnerOfAnotherTeamKeepsIt() {
    var desk = Desk(
      .with { book in
        book.team("x", .rep("a", open: 0))
        book.team("y", .rep("b"))
        book.route(to: "x")
        book.routes[0].keepOwner = .account
      })
    let keepers = Keepers(account: ["b"])
    let found = desk.load.assignment(for: desk.key(), keeping: keepers, now: desk.now)
    #expect(found?.rep == "b")
    #expect(found?.team == "y")
    #expect(found?.candidates.map(\.reason) == [.fullOpen, .keptOwner])
    #expect(desk.ask() == nil)
  }

  @Test(
    arguments: [
      (["ada@acme.com"], nil, ["domain acme.com"]),
      (["ada@mail.acme.co.uk"], nil, ["domain acme.co.uk"]),
      (["ada@gmail.com"], nil, []), (["x@mailinator.com"], nil, []), ([], "A-1", ["id a-1"]),
      (["ada@ACME.com", "bob@acme.com"], "A-1", ["domain acme.com", "id a-1"]),
      (["nobody"], nil, []),
    ] as [([String], String?, [String])])
  func mailDomainsOfCompaniesTieLeads(_ emails: [String], _ id: String?, _ keys: [String]) {
    #expect(
      Rulebook.team(.roundRobin, .rep("a")).accountKeys(emails: emails, accountID: id) == keys)
  }

  @Test func accountsHaveOwnersWhileHandoffsAreOpen() {
    var owners = AccountOwners()
    owners.begin(7, rep: "b", of: ["acme"])
    owners.begin(3, rep: "a", of: ["acme", "id 1"])
    owners.begin(9, rep: "a", of: ["acme"])
    owners.begin(10, rep: "c", of: [])
    #expect(owners.reps(of: ["acme"]) == ["a", "b"])
    #expect(owners.accounts(of: "a") == ["acme", "id 1"])
    owners.end(3)
    owners.end(3)
    #expect(owners.reps(of: ["acme"]) == ["b", "a"])
    #expect(owners.reps(of: ["id 1", "other"]) == [])
    #expect(owners.accounts(of: "a") == ["acme"])
  }
}
