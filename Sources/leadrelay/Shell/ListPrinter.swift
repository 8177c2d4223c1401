import ArgumentParser
import LeadCore
import Reports
import Store

/// What every list takes.
struct ListOptions: ParsableArguments {
  @Flag(help: "One JSON object a line.")
  var json = false

  @Option(help: ArgumentHelp("So many at most.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
  }
}

/// Prints what a list finds, as it comes: a table and how many there were, or JSON lines.
struct ListPrinter {
  let isJSON: Bool
  private let limit: Int?
  private let noun: String
  private let output = Output()
  private var table: TextTable
  private var count = 0

  init(_ options: ListOptions, of noun: String, _ columns: [TextTable.Column]) {
    isJSON = options.json
    limit = options.limit
    self.noun = noun
    table = TextTable(columns, output.style) { [output] in try output.write($0) }
  }

  /// Whether no more are wanted.
  var isFull: Bool { limit.map { count >= $0 } ?? false }

  mutating func print(_ object: JSONObject) throws {
    guard !isFull else { return }
    count += 1
    try output.write(object)
  }

  mutating func print(_ cells: [String?]) throws {
    guard !isFull else { return }
    count += 1
    try table.add(cells)
  }

  /// Writes what is left, and for people how many there were.
  mutating func finish() throws {
    if !isJSON {
      try table.finish()
      let limited = isFull ? " (--limit)" : ""
      try output.write(output.style.dim("\(counted(count, noun))\(limited)") + "\n")
    }
    try output.flush()
  }
}

/// `1 lead`, `3 leads`, `no leads`.
func counted(_ count: Int, _ noun: String) -> String {
  let many = noun.hasSuffix("ch") ? noun + "es" : noun + "s"
  return count == 0 ? "no \(many)" : count == 1 ? "1 \(noun)" : "\(count) \(many)"
}

/// A time for people, in UTC to the minute.
func shown(_ instant: Instant?) -> String? {
  instant.map { $0.iso.prefix(16).replacing("T", with: " ") + "Z" }
}

/// `1 h 20 min`.
func text(_ span: Interval) -> String {
  let minutes = span.milliseconds / 60_000
  return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
}

/// When the latest decision was made: what lists are as of. The epoch where there is none.
func decidedAt(_ store: any ListStore) throws -> Instant {
  let note = try store.note("decided_at").flatMap { Int64($0) }
  return Instant(milliseconds: note ?? 0)
}
