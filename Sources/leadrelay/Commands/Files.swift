import ArgumentParser
import Daemon
import LeadCore
import Reports
import Store
import StoreSQLite

/// `leadrelay files`: the ledger of files.
struct Files: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files", abstract: "List the files that were dropped, and what became of them.",
    discussion: "The reason of a file with rejected rows names the file that holds them.")

  @OptionGroup var options: Options
  @OptionGroup var list: ListOptions

  @Option(
    help: ArgumentHelp(
      "The rows of this file that were rejected, and why.", valueName: "name"))
  var rejects: String?

  func run() throws {
    let configuration = try loadConfiguration(options)
    let store = try openStore(configuration)
    if let rejects {
      return try RejectList(DataDirectory(configuration.data), list).print(rejects, store)
    }
    var lines = ListPrinter(
      list, of: "file",
      [
        .init("NAME", most: 48), .init("STATE"), .init("ROWS", isNumber: true),
        .init("TAKEN", isNumber: true), .init("REJECTED", isNumber: true),
        .init("DUPLICATES", isNumber: true), .init("FIRST SEEN"), .init("FINISHED"),
        .init("SHA-256", most: 13), .init("REASON", most: 80),
      ])
    for file in try store.files() {
      if lines.isFull { break }
      if lines.isJSON {
        try lines.print(JSONObject(file))
        continue
      }
      try lines.print([
        file.name, file.state.rawValue, String(file.rows), String(file.taken),
        String(file.rejected), String(file.duplicates), shown(file.firstSeen),
        shown(file.finished), String(file.sha256.prefix(12)), file.reason ?? "",
      ])
    }
    try lines.finish()
  }
}
