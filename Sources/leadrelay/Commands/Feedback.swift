import ArgumentParser
import LeadCore

/// `leadrelay feedback`: what sales says of a lead.
struct FeedbackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feedback", abstract: "Record what sales says of a lead.")

  @OptionGroup var options: Options
  @OptionGroup var record: RecordOptions

  @Option(help: "The verdict.")
  var verdict: Feedback.Verdict

  @Option(help: "Whose verdict: a rep's id, name or e-mail address.")
  var rep: String?

  @Option(help: "Why; `rejections` in the rulebook says where the lead goes then.")
  var reason: String?

  @Option(help: "The value of the deal.")
  var amount: String?

  @Option(help: "The nurture track, with recycle and nurture.")
  var track: String?

  func run() async throws {
    try await record.deliver("feedback", options) { row in
      row.add("verdict", verdict.rawValue)
      row.add("rep", rep)
      row.add("reason", reason)
      row.add("amount", amount)
      row.add("track", track)
    }
  }
}
