public import LeadCore
public import Reports
public import Store

/// Reads stored leads as the rules see them, without changing anything: what lists and `explain`
/// stand on.
public final class BookReader {
  public let rules: Rulebook
  let store: any LeadRelayStore
  /// What was set of reps by hand and holds.
  public let statesByHand: [RepState]
  private(set) var names: FieldNames
  let scorer: Scorer
  let reader: ActivityReader
  /// Number of a field → slot of `Program.lead`; -1 for fields that no rule reads.
  private var slotOfField: [Int] = []
  /// The same for the fields of a lead's account.
  private var slotOfAccountField: [Int] = []
  /// Whether rules ask for fields of accounts, and by what accounts are known then.
  let readsAccounts: Bool
  let accountKinds: [String]
  /// Per property that activity rules read, its number; -1 where no record can have it yet.
  private var properties: [Int] = []

  public init(_ store: any LeadRelayStore, _ rules: Rulebook) throws {
    statesByHand = rules.current(try store.repStates())
    let rules = rules.with(statesByHand)
    self.store = store
    self.rules = rules
    names = try FieldNames(store)
    scorer = Scorer(rules)
    reader = ActivityReader(rules)
    readsAccounts = rules.program.lead.fields.contains(where: \.isOfAccount)
    accountKinds = rules.accountKinds
    learnNumbers()
  }

  /// Makes sure that fields of these names can be stored.
  func add(_ fields: [String]) throws {
    try names.add(fields, to: store)
    learnNumbers()
  }

  private func learnNumbers() {
    properties = names.numbers(of: reader.properties)
    let fields = rules.program.lead.fields
    slotOfField = slots(of: fields.map { $0.isOfAccount ? nil : names[$0] })
    slotOfAccountField = slots(of: fields.map { $0.isOfAccount ? names[$0.withoutAccount] : nil })
  }

  /// From the number of each slot's field to the slot of each number.
  private func slots(of numbers: [Int?]) -> [Int] {
    var slots = [Int](repeating: -1, count: (numbers.compactMap { $0 }.max() ?? -1) + 1)
    for (slot, number) in numbers.enumerated() {
      if let number { slots[number] = slot }
    }
    return slots
  }

  /// A stored handoff with the zone of its rep, whose days attempts are counted by.
  public func zoned(_ stored: Handoff) -> Handoff {
    var handoff = stored
    handoff.zone = rules.zone(of: handoff)
    return handoff
  }

  /// A stored lead with its handoff's zone, the fields of its account and, from its facts, with its
  /// activities.
  public func completed(_ stored: StoredLead, facts: [StoredFact] = []) throws -> StoredLead {
    var lead = stored
    if let handoff = lead.state.handoff { lead.state.handoff = zoned(handoff) }
    lead.account = try account(of: lead.record)?.record
    var marks: [ActivityMark] = []
    // Facts of one lead stand together; what was told of two that are one person counts once.
    var teller = facts.first?.lead
    for fact in facts where fact.kind == .activity {
      if fact.lead != teller {
        lead.state.activities = union(lead.state.activities, marks)
        marks = []
        teller = fact.lead
      }
      guard let at = fact.at else { continue }
      let mark = mark(fact.properties, at: at.instant)
      if !mark.matches.isEmpty { marks.append(mark) }
    }
    lead.state.activities =
      lead.state.activities.isEmpty
      ? marks.sorted { $0.at < $1.at } : union(lead.state.activities, marks)
    return lead
  }

  /// What the rules see in the fields of a lead and of its account.
  public func look(at lead: StoredLead, now: Instant) -> Look {
    var row = RecordRow(slots: rules.program.lead.fields.count)
    row.add(lead.record, slotOfField: slotOfField)
    if let account = lead.account { row.add(account, slotOfField: slotOfAccountField) }
    return scorer.look(at: row.rows, now: now)[0]
  }

  /// A lead with fit and interest as they are at an instant, though nothing happened to it since.
  public func scored(_ lead: StoredLead, now: Instant) -> StoredLead {
    var lead = lead
    (lead.state.fit, lead.state.interest) = scores(
      lead.state, look(at: lead, now: now), rules, now: now)
    return lead
  }

  /// Why a lead scores and qualifies as it does.
  public func trace(_ lead: StoredLead, now: Instant) -> Trace {
    LeadCore.trace(lead.state, look(at: lead, now: now), rules, now: now) { field in
      value(field, of: lead).flatMap { number($0) }
    }
  }

