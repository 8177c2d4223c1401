import Daemon
import Intake
import LeadCore

/// How a file would be read, by its first rows.
struct FileReading {
  /// One column of the file.
  struct Column {
    let header: String
    let role: ColumnRole
    let samples: [String]
    /// Whether any rule looks at it.
    let isRead: Bool
  }

  let path: String
  let name: String
  let format: FileFormat
  let separator: UInt8
  let encoding: String
  let mapping: Mapping
  /// Rows that were looked at, and whether there are more.
  let rows: Int
  let hasMore: Bool
  private(set) var columns: [Column] = []
  private(set) var rejects: [(line: Int, reason: String)] = []
  let warnings: [String]
  private let rules: Rulebook
  private static let most = 10_000
  private static let samples = 3

  /// - Throws: `Failure`, and `Unreadable` where nothing can be read.
  init(_ path: String, _ rules: Rulebook) throws {
    self.path = path
    self.rules = rules
    name = path.split(separator: "/").last.map(String.init) ?? path
    let (name, block, mapped) = (name, RowBlock(), MappedBlock())
    guard fileExists(path) else { throw Failure(.noInput, "there is no file \(path)") }
    guard let format = FileFormat(fileName: name) else {
      throw Failure(
        .data, "\(path) ends in none of .csv .tsv .txt .json .jsonl .ndjson, or with .gz")
    }
    self.format = format
    let source = rules.sources.first { Glob.matches($0.files, name) }
    let reader = RowReader(
      try DescriptorSource(path: path), format: format, encoding: source?.encoding)
    let isCut = try reader.read(into: block, rows: FileReading.most, bytes: 16 << 20)
    separator = reader.separator
    encoding = reader.encoding
    var mapping = try Mapping(
      header: block.header, path: name, sources: rules.sources, zone: rules.calendar.zone,
      types: rules.fieldTypes)
    mapping.map(block, into: mapped)
    self.mapping = mapping
    rows = block.rows
    hasMore = isCut && block.rows == FileReading.most
    warnings = reader.warnings + mapping.warnings
    findColumns(block)
    findRejects(block, mapped)
  }

  private mutating func findColumns(_ block: RowBlock) {
    for (column, header) in block.header.enumerated() {
      let role = column < mapping.roles.count ? mapping.roles[column] : .ignored
      var isRead = false
      if case .field(let name) = role { isRead = rules.program.lead.fields.contains(name) }
      columns.append(
        Column(
          header: header, role: role, samples: FileReading.samples(of: column, block),
          isRead: isRead))
    }
  }

  /// The first different values of a column.
  private static func samples(of column: Int, _ block: RowBlock) -> [String] {
    var samples: [String] = []
    for row in 0..<block.rows where samples.count < FileReading.samples {
      let cell = block.cells[row * block.columns + column]
      if cell.isMissing { continue }
      let text = block.arena.text(cell)
      if !samples.contains(text) { samples.append(text) }
    }
    return samples
  }

  private mutating func findRejects(_ block: RowBlock, _ mapped: MappedBlock) {
    rejects = (block.rejects + mapped.rejects).map { ($0.line, $0.reason) }
    let kinds = mapped.identityKinds.count
    let needsTime = [.activity, .attempt, .feedback].contains(mapping.kind)
    for row in 0..<mapped.rows where !mapped.isRejected[row] {
      let identities = mapped.identities[(row * kinds)..<((row + 1) * kinds)]
      if mapping.kind != .numbers, identities.allSatisfy(\.isMissing) {
        rejects.append((Int(mapped.lines[row]), "no identity"))
      } else if needsTime, mapped.times[row] == nil {
        rejects.append((Int(mapped.lines[row]), "no `at`: when did it happen?"))
      }
    }
    rejects.sort { $0.line < $1.line }
  }
}

extension FileReading {
  /// `CSV`, `JSON` …, and how it is packed.
  var layout: String {
    let text =
      switch format.layout {
      case .json: "JSON"
      case .jsonl: "JSON, one object a line"
      case .csv, .tsv: "CSV"
      }
    return format.isGzip ? text + ", packed by gzip" : text
  }

  var isCSV: Bool { format.layout == .csv || format.layout == .tsv }

  /// Why the rows are taken for what they are.
  var evidence: String {
    switch mapping.evidence {
    case .source: "by source '\(mapping.source?.name ?? "")'"
    case .fileName: "by the file's name"
    case .exporter: "by the header of an export of \(mapping.exporter?.name ?? "")"
    case .columns: "by its columns"
    }
  }

  /// Columns that are kept under a name that no rule reads.
  var unread: [String] {
    columns.compactMap { column in
      guard case .field(let name) = column.role, !column.isRead else { return nil }
      return name
    }
  }

  /// An entry of `sources:` that reads the file the same way.
  var yaml: String {
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    let isOurs = encoding.hasPrefix("windows-")
    let draft = mapping.draft(
      name: mapping.exporter.map { "\($0.name), \(stem)" } ?? stem,
      files: SourceYAML.pattern(of: name), header: columns.map(\.header),
      encoding: isOurs ? encoding : nil)
    return SourceYAML(draft, hints: hints).text
  }

  /// What the file could tell beside fields.
  private var hints: [(key: String, value: String, about: String)] {
    var hints: [(key: String, value: String, about: String)] = []
    func note(_ key: String, _ about: String, _ fits: (Column) -> Bool) {
      guard let column = columns.first(where: fits), !column.header.contains("\n") else { return }
      hints.append((key, SourceYAML.scalar(column.header), about))
    }
    note("as_of", "an older row never overwrites a newer one") { column in
      guard case .field(let name) = column.role else { return false }
      let isLast = ["modif", "updat", "chang"].contains { name.contains($0) }
      return isLast && !name.hasSuffix("_by") && !name.hasSuffix("_by_id")
    }
    note("owner", "takes the owner over from the CRM") { $0.role == .field("crm_owner") }
    return hints
  }
}
