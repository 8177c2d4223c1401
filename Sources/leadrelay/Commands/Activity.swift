import ArgumentParser

/// `leadrelay activity`: something a lead did.
struct ActivityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activity", abstract: "Record something that a lead did.")

  @OptionGroup var options: Options
  @OptionGroup var record: RecordOptions

  @Option(help: "What, such as form_submitted.")
  var activity: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Its properties, such as form=demo.", valueName: "key=value"))
  var set: [Property] = []

  func run() async throws {
    try await record.deliver("activities", options) { row in
      row.add("activity", activity)
      for property in set { row.add(property.name, property.value) }
    }
  }

  /// `form=demo`.
  struct Property: ExpressibleByArgument {
    var name: String
    var value: String

    init?(argument: String) {
      guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
        return nil
      }
      name = String(argument[..<equals])
      value = String(argument[argument.index(after: equals)...])
    }
  }
}
