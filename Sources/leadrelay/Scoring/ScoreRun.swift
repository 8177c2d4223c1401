import Intake
import LeadCore
import Reports

/// Scores files one after the other and writes them as one CSV.
final class ScoreRun {
  /// Rows and bytes that are worked on at once: few enough to stay in the processor's cache.
  private static let rows = 8_192
  private static let bytes = 128 << 10
  /// So many times as much is read ahead.
  private static let ahead = 3

  private let rules: Rulebook
  private let now: Instant
  private let explains: Bool
  private let scorer: Scorer
  private var assessor: Assessor
  private var header: [String]?
  /// Rows that could not be read; each was named on standard error.
  private(set) var badRows = 0

  init(_ rules: Rulebook, now: Instant, explains: Bool) {
    self.rules = rules
    self.now = now
    self.explains = explains
    scorer = Scorer(rules)
    assessor = Assessor(rules, now: now)
  }

  func score(_ input: ScoreInput) throws {
    do {
      try scoreRows(input)
    } catch let problem as Unreadable {
      let place = problem.line.map { ":\($0)" } ?? ""
      throw Failure(.data, "\(input.path)\(place): \(problem.reason)")
    }
  }

  private func scoreRows(_ input: ScoreInput) throws {
    let sources = try leadSources(input)
    let encoding = sources.first { Glob.matches($0.files, input.name) }?.encoding
    if input.isJSON, input.path != ScoreInput.standardInput {
      try check(try input.columnsOfJSON(), of: input)
    }
    let (name, zone, types) = (input.name, rules.calendar.zone, rules.fieldTypes)
    let wanted = Set(rules.program.lead.fields)
    let ahead = ReadAhead(
      RowReader(try input.open(), format: input.format, encoding: encoding),
      rows: ScoreRun.rows, bytes: ScoreRun.bytes, ahead: ScoreRun.ahead
    ) { header throws(Unreadable) in
      try Mapping(
        header: header, path: name, sources: sources, zone: zone, types: types, only: wanted)
    }
    defer { ahead.cancel() }
    var writer: ScoreWriter?
    var warnings: [String] = []
    while let piece = try ahead.next() {
      let columns = piece.rows.header
      guard !columns.isEmpty else { break }
      if writer == nil {
        if !input.isJSON || header == nil { try check(columns, of: input) }
        writer = ScoreWriter(copies: !input.isJSON && piece.separator == 0x2C, explains: explains)
      }
      guard columns.count <= header!.count else {
        throw Unreadable(
          "'\(columns[header!.count])' turns up too late to become a column: score a file")
      }
      write(piece.rows, piece.mapped, to: writer!)
      try writer!.flush()
      complain(of: piece.rows.rejects + piece.mapped.rejects, in: input)
      warnings = piece.warnings
    }
    for warning in warnings { warn("\(input.path): warning: \(warning)\n") }
  }

  /// The rulebook's sources, read as saying nothing else than that every file holds leads.
  private func leadSources(_ input: ScoreInput) throws -> [Source] {
    let sources = rules.sources.map { source in
      var source = source
      source.record = source.record ?? .lead
      return source
    }
    if let own = sources.first(where: { Glob.matches($0.files, input.name) }),
      let record = own.record, record != .lead
    {
      throw Failure(
        .data, "\(input.path): source '\(own.name)' says that it holds \(record.rawValue) records")
    }
    var all = Source(name: "score", files: "*")
    all.record = .lead
    return sources + [all]
  }

  /// The first file's columns are written; the others must have the same.
  private func check(_ columns: [String], of input: ScoreInput) throws {
    guard let header else {
      header = columns
      return try ScoreWriter(copies: false, explains: explains).writeHeader(columns)
    }
    guard header == columns else {
      throw Failure(.data, "\(input.path): its columns are not those of the first file")
    }
  }

  private func write(_ block: RowBlock, _ mapped: MappedBlock, to writer: ScoreWriter) {
    let stride = max(mapped.fieldNames.count, 1)
    let columnOfSlot = rules.program.lead.fields.map { mapped.fieldNames.firstIndex(of: $0) ?? -1 }
    let cells =
      mapped.fieldNames.isEmpty
      ? Array(repeating: Cell.missing, count: mapped.rows) : mapped.fields
    let looks = scorer.look(
      at: Rows(arena: mapped.arena, cells: cells, stride: stride, columnOfSlot: columnOfSlot),
      now: now)
    writer.add(
      block, columns: header!.count, assessor.assess(looks), but: mapped.isRejected,
      why: explains ? { row in self.why(looks[row], row, mapped) } : nil)
  }

  /// `Seniority +30; Student -40`: the rules that gave points.
  private func why(_ look: Look, _ row: Int, _ mapped: MappedBlock) -> String {
    let state = LeadState(id: 0, since: now, createdAt: now)
    let trace = LeadCore.trace(state, look, rules, now: now) { field in
      guard let column = mapped.fieldNames.firstIndex(of: field) else { return nil }
      return number(mapped.arena.bytes(mapped.fields[row * mapped.fieldNames.count + column]))
    }
    return (trace.fitRules + trace.interestRules).map { "\($0.rule) \(signed($0.points))" }
      .joined(separator: "; ")
  }

  private func complain(of rejects: [Reject], in input: ScoreInput) {
    badRows += rejects.count
    for reject in rejects.sorted(by: { $0.line < $1.line }) {
      warn("\(input.path):\(reject.line): \(reject.reason)\n")
    }
  }
}
