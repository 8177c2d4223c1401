import Foundation
import Testing

/// `leadrelay explain --why-not`, on a book of its own.
@Suite struct WhyNotTests {
  private static let rules = """
    lists: { rivals: [rival.example] }
    fit: { rules: [{ name: Size, when: { employees: { at_least: 50 } }, points: 60 }] }
    interest:
      rules: [{ name: Demo, did: form_submitted, where: { form: demo }, points: 50, count: 1 }]
    qualification:
      requires: [email, phone]
      mql:
        - name: Asked
          fit: { at_least: 50 }
          did: { activity: form_submitted, where: { form: demo }, within: 7d }
          country: { not_in: [KP] }
      disqualify: [{ name: Rival, when: { email_domain: { in: rivals } } }]
    teams:
      sales: { bandwidth: { open: 1 }, reps: [{ id: jim }, { id: pam, takes: { country: DE } }] }
      small: { reps: [{ id: mia }] }
    routing:
      - { name: Small, when: { employees: { below: 60 } }, to: small }
      - { name: All, to: sales }
    """

  private static let leads = """
    lead_id,email,phone,employees,country
    1,ada@acme.example,1,80,TR
    2,bea@rival.example,2,80,DE
    3,cem@acme.example,,20,TR
    4,dan@acme.example,4,80,TR

    """

  private func place() throws -> Workplace {
    let place = try Workplace(files: [
      "rules/rules.yaml": Self.rules, "data/inbox/leads.csv": Self.leads,
      "data/inbox/activities.csv": """
      email,activity,form,at
      ada@acme.example,form_submitted,demo,2026-03-02T08:00:00Z
      dan@acme.example,form_submitted,demo,2026-03-02T08:00:00Z

      """,
      "leadrelay.yaml": "rules: rules\ndata: data\nsettle: 0s\n",
    ])
    let run = try place.run("run", "--once", "--now", "2026-03-02T09:00:00Z")
    #expect(run.status == 0)
    return place
  }

  private func lines(_ place: Workplace, _ lead: String, _ target: String) throws -> [String] {
    let outcome = try place.run(
      "explain", lead, "--why-not", target, "--now", "2026-03-02T09:00:00Z")
    #expect(outcome.status == 0)
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func everyConditionIsToldWithWhatWasFound() throws {
    #expect(
      try lines(place(), "cem@acme.example", "mql") == [
        "Why not mql?",
        "  yes email is known (required)  found: cem@acme.example",
        "  no  phone is known (required)  found: missing",
        "  no  Asked",
        "    no  fit: {at_least: 50}  found: 0",
        "    no  did: form_submitted where {form: demo} within 1w  found: never",
        "    yes country: {not: {is: kp}}  found: TR",
      ])
  }

  @Test func whatDisqualifiesIsTold() throws {
    let lines = try lines(place(), "bea@rival.example", "mql")
    #expect(lines.contains("  no  not disqualified by Rival"))
    #expect(lines.contains("    yes email_domain: {in: rivals}  found: rival.example"))
  }

  @Test func aRepWhoIsFullIsTold() throws {
    let place = try place()
    #expect(try lines(place, "ada@acme.example", "jim")[1] == "  jim has it")
    #expect(
      try lines(place, "dan@acme.example", "jim") == [
        "Why not jim?", "  yes it is an MQL that waits for a rep", "  yes route All",
        "  no  jim is present and has bandwidth  found: full_open, 0 free",
      ])
    let pam = try lines(place, "dan@acme.example", "pam")
    #expect(pam.contains("    no  country: de  found: TR"))
    let mia = try lines(place, "dan@acme.example", "mia")
    #expect(mia.contains("  no  route Small"))
    #expect(mia.contains("    no  employees: {below: 60}  found: 80"))
    #expect(mia.contains("  no  no earlier route takes it  found: All"))
  }

  @Test(arguments: ["lead", "mql", "sal", "sql", "customer", "nurture", "disqualified"])
  func everyStageHasAnAnswer(_ stage: String) throws {
    #expect(try lines(place(), "3", stage).count > 1)
  }

  @Test func jsonHasTheSameLines() throws {
    let outcome = try place().run("explain", "1", "--why-not", "sal", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["target"] as? String == "sal")
    let lines = try #require(object["lines"] as? [[String: Any]])
    #expect(lines.map { $0["held"] as? Bool } == [true, false])
  }

  @Test func aStrangerIsNoTarget() throws {
    let outcome = try place().run("explain", "1", "--why-not", "jmi")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("neither a stage nor a rep; did you mean 'jim'?"))
  }
}
