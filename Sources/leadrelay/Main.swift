import ArgumentParser

/// The command line. Exit codes are those of sysexits.h, see `ExitStatus`.
@main
struct LeadRelay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leadrelay",
    abstract: "The agreement between marketing and sales, written as YAML and kept by a daemon.",
    discussion: """
      Drop lead exports into the inbox; LeadRelay scores them, hands them to reps and watches the \
      follow-up.

      Exit codes: 0 done, 64 usage, 65 data, 66 no input, 70 a bug, 73 and 74 cannot create, \
      read or write, 75 another instance has the data, 78 configuration or rulebook.
      """,
    version: "leadrelay \(version)",
    subcommands: [
      Run.self, Check.self, TestCommand.self, Score.self, Explain.self, Status.self, Init.self,
      Schema.self,
    ],
    groupedSubcommands: [
      CommandGroup(
        name: "Lists:",
        subcommands: [
          Leads.self, Handoffs.self, Breaches.self, Reps.self, Files.self,
        ]),
      CommandGroup(
        name: "Records:",
        subcommands: [AttemptCommand.self, FeedbackCommand.self, ActivityCommand.self]),
      CommandGroup(
        name: "Acts by hand:",
        subcommands: [Reassign.self, Release.self, RepCommand.self, Resend.self, Split.self]),
    ])

  static let version = "0.1.0"

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      leave(with: error)
    }
  }

  /// Says what went wrong and ends with the code for it.
  static func leave(with error: any Error) -> Never {
    if let failure = Failure(error) {
      complain(failure.message)
      exit(withError: ExitCode(failure.status.rawValue))
    }
    exit(withError: error)
  }
}
