import ArgumentParser
import Daemon
import LeadCore
import Reports
import Store
import StoreSQLite

/// `leadrelay handoffs`: what was given to whom, and how it went.
struct Handoffs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoffs",
    abstract: "List the handoffs: which lead was given to whom, and how it went.")

  @OptionGroup var options: Options
  @OptionGroup var list: ListOptions

  @Option(help: ArgumentHelp("Only handoffs to this rep, by id or name.", valueName: "rep"))
  var owner: String?

  @Option(
    help: ArgumentHelp("Only handoffs of this lead: an id or an identity.", valueName: "lead"))
  var lead: String?

  @Flag(help: "Only handoffs that have not ended.")
  var open = false

  func run() throws {
    let configuration = try loadConfiguration(options)
    let rules = try loadRules(configuration)
    let store = try openStore(configuration)
    let book = try BookReader(store, rules)
    let owner = owner.map { rules.rep(called: $0) ?? $0 }
    var lines = ListPrinter(
      list, of: "handoff",
      [
        .init("ID", isNumber: true), .init("LEAD", isNumber: true), .init("REP", most: 20),
        .init("TEAM", most: 20), .init("ROUTE", most: 24), .init("PLAN", most: 24),
        .init("CYCLE", isNumber: true), .init("AT"), .init("ACCEPT BY"), .init("FIRST BY"),
        .init("ATTEMPTS", isNumber: true), .init("REACHED"), .init("ENDED"),
      ])
    func print(_ stored: Handoff, _ lead: Int64) throws {
      if let owner, stored.rep != owner { return }
      if open, !stored.isOpen { return }
      let handoff = book.zoned(stored)
      if lines.isJSON { return try lines.print(JSONObject(handoff, lead: lead)) }
      try lines.print([
        String(handoff.id), String(lead), handoff.rep, handoff.team, handoff.route, handoff.plan,
        String(handoff.cycle), shown(handoff.at), shown(handoff.acceptBy),
        shown(handoff.firstAttemptBy), String(handoff.countedAttempts.count),
        shown(handoff.reachedAt), handoff.ended?.rawValue,
      ])
    }
    if let lead {
      let id = try findLead(lead, store, rules)
      for handoff in try store.handoffs(of: id) { try print(handoff, id) }
    } else {
      try untilEnough { enough in
        try store.forEachHandoff { handoff, lead in
          try print(handoff, lead)
          if lines.isFull { throw enough }
        }
      }
    }
    try lines.finish()
  }
}
