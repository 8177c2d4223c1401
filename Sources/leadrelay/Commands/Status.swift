import ArgumentParser
import Daemon
import Diagnostics
import LeadCore
import Reports
import Store

/// `leadrelay status`: is the daemon up, and how does it do.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say whether the daemon is up, what it does and what went wrong.",
    discussion: "Exit code 1 where something is wrong: no daemon, a rulebook refused, an error.")

  @OptionGroup var options: Options

  @Flag(help: "As one JSON object.")
  var json = false

  func run() throws {
    let configuration = try loadConfiguration(options)
    let data = DataDirectory(configuration.data)
    var condition = Condition(isRunning: InstanceLock.isTaken(data), data: configuration.data)
    condition.free = DiskRoom.free(data.path)
    if condition.isRunning, let bulletin = Bulletin.read(data) {
      condition.progress = bulletin.file
      condition.troubles = bulletin.troubles.sorted { $0.key < $1.key }.map(\.value)
    }
    if fileExists(data.store) {
      let store = try openStore(configuration)
      try condition.read(store)
      condition.deliveries = try Deliveries(store, configuration)
    }
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
    /// How far the file is that is being read just now.
    var progress: Bulletin.Progress?
    /// What goes wrong just now.
    var troubles: [String] = []
    /// Bytes on the disk of the data.
    var free: Int?
    var waiting = 0
    var undelivered = 0
    var nextDue: Instant?
    var error: String?
    var deliveries = Deliveries()
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
      taking = try store.files(in: .taking)
      waiting = try store.waitingLeads().count
      undelivered = try store.undelivered(limit: Condition.countedUpTo).count
      nextDue = [try store.nextDue(), try store.nextDeadline()].compactMap { $0 }.min()
    }

    var isWrong: Bool {
      !isRunning || refused != nil || error != nil || !troubles.isEmpty || isFull
    }

    private var isFull: Bool { free.map { $0 < DiskRoom.kept } ?? false }

    var json: JSONObject {
      var object = JSONObject()
      object.add("running", isRunning)
      object.add("data", data)
      object.add("rulebook", rulebook)
      object.add("rulebook_current", isCurrent)
      object.add("rulebook_refused", refused)
      let files = taking.map { JSONObject($0).closed }
      object.add("taking", json: "[" + files.joined(separator: ",") + "]")
      if let progress {
        object.add("progress", json: Condition.json(progress))
      } else {
        object.add("progress", nil as String?)
      }
      object.add("troubles", array: troubles)
      object.add("free_bytes", free)
      object.add("waiting", waiting)
      object.add("undelivered", undelivered)
      object.add("next_due", nextDue)
      object.add("error", error)
      deliveries.add(to: &object)
      return object
    }

    private static func json(_ progress: Bulletin.Progress) -> String {
      var object = JSONObject()
      object.add("name", progress.name)
      object.add("rows", progress.rows)
      object.add("bytes", progress.bytes)
      object.add("size", progress.size)
      object.add("percent", progress.percent)
      object.add("rows_per_second", progress.rowsPerSecond)
      object.add("seconds_left", progress.secondsLeft)
      return object.closed
    }

    private static func text(_ progress: Bulletin.Progress) -> String {
      let left = progress.secondsLeft.map { ", \($0) s left" } ?? ""
      let pace = "\(progress.percent) %, \(progress.rowsPerSecond) rows/s\(left)"
      return "\(progress.name), \(progress.rows) rows, \(pace)"
    }

    func text(_ style: TextStyle) -> String {
      var rows: [(String, String)] = []
      let up = isRunning ? style.good("running") : style.bad("not running")
      rows.append(("daemon", "\(up), data in \(data)"))
      let version = rulebook.map { String($0.prefix(12)) } ?? "none yet"
      let other = isCurrent || rulebook == nil ? "" : "; the files are another version"
      rows.append(("rulebook", version + other))
      if let refused { rows.append(("refused", style.bad("\n" + refused))) }
      if let progress { rows.append(("taking in", Condition.text(progress))) }
      for file in taking where file.name != progress?.name {
        rows.append(("taking in", "\(file.name), \(file.rows) rows so far"))
      }
      if isFull, let free {
        let room = "\(free >> 20) MB free, \(DiskRoom.kept >> 20) MB are kept"
        rows.append(("disk", style.bad("\(room): nothing is taken in until there is more")))
      }
      for trouble in troubles { rows.append(("trouble", style.bad(trouble))) }
      rows.append(("waiting", counted(waiting, "lead")))
      let more = undelivered >= Condition.countedUpTo ? " or more" : ""
      rows.append(("outbox", "\(undelivered)\(more) to be delivered"))
      rows += deliveries.rows(style)
      rows.append(("next due", nextDue?.iso ?? "nothing"))
      rows.append(("last error", error.map { style.bad($0) } ?? "none"))
      return rows.map { name, text in
        name + String(repeating: " ", count: max(1, 12 - name.count)) + text + "\n"
      }.joined()
    }
  }
}
