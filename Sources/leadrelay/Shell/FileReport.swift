import Intake
import LeadCore
import Reports

/// Shows how a file would be read: format, record kind, what becomes of each column.
struct FileReport {
  private let path: String
  private let rules: Rulebook
  private let output: Output
  private static let rejects = 5

  init(_ path: String, _ rules: Rulebook, _ output: Output) {
    self.path = path
    self.rules = rules
    self.output = output
  }

  /// - Parameter json: as one object on one line.
  func write(json: Bool) throws {
    do {
      let reading = try FileReading(path, rules)
      if json {
        try output.write(object(reading))
      } else {
        try writeText(reading)
      }
    } catch let problem as Unreadable {
      let place = problem.line.map { ":\($0)" } ?? ""
      throw Failure(.data, "\(path)\(place): \(problem.reason)")
    }
  }

  private func writeText(_ reading: FileReading) throws {
    try output.write(output.style.bold(path) + "\n")
    let names: [UInt8: String] = [0x2C: "comma", 0x3B: "semicolon", 0x09: "tab", 0x7C: "|"]
    let parted =
      reading.isCSV ? ", separated by \(names[reading.separator] ?? "another character")" : ""
    try output.write("  format   \(reading.layout)\(parted), \(reading.encoding)\n")
    try output.write("  records  \(reading.mapping.kind.rawValue), \(reading.evidence)\n")
    if let exporter = reading.mapping.exporter {
      try output.write("  export   of \(exporter.name)\n")
    }
    let more = reading.hasMore ? "more than " : ""
    try output.write("  rows     \(more)\(reading.rows) looked at\n\n")
    try writeColumns(reading)
    for warning in reading.warnings { try output.write("warning: \(warning)\n") }
    try writeRejects(reading)
    if reading.mapping.source == nil {
      try output.write("\nAs an entry to start from, which reads it the same way:\n\n")
      try output.write(reading.yaml)
    }
  }

  private func writeColumns(_ reading: FileReading) throws {
    var table = TextTable(
      [.init("COLUMN", most: 30), .init("IS", most: 30), .init("SAMPLES", most: 60)],
      output.style
    ) { try output.write($0) }
    for column in reading.columns {
      let what =
        switch column.role {
        case .identity(let kind): "identity \(kind)"
        case .field(let name): column.isRead ? "\(name) *" : name
        case .special(let special): "column \(special.name)"
        case .ignored: "ignored"
        }
      try table.add([column.header, what, column.samples.joined(separator: " | ")])
    }
    try table.finish()
    try output.write("  * is looked at by rules\n")
    let unread = reading.unread
    if !unread.isEmpty {
      try output.write("  kept, but read by no rule: \(unread.joined(separator: ", "))\n")
    }
  }

  private func writeRejects(_ reading: FileReading) throws {
    guard !reading.rejects.isEmpty else { return }
    try output.write("\(counted(reading.rejects.count, "row")) would be rejected:\n")
    for reject in reading.rejects.prefix(FileReport.rejects) {
      try output.write("  \(path):\(reject.line): \(reject.reason)\n")
    }
  }

  private func object(_ reading: FileReading) -> JSONObject {
    var object = JSONObject()
    object.add("file", path)
    object.add("format", reading.layout)
    let separator = Unicode.Scalar(reading.separator)
    object.add("separator", reading.isCSV ? String(Character(separator)) : nil)
    object.add("encoding", reading.encoding)
    object.add("record", reading.mapping.kind.rawValue)
    object.add("evidence", reading.evidence)
    object.add("exporter", reading.mapping.exporter?.name)
    object.add("source", reading.mapping.source?.name)
    object.add("rows", reading.rows)
    object.add("has_more", reading.hasMore)
    let columns = reading.columns.map { self.object($0).closed }
    object.add("columns", json: "[" + columns.joined(separator: ",") + "]")
    let rejects = reading.rejects.map { reject in
      var object = JSONObject()
      object.add("line", reject.line)
      object.add("reason", reject.reason)
      return object.closed
    }
    object.add("rejects", json: "[" + rejects.joined(separator: ",") + "]")
    object.add("warnings", array: reading.warnings)
    object.add("yaml", reading.mapping.source == nil ? reading.yaml : nil)
    return object
  }

  private func object(_ column: FileReading.Column) -> JSONObject {
    var object = JSONObject()
    object.add("header", column.header)
    let (role, name): (String, String?) =
      switch column.role {
      case .identity(let kind): ("identity", kind)
      case .field(let name): ("field", name)
      case .special(let special): ("column", special.name)
      case .ignored: ("ignored", nil)
      }
    object.add("role", role)
    object.add("name", name)
    object.add("read_by_rules", column.isRead)
    object.add("samples", array: column.samples)
    return object
  }
}
