import LeadCore
import Store
import Testing

@testable import Reports

@Suite struct ExplanationTests {
  private var explanation: Explanation {
    var file = FileEntry(
      id: 1, name: "leads-1.csv", sha256: "ab", state: .done, firstSeen: at("2026-03-02T08:00:00Z"))
    file.rows = 1
    let now = at("2026-03-04T00:00:00Z")
    let fact = StoredFact(
      lead: 7, number: 1, kind: .lead, at: nil, key: 0, file: 1, line: 2, properties: FieldRecord())
    let entry = HistoryEntry(
      lead: 7, at: at("2026-03-02T09:00:00Z"), decidedAt: now, kind: "handed", text: "to jim",
      trace: nil, file: 0, line: 0)
    let rules = Rulebook()
    var lead = ada()
    lead.state.activities = []
    let looks = Scorer(rules).look(
      at: Rows(arena: ByteArena(), cells: [.missing], stride: 1, columnOfSlot: []), now: now)
    return Explanation(
      lead: lead, trace: trace(lead.state, looks[0], rules, now: now) { _ in nil }, now: now,
      handoffs: [handoff()],
      timeline: Explanation.timeline([entry], [fact], [1: file], catalogue()))
  }

  @Test func factsKeepFileAndLine() {
    let events = explanation.timeline
    #expect(events.map(\.kind) == ["lead", "handed"])
    #expect(events[0].file == "leads-1.csv" && events[0].line == 2)
    #expect(events[1].file == nil && events[1].line == nil)
  }

  @Test func jsonHoldsAllOfIt() {
    let json = JSONObject(explanation, catalogue(), Rulebook()).closed
    #expect(json.hasPrefix(#"{"lead":{"id":7,"#))
    #expect(json.contains(#""now":"2026-03-04T00:00:00Z","trace":{"fit":0,"#))
    #expect(json.contains(#""handoffs":[{"id":3,"lead":7,"#))
    #expect(
      json.contains(
        #"{"at":"2026-03-02T08:00:00Z","kind":"lead","text":"fields told","file":"leads-1.csv","#
      ))
  }

  @Test func textNamesCandidatesAndReasons() {
    let text = explanation.text(catalogue(), Rulebook(), TextStyle(usesColour: false))
    #expect(text.hasPrefix("Lead 7  hubspot:1001, ada@acme.com, hubspot:\"2\"\n"))
    #expect(text.contains("pam               outside_takes   3 free"))
    #expect(text.contains("leads-1.csv:2"))
    #expect(!text.contains("\u{1B}"))
  }
}
