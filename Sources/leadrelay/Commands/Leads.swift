import ArgumentParser
import Daemon
import LeadCore
import Reports
import Store
import StoreSQLite

/// `leadrelay leads`: the leads, each with where it stands.
struct Leads: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leads", abstract: "List the leads, as of the last fact or due event.")

  @OptionGroup var options: Options
  @OptionGroup var list: ListOptions

  @Option(help: "Only leads in this stage.")
  var stage: Stage?

  @Option(help: ArgumentHelp("Only leads of this rep, by id or name.", valueName: "rep"))
  var owner: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only leads for which this condition holds, such as '{country: TR}'.",
      valueName: "condition"))
  var condition: String?

  @Flag(help: "Only leads that an `ignore:` rule keeps out of everything.")
  var ignored = false

  @Flag(help: "Only leads that are due something from their rep: what, by when; the next first.")
  var due = false

  func run() throws {
    let configuration = try loadConfiguration(options)
    var rules = try loadRules(configuration)
    let when = try condition.map { try compileCondition($0, &rules) }
    let store = try openStore(configuration)
    let book = try BookReader(store, rules)
    var wanted = LeadFilter(
      stage: stage, owner: owner.map { rules.rep(called: $0) ?? $0 }, isIgnored: ignored)
    wanted.when = when
    let catalogue = try FieldCatalogue(numbers: store.fieldNumbers(), rules: rules)
    let asOf = try decidedAt(store)
    // Interest fades between two facts of a lead: what is listed is as of the book's last event.
    let fades = rules.asksActivities || when?.asksActivities ?? false
    var printer = LeadPrinter(catalogue, rules, list)
    var steps = DuePrinter(catalogue, rules, list)
    try forEach(store, book, withActivities: fades) { lead in
      let lead = fades ? book.scored(lead, now: asOf) : lead
      guard wanted.passes(lead, book, now: asOf) else { return true }
      if !due {
        try printer.print(lead)
      } else if let step = book.nextStep(of: lead) {
        try steps.print(lead, step)
      }
      return !printer.isFull && !steps.isFull
    }
    try due ? steps.finish(asOf: asOf) : printer.finish()
  }

  /// Calls back for every lead until it says false; `forEachLead` alone where no activities are
  /// asked for.
  private func forEach(
    _ store: any LeadRelayStore, _ book: BookReader, withActivities: Bool,
    _ body: (StoredLead) throws -> Bool
  ) throws {
    try untilEnough { enough in
      try store.forEachLead { stored in
        let facts = withActivities ? try store.facts(of: stored.state.id) : []
        guard try body(try book.completed(stored, facts: facts)) else { throw enough }
      }
    }
  }
}

/// Which leads are listed.
struct LeadFilter {
  var stage: Stage?
  var owner: String?
  var isIgnored: Bool
  var when: When?

  func passes(_ lead: StoredLead, _ book: BookReader, now: Instant) -> Bool {
    let state = lead.state
    guard (state.ignoredBy != nil) == isIgnored else { return false }
    if let stage, state.stage != stage { return false }
    if let owner, state.owner != owner { return false }
    guard let when else { return true }
    return holds(when, state, book.look(at: lead, now: now), book.rules, now: now)
  }
}

extension FieldCatalogue {
  /// What people know a lead by: its address, else its first id; and its name.
  func names(of lead: StoredLead) -> (identity: String?, name: String?, company: String?) {
    let fields = Dictionary(
      uniqueKeysWithValues: named(lead.record).map { ($0.name, $0.value) })
    let first = [fields["first_name"], fields["last_name"]].compactMap { $0 }
    let identity =
      lead.identities.first { $0.kind == "email" }?.value
      ?? lead.identities.first.map { "\($0.kind):\($0.value)" }
    return (
      identity, fields["name"] ?? (first.isEmpty ? nil : first.joined(separator: " ")),
      fields["company"]
    )
  }
}

/// Prints leads, as a table or as JSON.
struct LeadPrinter {
  private let catalogue: FieldCatalogue
  private let rules: Rulebook
  private var lines: ListPrinter

  init(_ catalogue: FieldCatalogue, _ rules: Rulebook, _ list: ListOptions) {
    self.catalogue = catalogue
    self.rules = rules
    lines = ListPrinter(
      list, of: "lead",
      [
        .init("ID", isNumber: true), .init("IDENTITY", most: 36), .init("NAME", most: 24),
        .init("COMPANY", most: 24), .init("STAGE"), .init("GRADE"), .init("FIT", isNumber: true),
        .init("INTEREST", isNumber: true), .init("OWNER", most: 20), .init("TRACK", most: 20),
        .init("SINCE"),
      ])
  }

  var isFull: Bool { lines.isFull }

  mutating func print(_ lead: StoredLead) throws {
    if lines.isJSON { return try lines.print(JSONObject(lead, catalogue, rules)) }
    let state = lead.state
    let (identity, name, company) = catalogue.names(of: lead)
    let grade = rules.grade(of: state).description
    try lines.print([
      String(state.id), identity, name, company,
      state.isWaiting ? "mql, waits" : state.stage.rawValue, grade, String(state.fit),
      String(state.interest), state.owner, state.enrolment?.track, shown(state.since),
    ])
  }

  mutating func finish() throws { try lines.finish() }
}
