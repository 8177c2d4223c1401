import ArgumentParser
import RuleSource

/// `leadrelay schema`: the JSON Schema of the rulebook.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the rulebook, for editors.",
    discussion: """
      Draft 7. Put it beside the rules, and on top of each file of rules a line that names it:

        leadrelay schema > rules/.leadrelay.schema.json
        # yaml-language-server: $schema=.leadrelay.schema.json
      """)

  func run() throws {
    let output = Output()
    try output.write(rulebookSchema())
    try output.flush()
  }
}
