import Reports
import ArgumentParser
import Daemon
import Diagnostics
import LeadCore
import RuleSource

/// `leadrelay check`: the rulebook and the configuration, with everything that is wrong.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check the rulebook and the configuration; show how a file would be read.",
    discussion: "Exit code 1 where there are errors, with --strict for warnings too.")

  @OptionGroup var options: Options
  @OptionGroup var clock: NowOption

  @Flag(help: "Warnings count as errors.")
  var strict = false

  @Flag(help: "The diagnostics as JSON, one a line, on standard output.")
  var json = false

  @Option(help: ArgumentHelp("Show how this file would be read.", valueName: "export"))
  var file: String?

  func run() throws {
    var diagnostics = Diagnostics()
    let configuration = readConfiguration(options, into: &diagnostics)
    var rules: Rulebook?
    if let configuration {
      configuration.checkDeliveries(into: &diagnostics)
      rules = readRulebook(
        configuration.rules, now: clock.now, lately: { lately($0, configuration) },
        into: &diagnostics)
    }
    let output = Output()
    if json {
      for diagnostic in diagnostics.sorted { try output.write(jsonObject(diagnostic)) }
    } else {
      warn(Renderer(usesColour: Output.usesColour(2)).render(diagnostics))
    }
    if let file {
      try FileReport(file, rules ?? Rulebook(), output).write(json: json)
    } else if !json {
      try output.write(summary(diagnostics, rules, configuration))
    }
    try output.flush()
    if diagnostics.hasErrors || (strict && diagnostics.warningCount > 0) {
      throw ExitCode(ExitStatus.negative.rawValue)
    }
  }

  /// The leads that came to each team, and who is there, if there is a book that tells.
  private func lately(_ rules: Rulebook, _ configuration: Configuration) -> Lately {
    guard let store = try? openStore(configuration), let book = try? BookReader(store, rules),
      let teams = try? book.standings(now: clock.now).teams
    else { return Lately() }
    return Lately(
      inflow: Dictionary(teams.map { ($0.id, $0.camePerDay(clock.now)) }) { first, _ in first },
      repStates: book.statesByHand)
  }

  /// `rules: 2 warnings; 12 rules, 3 routes, 4 reps, version 0a1b2c…`.
  private func summary(
    _ diagnostics: Diagnostics, _ rules: Rulebook?, _ configuration: Configuration?
  ) -> String {
    var found: [String] = []
    if diagnostics.hasErrors { found.append(counted(diagnostics.errorCount, "error")) }
    if diagnostics.warningCount > 0 { found.append(counted(diagnostics.warningCount, "warning")) }
    let result = found.isEmpty ? "no errors" : found.joined(separator: ", ")
    let place = configuration?.rules ?? "configuration"
    guard let rules else { return "\(place): \(result)\n" }
    let content = [
      counted(rules.fit.rules.count + rules.interest.rules.count, "rule"),
      counted(rules.qualification.alternatives.count, "alternative"),
      counted(rules.routes.count, "route"),
      counted(rules.teams.reduce(0) { $0 + $1.reps.count }, "rep"),
      counted(rules.plans.count, "plan"), counted(rules.tracks.count, "track"),
    ]
    return "\(place): \(result); \(content.joined(separator: ", ")); "
      + "version \(rules.version.prefix(12))\n"
  }
}
