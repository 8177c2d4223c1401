import ArgumentParser
import LeadCore

/// `leadrelay rep`: says that a rep is not there, or there again.
struct RepCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rep", abstract: "Say that a rep is away, back, or paused.",
    discussion: """
      It holds until the rulebook says something new of the rep's absences or of `paused`. What \
      becomes of the open leads of whoever is not there, `on_leave` of the team says.
      """)

  @OptionGroup var options: Options
  @OptionGroup var act: ActOptions

  @Option(
    help: ArgumentHelp("The last day, 2026-12-24; else until further notice.", valueName: "date"))
  var until: String?

  @Argument(help: ArgumentHelp("The rep: an id, a name or an e-mail address.", valueName: "rep"))
  var rep: String

  @Argument(help: "away, back or pause.")
  var state: RepState.Act

  func validate() throws {
    guard let until else { return }
    if state == .back { throw ValidationError("--until is for away and pause") }
    if Day(written: until) == nil {
      throw ValidationError("--until needs a date such as 2026-12-24")
    }
  }

  func run() async throws {
    try await act.deliver(state.rawValue, options) { record, _, rules in
      guard let id = rules.rep(called: rep) else {
        throw Failure(.data, "no team has the rep '\(rep)'")
      }
      record.add("rep", id)
      record.add("until", until)
    }
  }
}
