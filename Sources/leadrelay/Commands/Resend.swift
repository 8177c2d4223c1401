import ArgumentParser

/// `leadrelay resend`: tries again what was given up.
struct Resend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resend", abstract: "Try deliveries again that were given up.",
    discussion: "`leadrelay status` lists them with the ids of their events.")

  @OptionGroup var options: Options
  @OptionGroup var act: ActOptions

  @Argument(help: ArgumentHelp("The event; all if left out.", valueName: "id"))
  var event: String?

  func run() async throws {
    try await act.deliver("resend", options) { record, _, _ in record.add("id", event) }
  }
}
