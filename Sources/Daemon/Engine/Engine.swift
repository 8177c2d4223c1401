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
  /// As it is told, with who is there as set by hand.
  var rules: Rulebook
  /// As the files tell it.
  private(set) var toldRules: Rulebook
  var book: BookReader
  var newcomers: Newcomers
  var load: Load
  var queue = WaitingQueue()
  /// What was found strange in the rows taken in last.
  var warnings: [String] = []
  /// Who has open handoffs of which account, while a route asks for that.
  var accounts = AccountOwners()
  /// For which days reports of attempts are in; nothing is awaited in rehearsals.
  var logs: AttemptLogs?
  /// Whether a log has come since deadlines were judged.
  var isLogNew = false
  /// Times that are past and wait for the log of their day.
  var awaited: Set<Instant> = []
  private let awaitsLogs: Bool
  /// When the queue was served last.
  var servedAt: Instant
  /// Whether those who are not there have what their team leaves them.
  var areLeavesSettled = false
  /// Whether waiting leads have the ways that the rulebook's routes say.
  var areRoutesSettled = false
  /// Whether open handoffs have the deadlines that the rulebook's clocks say.
  var areClocksSettled = false
  var lastLead: Int64 = 0
  var lastHandoff: Int64 = 0
  var lastAccount: Int64 = 0
  /// The greatest lead of which it is noted what company it names.
  var linkedUpTo: Int64 = 0
  var lastCommit: Int64 = 0

  /// - Parameters:
  ///   - clock: the present; virtual in tests.
  ///   - awaitsLogs: whether deadlines wait for logs of attempts that cover whole days.
  public init(
    store: any LeadRelayStore, rules: Rulebook, awaitsLogs: Bool = true,
    clock: @escaping @Sendable () -> Instant
  ) async throws {
    self.store = store
    self.awaitsLogs = awaitsLogs
    toldRules = rules
    let rules = rules.with(try store.repStates())
    self.rules = rules
    self.clock = clock
    book = try BookReader(store, rules)
    newcomers = Newcomers(rules)
    load = Load(rules, now: clock())
    servedAt = clock()
    try book.add(rules.program.fieldsToStore)
    try restore()
  }

  /// Takes a new rulebook: what comes from now on is decided by it.
  public func use(_ rules: Rulebook) throws {
    toldRules = rules
    let states = try store.repStates()
    let ended = states.filter { rules.presence(ofRep: $0.rep) != $0.told }
    if !ended.isEmpty {
      var changes = Changes()
      changes.endedRepStates = ended.map(\.rep)
      try store.commit(changes)
    }
    let rules = rules.with(states)
    self.rules = rules
    book = try BookReader(store, rules)
    newcomers = Newcomers(rules)
    try book.add(rules.program.fieldsToStore)
    try restore()
    try settleRoutes()
    try serveQueue()
    try settleLeaves()
    areClocksSettled = false
    try settleClocks()
  }

  /// Field names and the numbers they are stored under.
  var names: FieldNames { book.names }

  /// Reads back everything that is kept in memory; after a failed transaction too.
  func restore() throws {
    store.beginReading()
    defer { store.endReading() }
    (lastLead, lastHandoff, lastCommit) = try store.lastIDs()
    lastAccount = try store.lastAccount()
    try linkAccounts()
    logs = awaitsLogs ? try AttemptLogs(rules, store) : nil
    // One may have come of which nothing was judged yet.
    isLogNew = logs?.reported.logs.isEmpty == false
    load = try storedLoad(store, rules, now: clock())
    servedAt = clock()
    areLeavesSettled = false
    accounts = try book.accountOwners()
    try restoreQueue()
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
    changes.turns = load.takeTurned().map {
      Turn($0.load, of: rules.teams[$0.team], isRelevelled: $0.isRelevelled)
    }
    guard !changes.isEmpty else { return }
    do {
      // Who is known by what must be settled before anybody is looked up.
      let isAwaited = isAwaited || !changes.merges.isEmpty || !changes.splits.isEmpty
      if isAwaited { try store.commit(changes) } else { try store.commitBehind(changes) }
    } catch {
      try restore()
      throw error
    }
  }
}

extension Turn {
  /// What a team's load tells of its turn; who is owed nothing is left out.
  fileprivate init(_ load: TeamLoad, of team: Team, isRelevelled: Bool) {
    let count = team.reps.count
    let next = (0..<min(count, Turn.remembered)).map {
      team.reps[(load.cursor + $0) % count].id
    }
    let owed = load.reps.filter { $0.credit != 0 }.map { ($0.id, $0.credit) }
    self.init(
      team: team.id, next: next, cursor: load.cursor,
      credits: Dictionary(owed) { first, _ in first })
    guard isRelevelled else { return }
    let present = load.reps.compactMap { rep in rep.handicap.map { (rep.id, $0) } }
    handicaps = Dictionary(present) { first, _ in first }
  }
}

extension Program {
  /// The fields of leads, accounts and activities that rules read.
  fileprivate var fieldsToStore: [String] {
    lead.fields.map(\.withoutAccount) + activity.fields
  }
}
