import ArgumentParser
import Daemon
import LeadCore
import Reports
import Store

/// `leadrelay breaches`: the deadlines that were missed, and by whom.
struct Breaches: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breaches",
    abstract: "List the follow-up deadlines that were missed: whose, when, and by whom.",
    discussion: """
      A deadline that had passed when the rep got the lead was missed by the queue. Breaches that \
      a late report took back are listed with --withdrawn.
      """)

  @OptionGroup var options: Options
  @OptionGroup var list: ListOptions

  @Option(help: ArgumentHelp("Only breaches of this rep, by id or name.", valueName: "rep"))
  var owner: String?

  @Flag(help: "Only what is still to be done: the handoff is open, the deadline not met.")
  var open = false

  @Flag(help: "Those too that were taken back.")
  var withdrawn = false

  func run() throws {
    let configuration = try loadConfiguration(options)
    let rules = try loadRules(configuration)
    let store = try openStore(configuration)
    let book = try BookReader(store, rules)
    let owner = owner.map { rules.rep(called: $0) ?? $0 }
    var lines = ListPrinter(
      list, of: "breach",
      [
        .init("HANDOFF", isNumber: true), .init("LEAD", isNumber: true), .init("REP", most: 20),
        .init("TEAM", most: 20), .init("PLAN", most: 24), .init("DEADLINE"), .init("DUE"),
        .init("MISSED BY"), .init("QUEUED"), .init("MET"), .init("WITHDRAWN"),
      ])
    try untilEnough { enough in
      try store.forEachHandoff { stored, lead in
        if let owner, stored.rep != owner { return }
        for missed in book.breaches(of: stored, lead: lead) {
          if missed.breach.withdrawnAt != nil, !withdrawn { continue }
          if open, !missed.isToDo { continue }
          try lines.isJSON ? lines.print(JSONObject(missed)) : lines.print(cells(missed))
        }
        if lines.isFull { throw enough }
      }
    }
    try lines.finish()
  }

  private func cells(_ missed: MissedDeadline) -> [String?] {
    let (handoff, breach) = (missed.handoff, missed.breach)
    return [
      String(handoff.id), String(missed.lead), handoff.rep, handoff.team, handoff.plan,
      breach.kind.rawValue, shown(breach.dueAt), missed.lateBy,
      missed.inQueue == .zero ? nil : text(missed.inQueue), shown(missed.metAt),
      shown(breach.withdrawnAt),
    ]
  }
}
