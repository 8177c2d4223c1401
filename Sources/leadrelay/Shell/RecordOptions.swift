import ArgumentParser
import LeadCore
import Store

/// What the commands for single records share.
struct RecordOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Whose: an e-mail address, KIND:ID, or the id of a lead.", valueName: "lead"))
  var lead: String

  @Option(help: ArgumentHelp("When it happened; now if left out.", valueName: "time"))
  var at: Moment?

  @Option(help: "Its own id: the same id counts once.")
  var id: String?

  /// An identity of the lead that is meant. One that nobody has yet makes a new lead.
  func identity(_ store: (any LeadRelayStore)?, _ rules: Rulebook) throws -> Identity {
    let meant = meantIdentities(lead, rules)
    let given = meant.count == 1 ? meant.first : nil
    if let given, RecordOptions.readable.contains(given.kind) { return given }
    guard let store else {
      if let given { return given }
      throw Failure(.data, "no lead is known as '\(lead)'")
    }
    do {
      let known = try store.lead(findLead(lead, store, rules))?.identities ?? []
      let first = RecordOptions.readable.lazy.compactMap { kind in
        known.first { $0.kind == kind }
      }.first
      guard let identity = first ?? given ?? known.first else {
        throw Failure(.data, "lead \(lead) has no identity")
      }
      return identity
    } catch let failure as Failure where failure.status == .negative {
      if let given { return given }
      throw Failure(.data, failure.message)
    }
  }

  /// Columns of these names are identities in any file; the best known first.
  private static let readable = ["email", "lead_id", "contact_id"]

  /// Writes a record with the columns that `fill` adds, and takes it in where no daemon does.
  func deliver(
    _ kind: String, _ options: Options, fill: (inout RecordFile) -> Void
  ) async throws {
    let configuration = try loadConfiguration(options)
    let rules = try loadRules(configuration)
    let identity = try identity(try? openStore(configuration), rules)
    let now = systemNow()
    var record = RecordFile(kind: kind, of: identity, at: at?.instant ?? now)
    record.add("id", id)
    fill(&record)
    try await record.deliver(configuration, rules, now: now)
  }
}
