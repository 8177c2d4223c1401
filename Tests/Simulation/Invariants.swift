import Store
import StoreSQLite

@testable import Daemon
@testable import LeadCore

/// What must be so after each step of a world, found out from what is stored alone.
struct Invariants {
  private let store: SQLiteStore
  private let rules: Rulebook
  private let now: Instant
  /// Somebody was given leads beyond their bandwidth.
  private let hasTakenOver: Bool

  init(_ office: Office, hasTakenOver: Bool) {
    store = office.store
    rules = office.rules
    now = office.now
    self.hasTakenOver = hasTakenOver
  }

  /// Sentences, one for each thing that must never be so.
  func violations() throws -> [String] {
    var handoffs: [(handoff: Handoff, lead: Int64)] = []
    try store.forEachHandoff { handoffs.append(($0, $1)) }
    var found = try owners(handoffs)
    if !hasTakenOver { found += limits(handoffs.map(\.handoff)) }
    found += try waiting()
    found += deadlines(handoffs)
    found += try files()
    return found
  }

  /// Each lead has one owner at most: that of its last handoff, while that is open.
  private func owners(_ handoffs: [(handoff: Handoff, lead: Int64)]) throws -> [String] {
    var found: [String] = []
    var open: [Int64: String] = [:]
    for (handoff, lead) in handoffs where handoff.isOpen {
      if open[lead] != nil { found.append("lead \(lead) has two owners") }
      open[lead] = handoff.rep
    }
    try store.forEachLead { lead in
      let state = lead.state
      if state.openHandoff?.rep != open[state.id] {
        found.append("lead \(state.id) has another owner than its handoffs say")
      }
      if state.isWaiting, open[state.id] != nil || state.stage != .mql {
        found.append("lead \(state.id) waits, and is \(state.stage.rawValue)")
      }
      let isSales = [.mql, .sal, .sql].contains(state.stage)
      if isSales, !state.isWaiting, open[state.id] == nil {
        found.append("lead \(state.id) is \(state.stage.rawValue), and nobody's")
      }
    }
    return found
  }

  /// No rep has ever been given more than their bandwidth.
  private func limits(_ handoffs: [Handoff]) -> [String] {
    var found: [String] = []
    for rep in rules.teams.flatMap(\.reps) {
      let own = handoffs.filter { $0.rep == rep.id }
      func check(_ what: String, _ most: Int?, _ used: some Sequence<Int>) {
        guard let most, let used = used.max(), used > most else { return }
        found.append("\(rep.id) has \(used) of \(most) \(what)")
      }
      func tally(_ begin: (Day) -> Day) -> Dictionary<Day, Int>.Values {
        Dictionary(grouping: own) { begin(rep.zone.day(of: $0.at)) }.mapValues(\.count).values
      }
      // Of whom nothing was said in time uses none; said after all, it may be too many.
      let silent = own.filter { $0.breaches.contains { $0.kind == .verdict } }.map(\.id)
      check(
        "open", rep.bandwidth.open, [own.count { $0.isOpen && !silent.contains($0.id) }])
      check("a day", rep.bandwidth.perDay, tally { $0 })
      check("a week", rep.bandwidth.perWeek, tally { $0.startOfWeek(rep.weekStarts) })
      check("a month", rep.bandwidth.perMonth, tally(\.startOfMonth))
      let work = Dictionary(grouping: own) { rep.zone.day(of: $0.at) }.mapValues { handoffs in
        handoffs.reduce(0) { $0 + Int($1.terms.work ?? 0) }
      }
      check("milliseconds a day", rep.bandwidth.workPerDay.map { Int($0) }, work.values)
    }
    return found
  }

  /// Breaches are the deadlines that were missed, no others, and each once; nobody is passed on
  /// more often than agreed.
  private func deadlines(_ handoffs: [(handoff: Handoff, lead: Int64)]) -> [String] {
    var found: [String] = []
    for (stored, _) in handoffs {
      guard let rep = rules.rep(stored.rep) else { continue }
      if stored.reassignments > stored.terms.reassignments ?? .max, stored.terms.ladder.isEmpty {
        found.append("handoff \(stored.id) was passed on \(stored.reassignments) times")
      }
      // Of an ended one, the clock of its time counts.
      guard stored.isOpen else { continue }
      var handoff = stored
      handoff.zone = rep.zone
      let missed = handoff.missed(by: now, rules.clock(of: handoff))
      let judged = missed.filter { handoff.judgedAt($0.by) <= now }
      let active = handoff.breaches.filter { $0.withdrawnAt == nil }
      for breach in active where !missed.contains(where: { breach.isOf($0) }) {
        found.append("handoff \(stored.id): \(breach.kind) \(breach.dueAt.iso) is no breach")
      }
      for deadline in judged where active.count(where: { $0.isOf(deadline) }) != 1 {
        found.append("handoff \(stored.id): \(deadline.kind) by \(deadline.by.iso) was missed")
      }
    }
    return found
  }

  /// Every row is taken, rejected or a duplicate, and what was taken is there.
  private func files() throws -> [String] {
    var found: [String] = []
    var taken = 0
    for file in try store.files() where file.state != .duplicate {
      if file.rows != file.taken + file.rejected + file.duplicates {
        found.append("\(file.name) has \(file.rows) rows, and not all are accounted for")
      }
      if !file.name.hasPrefix("leads") { taken += file.taken }
    }
    var facts = 0
    try store.forEachLead { lead in
      facts += try store.facts(of: lead.state.id).count {
        $0.kind == .activity || $0.kind == .attempt || $0.kind == .feedback
      }
    }
    if facts != taken { found.append("\(taken) facts were taken in, \(facts) are there") }
    return found
  }

  /// Nobody waits while somebody could take them.
  private func waiting() throws -> [String] {
    var found: [String] = []
    var load = try storedLoad(store, rules, now: now)
    let book = try BookReader(store, rules)
    let owners = try book.accountOwners()
    for id in try store.waitingLeads() {
      guard let lead = try book.lead(id) else { continue }
      let look = book.look(at: lead, now: now)
      let key = routingKey(lead.state, look, rules, now: now)
      let last = lead.state.isReleased ? nil : lead.state.handoff?.rep
      let keepers = Keepers(lead: last, account: owners.reps(of: book.accountKeys(of: lead)))
      if let free = load.assignment(for: key, keeping: keepers, now: now) {
        found.append("lead \(id) waits while \(free.rep) could take it")
      }
    }
    return found
  }
}
