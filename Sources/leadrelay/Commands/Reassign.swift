import ArgumentParser

/// `leadrelay reassign`: gives a lead to another rep.
struct Reassign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reassign", abstract: "Give a lead to another rep, in the same cycle.",
    discussion: """
      Without --to it goes to the next eligible rep. Nobody is given more than their bandwidth.
      """)

  @OptionGroup var options: Options
  @OptionGroup var act: LeadActOptions

  @Option(help: ArgumentHelp("To whom: a rep's id, name or e-mail address.", valueName: "rep"))
  var to: String?

  func run() async throws { try await act.deliver("reassign", options, rep: to) }
}
