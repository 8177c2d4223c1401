import ArgumentParser
import LeadCore
import Reports
import Store
import StoreSQLite

/// `leadrelay files`: the ledger of files.
struct Files: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files", abstract: "List the files that were dropped, and what became of them.")

  @OptionGroup var options: Options
  @OptionGroup var list: ListOptions

  func run() throws {
    let store = try openStore(loadConfiguration(options))
    var lines = ListPrinter(
      list, of: "file",
      [
        .init("NAME", most: 48), .init("STATE"), .init("ROWS", isNumber: true),
        .init("TAKEN", isNumber: true), .init("REJECTED", isNumber: true),
        .init("DUPLICATES", isNumber: true), .init("FIRST SEEN"), .init("FINISHED"),
        .init("SHA-256", most: 13), .init("REASON", most: 80),
      ])
    for file in try store.files().sorted(by: { $0.id < $1.id }) {
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
