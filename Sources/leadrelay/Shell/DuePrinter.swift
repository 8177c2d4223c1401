import LeadCore
import Reports
import Store

/// Prints what is due next of leads: as a table with the most urgent first, as JSON in order of id.
struct DuePrinter {
  private let catalogue: FieldCatalogue
  private let rules: Rulebook
  private var lines: ListPrinter
  private var rows: [(by: Instant?, id: Int64, cells: [String?])] = []

  init(_ catalogue: FieldCatalogue, _ rules: Rulebook, _ list: ListOptions) {
    self.catalogue = catalogue
    self.rules = rules
    lines = ListPrinter(
      list, of: "lead",
      [
        .init("ID", isNumber: true), .init("IDENTITY", most: 36), .init("NAME", most: 24),
        .init("OWNER", most: 20), .init("NEXT"), .init("CHANNEL", most: 16), .init("BY"),
        .init(""),
      ])
  }

  /// Whether no more are wanted; of a table the most urgent may still come.
  var isFull: Bool { lines.isJSON && lines.isFull }

  mutating func print(_ lead: StoredLead, _ step: NextStep) throws {
    if lines.isJSON {
      var object = JSONObject(lead, catalogue, rules)
      object.add("next", JSONObject(step))
      return try lines.print(object)
    }
    let (identity, name, _) = catalogue.names(of: lead)
    let next =
      step.kind == .verdict ? "verdict" : step.attempt.map { "attempt \($0)" } ?? step.kind.rawValue
    rows.append(
      (
        step.by, lead.state.id,
        [
          String(lead.state.id), identity, name, lead.state.owner, next, step.channel,
          shown(step.by),
        ]
      ))
  }

  mutating func finish(asOf now: Instant) throws {
    let never = Instant(milliseconds: .max)
    rows.sort { ($0.by ?? never, $0.id) < ($1.by ?? never, $1.id) }
    for row in rows where !lines.isFull {
      try lines.print(row.cells + [row.by.map { $0 < now } ?? false ? "late" : nil])
    }
    try lines.finish()
  }
}
