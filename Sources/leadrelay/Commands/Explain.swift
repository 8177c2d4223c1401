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
    let book = try BookReader(store, rules)
    guard let explanation = try book.explain(id, fields, now: clock.now) else {
      throw Failure(.negative, "no lead \(id)")
    }
    let output = Output()
    if json {
      try output.write(JSONObject(explanation, fields, rules))
    } else {
      try output.write(explanation.text(fields, rules, output.style))
    }
    try output.flush()
  }
}
