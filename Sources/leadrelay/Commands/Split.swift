import ArgumentParser

/// `leadrelay split`: undoes a merge.
struct Split: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Undo a merge: two leads that were taken for one person are two again.",
    discussion: """
      The latest merge into the lead is undone, or, of a lead that is merged into another, its \
      own. Each gets its identities, fields and facts back; what was told since stays with the \
      lead that went on. The two are never merged again.
      """)

  @OptionGroup var options: Options
  @OptionGroup var act: LeadActOptions

  func run() async throws { try await act.deliver("split", options) }
}
