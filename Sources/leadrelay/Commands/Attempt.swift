import ArgumentParser
import LeadCore

/// `leadrelay attempt`: one try to reach a lead.
struct AttemptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempt", abstract: "Record a try to reach a lead.")

  @OptionGroup var options: Options
  @OptionGroup var record: RecordOptions

  @Option(help: "What came of it.")
  var outcome: Attempt.Outcome

  @Option(help: "Who tried: a rep's id, name or e-mail address; the owner if left out.")
  var rep: String?

  @Option(help: "How: phone, email, video …")
  var channel: String?

  @Option(help: "Why it went so.")
  var reason: String?

  func run() async throws {
    try await record.deliver("attempts", options) { row in
      row.add("outcome", outcome.rawValue)
      row.add("rep", rep)
      row.add("channel", channel)
      row.add("reason", reason)
    }
  }
}
