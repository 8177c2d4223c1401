import ArgumentParser
import Daemon
import LeadCore

/// What the manual acts share.
struct ActOptions: ParsableArguments {
  @Option(help: "Why; it stands in the history.")
  var reason: String

  func validate() throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason says nothing") }
  }

  /// Writes an act with the columns that `fill` adds, and does it where no daemon does.
  func deliver(
    _ act: String, _ options: Options,
    fill: (inout RecordFile, _ configuration: Configuration, _ rules: Rulebook) throws -> Void
  ) async throws {
    let configuration = try loadConfiguration(options)
    let rules = try loadRules(configuration)
    let now = systemNow()
    var record = RecordFile(act: act, reason: reason, at: now)
    try fill(&record, configuration, rules)
    try await record.deliver(configuration, rules, now: now)
  }
}

/// What the acts on one lead share.
struct LeadActOptions: ParsableArguments {
  @OptionGroup var act: ActOptions

  @Argument(
    help: ArgumentHelp(
      "The lead: an id, an e-mail address, KIND:ID, or any other id of it.", valueName: "lead"))
  var lead: String

  /// The act's rows name the lead by its id, whatever the user calls it.
  ///
  /// - Parameter rep: to whom it goes, where the act says so.
  func deliver(_ name: String, _ options: Options, rep: String? = nil) async throws {
    try await act.deliver(name, options) { record, configuration, rules in
      let store = try openStore(configuration)
      record.add("lead", String(try Int64(lead) ?? findLead(lead, store, rules)))
      record.add("rep", rep)
    }
  }
}
