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
  var book: BookReader
  var newcomers: Newcomers
  var load: Load
  private var storedTurns: [Turn] = []
  var queue = WaitingQueue()
  /// What was found strange in the rows taken in last.
  var warnings: [String] = []
  var lastLead: Int64 = 0
  var lastHandoff: Int64 = 0
  var lastAccount: Int64 = 0
  /// The greatest lead of which it is noted what company it names.
  var linkedUpTo: Int64 = 0
  var lastCommit: Int64 = 0
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
    book = try BookReader(store, rules)
    newcomers = Newcomers(rules)
    load = Load(rules)
    try book.add(rules.program.fieldsToStore)
    try restore()
  }

  /// Takes a new rulebook: what comes from now on is decided by it.
  public func use(_ rules: Rulebook) throws {
    self.rules = rules
    book = try BookReader(store, rules)
    newcomers = Newcomers(rules)
    try book.add(rules.program.fieldsToStore)
    try restore()
    try serveQueue()
  }

  /// Field names and the numbers they are stored under.
  var names: FieldNames { book.names }

  /// Reads back everything that is kept in memory; after a failed transaction too.
  func restore() throws {
    (lastLead, lastHandoff, lastCommit) = try store.lastIDs()
    lastAccount = try store.lastAccount()
    try linkAccounts()
    load = try storedLoad(store, rules, now: clock())
    storedTurns = try store.turns()
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

  /// Hands waiting leads to whoever has room.
  public func serveQueue() throws {
    var batch = Batch(now: clock())
    try drain(&batch)
    try commit(batch)
  }

  /// Writes a batch; if that fails, what is in memory is read back, so nothing half-done remains.
  ///
  /// - Parameter isAwaited: false where more of the same file follows: the next batch is prepared
  ///   while this one is written.
  func commit(_ batch: Batch, isAwaited: Bool = true) throws {
    var changes = batch.settled()
    let turns = turns()
    if turns != storedTurns { changes.turns = turns }
    guard !changes.isEmpty else { return }
    do {
      // Who is known by what must be settled before anybody is looked up.
      let isAwaited = isAwaited || !changes.merges.isEmpty || !changes.splits.isEmpty
      if isAwaited { try store.commit(changes) } else { try store.commitBehind(changes) }
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

extension Program {
  /// The fields of leads, accounts and activities that rules read.
  fileprivate var fieldsToStore: [String] {
    lead.fields.map(\.withoutAccount) + activity.fields
  }
}
