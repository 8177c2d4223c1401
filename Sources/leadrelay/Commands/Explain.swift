import ArgumentParser
import Daemon
import Diagnostics
import LeadCore
import Reports
import Store
import StoreSQLite

/// `leadrelay explain`: why a lead is where it is.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a lead is where it is: scores, handoffs, everything that happened.")

  @OptionGroup var options: Options
  @OptionGroup var clock: NowOption

  @Flag(help: "As one JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Say what keeps the lead from a stage, such as mql, or from a rep.", valueName: "stage|rep"))
  var whyNot: String?

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
    let output = Output()
    if let whyNot {
      let answer = try book.whyNot(id, target(whyNot, rules), now: clock.now)
      if let answer, json { try output.write(JSONObject(answer)) }
      if let answer, !json { try output.write(answer.text(output.style)) }
      return try output.flush()
    }
    guard let explanation = try book.explain(id, fields, now: clock.now) else {
      throw Failure(.negative, "no lead \(id)")
    }
    if json {
      try output.write(JSONObject(explanation, fields, rules))
    } else {
      try output.write(explanation.text(fields, rules, output.style))
    }
    try output.flush()
  }

  /// A stage by its word, else a rep by whatever files call them.
  private func target(_ text: String, _ rules: Rulebook) throws -> BookReader.Target {
    if let stage = Stage(rawValue: text.lowercased()) { return .stage(stage) }
    if let rep = rules.rep(called: text) { return .rep(rep) }
    let known = Stage.allCases.map(\.rawValue) + rules.teams.flatMap { $0.reps.map(\.id) }
    let near = closest(to: text, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw Failure(.usage, "'\(text)' is neither a stage nor a rep\(near)")
  }
}
