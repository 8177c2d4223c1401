import ArgumentParser
import Daemon
import Diagnostics
import LeadCore
import Store
import StoreSQLite

/// What every command takes.
struct Options: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration; else ./leadrelay.yaml, else /etc/leadrelay/leadrelay.yaml.",
      valueName: "file"))
  var configPath: String?

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp("The rules directory, in place of the configuration's.", valueName: "dir"))
  var rulesPath: String?

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp("The data directory, in place of the configuration's.", valueName: "dir"))
  var dataPath: String?
}

/// The configuration as file and options give it, all that is to be said of it in `diagnostics`.
func readConfiguration(
  _ options: Options, into diagnostics: inout Diagnostics
) -> Configuration? {
  guard var configuration = Configuration.read(path: options.configPath, into: &diagnostics)
  else { return nil }
  if let path = options.rulesPath { configuration.rules = path }
  if let path = options.dataPath { configuration.data = path }
  return configuration
}

/// The configuration. Errors are printed and end the program with 78.
///
/// - Parameter checking: whether secrets must be there too, which not everybody may read.
func loadConfiguration(_ options: Options, checking: Bool = false) throws -> Configuration {
  var diagnostics = Diagnostics()
  if let configuration = readConfiguration(options, into: &diagnostics) {
    if checking { configuration.checkDeliveries(into: &diagnostics) }
    if !diagnostics.hasErrors { return configuration }
  }
  warn(Renderer(usesColour: Output.usesColour(2)).render(diagnostics))
  throw Failure(.configuration, "the configuration has errors")
}

/// The rulebook. Errors are printed and end the program with 78.
func loadRules(_ options: Options) throws -> Rulebook {
  try loadRules(loadConfiguration(options))
}

/// The rulebook that a configuration names.
func loadRules(_ configuration: Configuration) throws -> Rulebook {
  var diagnostics = Diagnostics()
  if let rules = readRulebook(configuration.rules, into: &diagnostics) { return rules }
  warn(Renderer(usesColour: Output.usesColour(2)).render(diagnostics))
  throw Failure(.configuration, "the rulebook in \(configuration.rules) has errors")
}

/// The store of a data directory, to be read while the daemon may be writing.
func openStore(_ configuration: Configuration) throws -> any LeadRelayStore {
  let path = DataDirectory(configuration.data).store
  guard fileExists(path) else {
    throw Failure(.noInput, "there is no store at \(path); `leadrelay run` makes it")
  }
  return try SQLiteStore(path: path, readOnly: true)
}
