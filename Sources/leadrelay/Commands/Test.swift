import ArgumentParser
import Daemon
import Diagnostics
import Foundation
import LeadCore
import RuleSource
import StoreSQLite

/// `leadrelay test`: the rule tests.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the rule tests on a virtual clock.",
    discussion: """
      Tests are tests/*.yaml of the rules directory, or the files and directories given. Exit code \
      1 where a test fails, where one cannot be read, or where too little of the rulebook is \
      covered.
      """)

  @OptionGroup var options: Options

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Only the tests whose name contains this.", valueName: "name"))
  var wanted: String?

  @Option(
    name: .customLong("coverage-at-least"),
    help: ArgumentHelp("How much of the rulebook tests must put to use.", valueName: "percent"))
  var leastCoverage: Percentage?

  @Option(help: ArgumentHelp("Write the results as JUnit XML too.", valueName: "file"))
  var junit: String?

  @Flag(help: "One JSON object for each test, and one for the coverage.")
  var json = false

  @Argument(help: ArgumentHelp("Files of tests, or directories of them.", valueName: "path"))
  var paths: [String] = []

  func run() async throws {
    let configuration = try loadConfiguration(options)
    let rules = try loadRules(configuration)
    let tests = try readTests(configuration, rules)
    let results = try await TestCommand.run(tests, rules)
    let coverage = Coverage(
      of: rules, exercised: results.reduce(into: []) { $0.formUnion($1.exercised) })
    if let junit { try writeWhole(JUnit.text(results), to: junit) }
    let report = TestReport(results, coverage, showsCoverage: wanted == nil && paths.isEmpty)
    let output = Output()
    for line in json ? report.json : report.text(output.style) { try output.write(line) }
    try output.flush()
    if let leastCoverage, coverage.share < leastCoverage.share {
      throw Failure(
        .negative, "\(percent(coverage.share)) covered, \(percent(leastCoverage.share)) wanted")
    }
    if results.contains(where: { !$0.passed }) { throw ExitCode(ExitStatus.negative.rawValue) }
  }

  private func readTests(
    _ configuration: Configuration, _ rules: Rulebook
  ) throws -> [RuleTest] {
    var diagnostics = Diagnostics()
    let places = paths.isEmpty ? [configuration.rules + "/tests"] : paths
    let files = RuleFiles.tests(in: places, into: &diagnostics)
    let tests = readRuleTests(files, for: rules, into: &diagnostics)
    warn(Renderer(usesColour: Output.usesColour(2)).render(diagnostics))
    guard !diagnostics.hasErrors else { throw Failure(.negative, "the tests have errors") }
    guard !tests.isEmpty else {
      throw Failure(.noInput, "there are no tests in \(places.joined(separator: ", "))")
    }
    guard let wanted else { return tests }
    let chosen = tests.filter { $0.name.lowercased().contains(wanted.lowercased()) }
    if chosen.isEmpty { throw Failure(.noInput, "no test has a name with '\(wanted)' in it") }
    return chosen
  }

  /// Runs the tests side by side, each worker with a store of its own.
  private static func run(_ tests: [RuleTest], _ rules: Rulebook) async throws -> [RuleTestResult] {
    let workers = min(ProcessInfo.processInfo.activeProcessorCount, tests.count)
    return try await withThrowingTaskGroup(of: (Int, [RuleTestResult]).self) { group in
      for worker in 0..<workers {
        let own = stride(from: worker, to: tests.count, by: workers).map { tests[$0] }
        group.addTask { (worker, try await rehearse(own, rules, in: SQLiteStore.inMemory())) }
      }
      var results = [RuleTestResult?](repeating: nil, count: tests.count)
      for try await (worker, own) in group {
        for (place, result) in own.enumerated() { results[worker + place * workers] = result }
      }
      return results.compactMap { $0 }
    }
  }
}

/// `90%` or `90`.
struct Percentage: ExpressibleByArgument {
  /// From 0 to 1.
  var share: Double

  init?(argument: String) {
    let digits = argument.hasSuffix("%") ? argument.dropLast() : Substring(argument)
    guard let number = Double(digits), (0...100).contains(number) else { return nil }
    share = number / 100
  }
}
