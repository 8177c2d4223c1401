import ArgumentParser

/// `leadrelay release`: gives a lead back to the queue.
struct Release: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Take a lead from its rep: it waits for a rep again.")

  @OptionGroup var options: Options
  @OptionGroup var act: LeadActOptions

  func run() async throws { try await act.deliver("release", options) }
}
