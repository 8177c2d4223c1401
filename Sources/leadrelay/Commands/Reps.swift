import ArgumentParser
import Daemon
import LeadCore
import Reports
import Store

/// `leadrelay reps`: what each rep has taken, against what the rep can take.
struct Reps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reps",
    abstract: "List the reps, what each has taken against each limit, and the teams.")

  @OptionGroup var options: Options
  @OptionGroup var list: ListOptions

  @Flag(help: "The teams alone: who waits, how many come and go, when nobody has room.")
  var teams = false

  func run() throws {
    let configuration = try loadConfiguration(options)
    let store = try openStore(configuration)
    let book = try BookReader(store, try loadRules(configuration))
    let now = try max(decidedAt(store), Instant(milliseconds: 0))
    let (reps, standings) = try book.standings(now: now)
    if !teams { try print(reps) }
    if teams || !list.json { try print(standings, now: now) }
  }

  private func print(_ reps: [RepStanding]) throws {
    var lines = ListPrinter(
      list, of: "rep",
      [
        .init("ID", most: 24), .init("TEAM", most: 24), .init("NAME", most: 24), .init("OPEN"),
        .init("TODAY"), .init("WEEK"), .init("MONTH"), .init("MINUTES"),
        .init("FREE", isNumber: true), .init("NEXT FREE"), .init("SPEED"),
        .init("STRIKES", isNumber: true),
        .init("LAST HANDOFF"),
        .init(""),
      ])
    for standing in reps where !lines.isFull {
      if lines.isJSON {
        try lines.print(JSONObject(standing))
        continue
      }
      try lines.print([
        standing.id, standing.team, standing.name, used(standing.open), used(standing.today),
        used(standing.week), used(standing.month), used(standing.minutes),
        standing.free.map(String.init) ?? "any", shown(standing.nextFree),
        standing.meanSpeed.map(text), String(standing.strikes), shown(standing.lastHandoff),
        presence(standing),
      ])
    }
    try lines.finish()
  }

  private func print(_ standings: [TeamStanding], now: Instant) throws {
    var lines = ListPrinter(
      list, of: "team",
      [
        .init("TEAM", most: 24), .init("WAITING", isNumber: true), .init("SINCE"),
        .init("BEGUN/DAY", isNumber: true), .init("ENDED/DAY", isNumber: true),
        .init("ROOM", isNumber: true), .init("FULL"), .init("STRIKES", isNumber: true),
      ])
    for team in standings where !lines.isFull {
      if lines.isJSON {
        try lines.print(JSONObject(team, now: now))
        continue
      }
      try lines.print([
        team.id, String(team.waiting), shown(team.waitingSince), tenths(team.begunPerDay(now)),
        tenths(team.endedPerDay(now)), team.room.map(String.init) ?? "any",
        shown(team.fullAt(now: now)),
        String(team.strikes),
      ])
    }
    try lines.finish()
  }

  /// `away until 2026-12-24: ill`, for what was set by hand.
  private func presence(_ standing: RepStanding) -> String {
    let byHand = standing.byHand.map { state in
      (state.act == .pause ? "paused" : state.act.rawValue)
        + (state.until.map { " until \($0.iso)" } ?? "") + ": \(state.reason)"
    }
    let told = standing.presence == "present" ? [] : [standing.presence]
    return (byHand.isEmpty ? told : byHand).joined(separator: "; ")
  }

  /// `2.5`.
  private func tenths(_ number: Double) -> String { String((number * 10).rounded() / 10) }

  /// `3 of 40`, or `3` where there is no limit.
  private func used(_ use: RepStanding.Use) -> String {
    use.limit.map { "\(use.used) of \($0)" } ?? "\(use.used)"
  }
}
