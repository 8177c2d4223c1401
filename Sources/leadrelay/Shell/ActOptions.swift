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
