import ArgumentParser
import Daemon
import LeadCore
import Reports
import Store
import StoreSQLite

/// `leadrelay explain`: why a lead is where it is.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say why a lead is where it is: scores, handoffs, everything that happened.")

  @OptionGroup var options: Options
  @OptionGroup var clock: NowOption

  @Flag(help: "As one JSON object.")
  var json = false

  @Argument(
    help: ArgumentHelp(
      "An id, an e-mail address, KIND:ID, or any other id of the lead.", valueName: "lead"))
  var lead: String

  func run() throws {
    let configuration = try loadConfiguration(options)
    let rules = try loadRules(configuration)
    let store = try openStore(configuration)
    let id = try findLead(lead, store, rules)
    let fields = try FieldCatalogue(numbers: store.fieldNumbers(), rules: rules)
    let explanation = try explain(id, store, fields, rules)
    let output = Output()
    if json {
      try output.write(JSONObject(explanation, fields, rules))
    } else {
      try output.write(explanation.text(fields, rules, output.style))
    }
    try output.flush()
  }

  private func explain(
    _ id: Int64, _ store: any LeadRelayStore, _ fields: FieldCatalogue, _ rules: Rulebook
  ) throws -> Explanation {
    guard let stored = try store.lead(id) else { throw Failure(.negative, "no lead \(id)") }
    let book = try BookReader(store, rules)
    let facts = try store.facts(of: id)
    let lead = book.completed(stored, facts: facts)
    let now = clock.now
    let handoffs = try store.handoffs(of: id).map { handoff in
      var handoff = handoff
      handoff.zone = book.zone(ofRep: handoff.rep)
      return handoff
    }
    let files = Dictionary(try store.files().map { ($0.id, $0) }) { first, _ in first }
    return Explanation(
      lead: lead, trace: book.trace(lead, now: now), now: now, handoffs: handoffs,
      timeline: Explanation.timeline(try store.history(of: id), facts, files, fields))
  }
}
