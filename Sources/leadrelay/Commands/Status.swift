import ArgumentParser
import Daemon
import Diagnostics
import LeadCore
import Reports
import Store

/// `leadrelay status`: is the daemon up, and how does it do.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether the daemon is up, what it does and what went wrong.",
    discussion: "Exit code 1 where something is wrong: no daemon, a rulebook refused, an error.")

  @OptionGroup var options: Options

  @Flag(help: "As one JSON object.")
  var json = false

  func run() throws {
    let configuration = try loadConfiguration(options)
    let data = DataDirectory(configuration.data)
    var condition = Condition(isRunning: InstanceLock.isTaken(data), data: configuration.data)
    if fileExists(data.store) { try condition.read(openStore(configuration)) }
    var diagnostics = Diagnostics()
    let rules = readRulebook(configuration.rules, into: &diagnostics)
    condition.isCurrent = rules.map { $0.version == condition.rulebook } ?? false
    let output = Output()
    if json {
      try output.write(condition.json)
    } else {
      try output.write(condition.text(output.style))
    }
    try output.flush()
    if condition.isWrong { throw ExitCode(ExitStatus.negative.rawValue) }
  }
}

extension Status {
  /// What there is to say.
  struct Condition {
    var isRunning: Bool
    var data: String
    /// The version of the rulebook in force, and whether it is that of the files.
    var rulebook: String?
    var isCurrent = false
    /// Why a newer rulebook was refused.
    var refused: String?
    var taking: [FileEntry] = []
    var waiting = 0
    var undelivered = 0
    var nextDue: Instant?
    var error: String?
    /// Outbox entries are counted up to here.
    static let countedUpTo = 10_000

    init(isRunning: Bool, data: String) {
      self.isRunning = isRunning
      self.data = data
    }

    mutating func read(_ store: any LeadRelayStore) throws {
      func note(_ key: String) throws -> String? {
        try store.note(key).flatMap { $0.isEmpty ? nil : $0 }
      }
      rulebook = try note("rulebook")
      refused = try note("rulebook refused")
      error = try note("error")
      taking = try store.files().filter { $0.state == .taking }
      waiting = try store.waitingLeads().count
      undelivered = try store.undelivered(limit: Condition.countedUpTo).count
      nextDue = try store.nextDue()
    }

    var isWrong: Bool { !isRunning || refused != nil || error != nil }

    var json: JSONObject {
      var object = JSONObject()
      object.add("running", isRunning)
      object.add("data", data)
      object.add("rulebook", rulebook)
      object.add("rulebook_current", isCurrent)
      object.add("rulebook_refused", refused)
      let files = taking.map { JSONObject($0).closed }
      object.add("taking", json: "[" + files.joined(separator: ",") + "]")
      object.add("waiting", waiting)
      object.add("undelivered", undelivered)
      object.add("next_due", nextDue)
      object.add("error", error)
      return object
    }

    func text(_ style: TextStyle) -> String {
      var rows: [(String, String)] = []
      let up = isRunning ? style.good("running") : style.bad("not running")
      rows.append(("daemon", "\(up), data in \(data)"))
      let version = rulebook.map { String($0.prefix(12)) } ?? "none yet"
      let other = isCurrent || rulebook == nil ? "" : "; the files are another version"
      rows.append(("rulebook", version + other))
      if let refused { rows.append(("refused", style.bad("\n" + refused))) }
      for file in taking { rows.append(("taking in", "\(file.name), \(file.rows) rows so far")) }
      rows.append(("waiting", counted(waiting, "lead")))
      let more = undelivered >= Condition.countedUpTo ? " or more" : ""
      rows.append(("outbox", "\(undelivered)\(more) to be delivered"))
      rows.append(("next due", nextDue?.iso ?? "nothing"))
      rows.append(("last error", error.map { style.bad($0) } ?? "none"))
      return rows.map { name, text in
        name + String(repeating: " ", count: max(1, 12 - name.count)) + text + "\n"
      }.joined()
    }
  }
}
