import ArgumentParser
import Daemon
import LeadCore
import Store

/// `leadrelay release`: gives a lead back to the queue.
struct Release: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a lead from its rep: it waits for a rep again.")

  @OptionGroup var options: Options
  @OptionGroup var act: ActOptions

  @Argument(
    help: ArgumentHelp(
      "The lead: an id, an e-mail address, KIND:ID, or any other id of it.", valueName: "lead"))
  var lead: String

  func run() async throws {
    try await act.deliver("release", options) { record, configuration, rules in
      record.add("lead", try leadID(lead, configuration, rules))
    }
  }
}

/// A lead's id, as acts name it.
func leadID(
  _ lead: String, _ configuration: Configuration, _ rules: Rulebook
) throws -> String {
  let store = try openStore(configuration)
  return String(try Int64(lead) ?? findLead(lead, store, rules))
}
