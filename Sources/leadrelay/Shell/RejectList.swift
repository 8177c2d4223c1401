import Daemon
import Intake
import LeadCore
import Reports
import Store

/// Lists the rejected rows of a file, from its file of rejects.
struct RejectList {
  private let data: DataDirectory
  private let list: ListOptions

  init(_ data: DataDirectory, _ list: ListOptions) {
    self.data = data
    self.list = list
  }

  /// - Throws: `Failure` with 1 where no file of that name was ever dropped.
  func print(_ name: String, _ store: any LeadRelayStore) throws {
    let files = try store.files().filter { $0.name == name }
    guard !files.isEmpty else {
      throw Failure(
        .negative, "no file of the name \(name) was dropped; `leadrelay files` lists them")
    }
    var lines = ListPrinter(
      list, of: "rejected row",
      [.init("LINE", isNumber: true), .init("REASON", most: 100), .init("ROW", most: 80)])
    for file in files where file.rejected > 0 {
      if lines.isFull { break }
      if file.state == .taking {
        try store.forEachReject(of: file.id) { try add($0.line, $0.reason, [], $0.cells, &lines) }
      } else if let path = file.reason, fileExists(data.path + "/" + path) {
        try add(data.path + "/" + path, &lines)
      } else {
        let place = file.reason.map { ", \(data.path)/\($0)," } ?? ""
        warn("\(counted(file.rejected, "row")) rejected; the file that held them\(place) is gone\n")
      }
    }
    try lines.finish()
  }

  private func add(_ path: String, _ lines: inout ListPrinter) throws {
    let reader = RowReader(
      try DescriptorSource(path: path), format: FileFormat(.csv), encoding: nil)
    let block = RowBlock()
    while try reader.read(into: block, rows: 1000, bytes: 1 << 20), !lines.isFull {
      guard let line = block.header.lastIndex(of: "_line"),
        let reason = block.header.lastIndex(of: "_reason")
      else { throw Failure(.data, "\(path) has no `_line` and `_reason` any more") }
      for row in 0..<block.rows {
        let cells = (0..<block.columns).map {
          block.arena.text(block.cells[row * block.columns + $0])
        }
        try add(
          Int(cells[line]) ?? 0, cells[reason], Array(block.header[..<line]),
          Array(cells[..<line]), &lines)
      }
    }
  }

  private func add(
    _ line: Int, _ reason: String, _ header: [String], _ cells: [String],
    _ lines: inout ListPrinter
  ) throws {
    guard lines.isJSON else {
      return try lines.print([String(line), reason, cells.joined(separator: " | ")])
    }
    var object = JSONObject()
    object.add("line", line)
    object.add("reason", reason)
    var row = JSONObject()
    for (place, cell) in cells.enumerated() {
      row.add(place < header.count ? header[place] : "column_\(place + 1)", cell)
    }
    object.add("row", row)
    try lines.print(object)
  }
}
