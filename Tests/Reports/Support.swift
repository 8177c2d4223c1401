import LeadCore
import Store

@testable import Reports

func at(_ text: String) -> Instant {
  var text = text
  return text.withUTF8 { instant(iso: $0, zone: .utc) } ?? Instant(milliseconds: 0)
}

/// Names of fields, in the order of their numbers.
let names = ["title", "employees", "email", "country", "note"]

func catalogue(_ rules: Rulebook = Rulebook()) -> FieldCatalogue {
  let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  return FieldCatalogue(numbers: numbers, rules: rules)
}

func record(_ values: [String: String]) -> FieldRecord {
  var record = FieldRecord()
  for (number, name) in names.enumerated() {
    if let value = values[name] { record.append(number, value) }
  }
  return record
}

/// A lead of whom everything is known.
func ada() -> StoredLead {
  var state = LeadState(
    id: 7, since: at("2026-03-02T09:00:00.250Z"), createdAt: at("2026-03-01T00:00:00Z"))
  state.stage = .sal
  state.fit = 55
  state.interest = 50
  state.cycle = 1
  state.handoff = handoff()
  return StoredLead(
    identities: [
      Identity(kind: "hubspot", value: "1001"), Identity(kind: "email", value: "ada@acme.com"),
      Identity(kind: "hubspot", value: "\"2\""),
    ],
    record: record([
      "title": "CTO", "employees": "300", "email": "ada@acme.com", "country": "TR", "note": "a\nb",
    ]), state: state)
}

func handoff() -> Handoff {
  var terms = PlanTerms()
  terms.accept = .time(.hours(4))
  var handoff = Handoff(
    rep: "jim", team: "inside", route: "Everyone", plan: "Hot", terms: terms, cycle: 1,
    at: at("2026-03-02T09:00:00Z"), zone: .utc)
  handoff.id = 3
  handoff.acceptBy = at("2026-03-02T13:00:00Z")
  handoff.attempts = [
    Attempt(at: FactTime(instant: at("2026-03-02T10:00:00Z")), outcome: .noAnswer, rep: "jim"),
    Attempt(at: FactTime(instant: at("2026-03-02T11:00:00Z")), outcome: .noAnswer, rep: "jim"),
    Attempt(at: FactTime(instant: at("2026-03-03T10:00:00Z")), outcome: .replied, rep: "jim"),
  ]
  handoff.candidates = [
    Candidate(rep: "jim", reason: .taken, free: nil),
    Candidate(rep: "pam", reason: .outsideTakes, free: 3),
  ]
  return handoff
}
