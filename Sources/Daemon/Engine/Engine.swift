public import LeadCore
import Reports
public import Store

/// The one that writes: facts go in, decisions and their effects are stored, each batch whole.
///
/// Every way a fact can come (a file, the command line, the clock) ends here, and every change of
/// a lead is made by `decide`.
public actor Engine {
  let store: any LeadRelayStore
  let clock: @Sendable () -> Instant
  var rules: Rulebook
  var scorer: Scorer
  var reader: ActivityReader
  var load: Load
  private var storedTurns: [Turn] = []
  var queue = WaitingQueue()
  var names: FieldNames
  var lastLead: Int64 = 0
  var lastHandoff: Int64 = 0
  var lastCommit: Int64 = 0
  /// Number of a field → slot of `Program.lead`, for leads' stored records.
  var slotOfField: [Int] = []
  /// When the queue was last served, and what day it was for each rep then.
  var servedAt: Instant?
  var servedOn: [Day] = []

  /// - Parameter clock: the present; virtual in tests.
  public init(
    store: any LeadRelayStore, rules: Rulebook, clock: @escaping @Sendable () -> Instant
  ) async throws {
    self.store = store
    self.rules = rules
    self.clock = clock
    scorer = Scorer(rules)
    reader = ActivityReader(rules)
    load = Load(rules)
    names = try FieldNames(store)
    try names.add(rules.program.lead.fields + rules.program.activity.fields, to: store)
    try restore()
  }

  /// Takes a new rulebook: what comes from now on is decided by it.
  public func use(_ rules: Rulebook) throws {
    self.rules = rules
    scorer = Scorer(rules)
    reader = ActivityReader(rules)
    try names.add(rules.program.lead.fields + rules.program.activity.fields, to: store)
    try restore()
    try serveQueue()
  }

  /// Reads back everything that is kept in memory; after a failed transaction too.
  func restore() throws {
    (lastLead, lastHandoff, lastCommit) = try store.lastIDs()
    slotOfField = []
    for (slot, number) in names.numbers(of: rules.program.lead.fields).enumerated()
    where number >= 0 {
      while slotOfField.count <= number { slotOfField.append(-1) }
      slotOfField[number] = slot
    }
    load = try restoredLoad()
    queue = WaitingQueue()
    var batch = Batch(now: clock())
    for id in try store.waitingLeads() {
      let work = try open(id, &batch)
      let key = routingKey(
        work.lead.state, look(at: work, now: batch.now), rules, now: batch.now)
      queue.put(work.lead.state, key, rules)
      batch.forget()
    }
  }

  private func restoredLoad() throws -> Load {
    var load = Load(rules)
    let open = try store.openHandoffs()
    let last = try store.lastHandoffs()
    let turns = try store.turns()
    storedTurns = turns
    // A month is at most 31 days, and zones differ by at most a day or two.
    let recent = Dictionary(
      grouping: try store.handoffTimes(since: clock() - .days(40)), by: \.rep)
    for team in load.teams.indices {
      let turn = turns.first { $0.team == rules.teams[team].id }
      for index in load.teams[team].reps.indices {
        let rep = rules.teams[team].reps[index]
        for (_, at) in recent[rep.id] ?? [] {
          load.teams[team].reps[index].take(
            at: at, zone: rep.zone, weekStarts: rules.calendar.weekStarts)
        }
        load.teams[team].reps[index].open = open[rep.id] ?? 0
        load.teams[team].reps[index].lastHandoff = last[rep.id]
        load.teams[team].reps[index].credit = turn?.credits[rep.id]
      }
      load.teams[team].cursor =
        rules.teams[team].reps.firstIndex { $0.id == turn?.next }
        ?? turn?.cursor ?? 0
    }
    return load
  }

  /// Hands waiting leads to whoever has room.
  public func serveQueue() throws {
    var batch = Batch(now: clock())
    try drain(&batch)
    try commit(batch)
  }

  /// Writes a batch; if that fails, what is in memory is read back, so nothing half-done remains.
  func commit(_ batch: Batch) throws {
    var changes = batch.settled()
    let turns = turns()
    if turns != storedTurns { changes.turns = turns }
    do {
      try store.commit(changes)
      storedTurns = turns
    } catch {
      try restore()
      throw error
    }
  }

  private func turns() -> [Turn] {
    zip(rules.teams, load.teams).map { team, load in
      let next = team.reps.isEmpty ? nil : team.reps[load.cursor % team.reps.count].id
      let credits = load.reps.compactMap { rep in rep.credit.map { (rep.id, $0) } }
      return Turn(
        team: team.id, next: next, cursor: load.cursor,
        credits: Dictionary(uniqueKeysWithValues: credits))
    }
  }
}
