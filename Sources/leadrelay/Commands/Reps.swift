import ArgumentParser
import Daemon
import LeadCore
import Reports
import Store

/// `leadrelay reps`: what each rep has taken, against what the rep can take.
struct Reps: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the reps: what each has taken, against each limit.")

  @OptionGroup var options: Options
  @OptionGroup var list: ListOptions

  func run() throws {
    let configuration = try loadConfiguration(options)
    let store = try openStore(configuration)
    let rules = try loadRules(configuration).with(store.repStates())
    let now = try max(decidedAt(store), Instant(milliseconds: 0))
    let load = try storedLoad(store, rules, now: now)
    var lines = ListPrinter(
      list, of: "rep",
      [
        .init("ID", most: 24), .init("TEAM", most: 24), .init("NAME", most: 24), .init("OPEN"),
        .init("TODAY"), .init("WEEK"), .init("MONTH"), .init("MINUTES"),
        .init("FREE", isNumber: true),
        .init("LAST HANDOFF"), .init(""),
      ])
    for (team, teamLoad) in zip(rules.teams, load.teams) {
      for (rep, repLoad) in zip(team.reps, teamLoad.reps) where !lines.isFull {
        let standing = RepStanding(
          rep, team: team.id, load: repLoad, now: now)
        if lines.isJSON {
          try lines.print(JSONObject(standing))
          continue
        }
        try lines.print([
          standing.id, standing.team, standing.name, text(standing.open), text(standing.today),
          text(standing.week), text(standing.month), text(standing.minutes),
          standing.free.map(String.init) ?? "any",
          shown(standing.lastHandoff), standing.presence == "present" ? "" : standing.presence,
        ])
      }
    }
    try lines.finish()
  }

  /// `3 of 40`, or `3` where there is no limit.
  private func text(_ use: RepStanding.Use) -> String {
    use.limit.map { "\(use.used) of \($0)" } ?? "\(use.used)"
  }
}
