import Daemon
import Intake
import LeadCore
import Reports

/// Shows how a file would be read: format, record kind, what becomes of each column.
struct FileReport {
  private let path: String
  private let name: String
  private let rules: Rulebook
  private let output: Output
  private let block = RowBlock()
  private let mapped = MappedBlock()
  /// Rows that are looked at.
  private static let rows = 10_000
  private static let samples = 3
  private static let rejects = 5

  init(_ path: String, _ rules: Rulebook, _ output: Output) {
    self.path = path
    name = path.split(separator: "/").last.map(String.init) ?? path
    self.rules = rules
    self.output = output
  }

  func write() throws {
    guard fileExists(path) else { throw Failure(.noInput, "there is no file \(path)") }
    guard let format = FileFormat(fileName: name) else {
      throw Failure(
        .data, "\(path) ends in none of .csv .tsv .txt .json .jsonl .ndjson, or with .gz")
    }
    let style = output.style
    try output.write(style.bold(path) + "\n")
    do {
      let source = rules.sources.first { Glob.matches($0.files, name) }
      let reader = RowReader(
        try DescriptorSource(path: path), format: format, encoding: source?.encoding)
      let hasMore = try reader.read(into: block, rows: FileReport.rows, bytes: 16 << 20)
      try output.write("  format   \(describe(format, reader))\n")
      var mapping = try Mapping(
        header: block.header, path: name, sources: rules.sources, zone: rules.calendar.zone)
      mapping.map(block, into: mapped)
      let by = mapping.source.map { "by source '\($0.name)'" } ?? "by its name or header"
      try output.write("  records  \(mapping.kind.rawValue), \(by)\n")
      let ends = hasMore && block.rows == FileReport.rows
      try output.write("  rows     \(ends ? "more than " : "")\(block.rows) looked at\n\n")
      try writeColumns(mapping)
      for warning in reader.warnings + mapping.warnings {
        try output.write("warning: \(warning)\n")
      }
      try writeRejects()
    } catch let problem as Unreadable {
      let place = problem.line.map { ":\($0)" } ?? ""
      throw Failure(.data, "\(path)\(place): \(problem.reason)")
    }
  }

  private func describe(_ format: FileFormat, _ reader: RowReader) -> String {
    var text: String
    switch format.layout {
    case .json: text = "JSON"
    case .jsonl: text = "JSON, one object a line"
    case .csv, .tsv:
      let names: [UInt8: String] = [0x2C: "comma", 0x3B: "semicolon", 0x09: "tab", 0x7C: "|"]
      text = "CSV, separated by \(names[reader.separator] ?? "another character")"
    }
    if format.isGzip { text += ", packed by gzip" }
    return text
  }

  private func writeColumns(_ mapping: Mapping) throws {
    var table = TextTable(
      [.init("COLUMN", most: 30), .init("IS", most: 30), .init("SAMPLES", most: 60)],
      output.style
    ) { try output.write($0) }
    for (column, header) in block.header.enumerated() {
      let role = column < mapping.roles.count ? mapping.roles[column] : .ignored
      let what =
        switch role {
        case .identity(let kind): "identity \(kind)"
        case .field(let name): rules.program.lead.fields.contains(name) ? "\(name) *" : name
        case .special(let special): "column \(special.name)"
        case .ignored: "ignored"
        }
      try table.add([header, what, samples(of: column).joined(separator: " | ")])
    }
    try table.finish()
    try output.write("  * is looked at by rules\n")
  }

  /// The first different values of a column.
  private func samples(of column: Int) -> [String] {
    var samples: [String] = []
    for row in 0..<block.rows where samples.count < FileReport.samples {
      let cell = block.cells[row * block.columns + column]
      if cell.isMissing { continue }
      let text = block.arena.text(cell)
      if !samples.contains(text) { samples.append(text) }
    }
    return samples
  }

  private func writeRejects() throws {
    let rejects = (block.rejects + mapped.rejects).sorted { $0.line < $1.line }
    guard !rejects.isEmpty else { return }
    try output.write("\(counted(rejects.count, "row")) would be rejected:\n")
    for reject in rejects.prefix(FileReport.rejects) {
      try output.write("  \(path):\(reject.line): \(reject.reason)\n")
    }
  }
}