  /// A lead with its activities; nil where there is none of that id.
  func lead(_ id: Int64) throws -> StoredLead? {
    try store.lead(id).map { try completed($0, facts: try store.facts(of: id)) }
  }

  /// What bandwidth is taken.
  func load(now: Instant) throws -> Load { try storedLoad(store, rules, now: now) }

  /// All there is to say of a lead; nil where there is none of that id.
  public func explain(
    _ id: Int64, _ fields: FieldCatalogue, now: Instant
  ) throws -> Explanation? {
    guard let stored = try store.lead(id) else { return nil }
    let facts = try store.facts(of: id)
    let lead = try completed(stored, facts: facts)
    let handoffs = try store.handoffs(of: id).map { zoned($0) }
    let history = try store.history(of: id)
    var files: [Int64: FileEntry] = [:]
    for file in Set(facts.map(\.file) + history.map(\.file)) { files[file] = try store.file(file) }
    var explanation = Explanation(
      lead: lead, trace: trace(lead, now: now), now: now, handoffs: handoffs,
      timeline: Explanation.timeline(history, facts, files, fields))
    explanation.next = nextStep(of: lead)
    return explanation
  }

  /// The text of one field of a lead, or of its account.
  public func value(_ field: String, of lead: StoredLead) -> String? {
    field.isOfAccount
      ? lead.account?.value(of: names[field.withoutAccount]) : lead.record.value(of: names[field])
  }

  /// What tells whose account a lead is.
  func accountKeys(of lead: StoredLead) -> [String] {
    var emails = lead.identities.filter { $0.kind == "email" }.map(\.value)
    if let email = value("email", of: lead), !emails.contains(email) { emails.append(email) }
    return rules.accountKeys(emails: emails, accountID: value("account_id", of: lead))
  }

  /// Who has open handoffs of which account; nobody where no route asks for that.
  func accountOwners() throws -> AccountOwners {
    var owners = AccountOwners()
    guard rules.keepsAccountOwners else { return owners }
    for open in try store.openLeads() {
      guard let lead = try store.lead(open.lead) else { continue }
      owners.begin(open.handoff, rep: open.rep, of: accountKeys(of: lead))
    }
    return owners
  }

  func mark(_ properties: FieldRecord, at: Instant) -> ActivityMark {
    let values = properties.entries
    let arena = ByteArena(capacity: 256)
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let cells = self.properties.map { arena.append(values[$0] ?? []) }
    return reader.mark(at: at) { cells[$0].isMissing ? none : arena.bytes(cells[$0]) }
  }
}

/// What bandwidth is taken, as the store tells it.
public func storedLoad(
  _ store: any LoadStore, _ rules: Rulebook, now: Instant
) throws -> Load {
  let (open, last, turns) = (
    try store.openHandoffs(), try store.lastHandoffs(), try store.turns()
  )
  // A month is at most 31 days, and zones differ by at most a day or two.
  let recent = Dictionary(grouping: try store.handoffTimes(since: now - .days(40)), by: \.rep)
  let turnOfTeam = Dictionary(turns.map { ($0.team, $0) }) { first, _ in first }
  let taken = rules.teams.map { team in
    let turn = turnOfTeam[team.id]
    let known = turn?.handicaps ?? [:]
    let isLevelled = rules.isLevelled(team.id)
    var load = TeamLoad(
      reps: team.reps.map { rep in
        var load = RepLoad(id: rep.id)
        for (_, at, work) in recent[rep.id] ?? [] { load.take(at: at, by: rep, work: work) }
        load.open = open[rep.id] ?? 0
        load.lastHandoff = last[rep.id]
        load.credit = turn?.credits[rep.id] ?? 0
        if isLevelled {
          // Where nothing is stored yet, whoever had a lead was there.
          load.handicap = known.isEmpty ? last[rep.id].map { _ in 0 } : known[rep.id]
        }
        return load
      })
    let next = turn?.next.lazy.compactMap { id in team.reps.firstIndex { $0.id == id } }.first
    load.cursor = next ?? turn?.cursor ?? 0
    let ids = Set(team.reps.map(\.id))
    load.hasLost = known.keys.contains { !ids.contains($0) } || !(isLevelled || known.isEmpty)
    return load
  }
  return Load(rules, taken, now: now)
}
