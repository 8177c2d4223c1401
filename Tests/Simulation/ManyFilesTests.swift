import LeadCore
import Store
import StoreSQLite
import Testing

/// However the rows lie in files, the same reps get the same leads.
@Suite struct ManyFilesTests {
  private static let emails = (0..<10_000).map { "p\($0)@company\($0 % 700).example" }

  @Test(
    "ten thousand leads in one file and in ten thousand files give the same split",
    arguments: Route.Choice.allCases)
  func sameSplit(_ choice: Route.Choice) async throws {
    let rules = RoutingLifeTests.rules(
      "{ reps: [{ id: a, weight: 3 }, { id: b, bandwidth: { open: 2500 } }, { id: c }] }",
      routing: "{ name: All, to: sales, by: \(choice.rawValue) }")
    let (one, many) = (try await Office(rules), try await Office(rules))
    try await one.take("leads-1.csv", RoutingLifeTests.leads(Self.emails))
    for (number, email) in Self.emails.enumerated() {
      try await many.take("leads-\(number).csv", RoutingLifeTests.leads(email))
    }
    var owners: [[String]] = [[], []]
    for (place, office) in [one, many].enumerated() {
      try office.store.forEachHandoff { handoff, lead in
        owners[place].append("\(lead) \(handoff.rep)")
      }
    }
    #expect(owners[0].count == 10_000 && owners[0] == owners[1])
    #expect(try one.store.openHandoffs() == many.store.openHandoffs())
  }
}
