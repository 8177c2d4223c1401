internal import LeadCore
internal import Synchronization

/// A handoff as a row of `handoffs`.
///
/// `accepted_at`, `first_attempt_at`, `attempts` and `reached_at` follow from the attempts and
/// verdicts; they are there for whoever asks the database.
enum HandoffRow {
  static let table = """
    handoffs(id, lead, rep, team, route, plan, terms, cycle, at, accept_by, first_attempt_by, \
    accepted_at, first_attempt_at, attempts, reached_at, ended_at, ended, candidates, \
    attempt_log, verdicts, breaches, qualified_at, deadlines_from, reassignments, overdue, \
    earlier_deadline)
    """
  static let width = 26

  static let upsert =
    " ON CONFLICT(id) DO UPDATE SET "
    + table.dropFirst("handoffs(id, ".count).dropLast().split(separator: ", ")
    .map { "\($0) = excluded.\($0)" }.joined(separator: ", ")

  /// What is read back.
  static let select = """
    SELECT id, lead, rep, team, route, plan, terms, cycle, at, accept_by, first_attempt_by, \
    ended_at, ended, candidates, attempt_log, verdicts, breaches, qualified_at, deadlines_from, \
    reassignments, earlier_deadline FROM handoffs
    """
  static let byID = select + " WHERE id = ?"

  static func write(_ handoff: Handoff, lead: Int64, to rows: inout RowWriter) throws {
    rows.int(handoff.id)
    rows.int(lead)
    rows.text(handoff.rep)
    rows.text(handoff.team)
    rows.text(handoff.route)
    rows.text(handoff.plan)
    rows.text(try StoredJSON.text(handoff.terms))
    rows.int(handoff.cycle)
    rows.instant(handoff.at)
    rows.instant(handoff.acceptBy)
    rows.instant(handoff.firstAttemptBy)
    rows.instant(handoff.acceptedAt)
    rows.instant(handoff.firstAttemptAt)
    rows.int(handoff.countedAttempts.count)
    rows.instant(handoff.reachedAt)
    rows.instant(handoff.endedAt)
    rows.text(handoff.ended?.rawValue)
    rows.text(try json(handoff.candidates) { StoredCandidate($0) })
    rows.text(try json(handoff.attempts) { StoredAttempt($0) })
    rows.text(try StoredVerdicts(handoff).map { try StoredJSON.text($0) })
    rows.text(try json(handoff.breaches) { StoredBreach($0) })
    rows.instant(handoff.qualifiedAt)
    rows.instant(handoff.from)
    rows.int(handoff.reassignments)
    if handoff.isOverdue { rows.int(1) } else { rows.null() }
    rows.instant(handoff.earlierDeadline)
    try rows.endRow()
  }

  /// An array as JSON; nothing where it is empty.
  private static func json<T>(_ values: [T], _ stored: (T) -> some Encodable) throws -> String? {
    values.isEmpty ? nil : try StoredJSON.text(values.map(stored))
  }

  private static let knownTerms = Mutex<[String: PlanTerms]>([:])
  private static let mostKnownTerms = 1_000

  /// Each handoff has its plan's terms, and few plans differ: a text is decoded once.
  private static func terms(_ text: String) throws -> PlanTerms {
    if let known = knownTerms.withLock({ $0[text] }) { return known }
    let terms = try StoredJSON.value(PlanTerms.self, text)
    knownTerms.withLock {
      if $0.count == mostKnownTerms { $0 = [:] }
      $0[text] = terms
    }
    return terms
  }

  /// The zone is not stored: it is UTC until the engine sets the rep's.
  static func read(_ row: inout Columns) throws -> (Handoff, lead: Int64) {
    let (id, lead) = (row.int64(), row.int64())
    let (rep, team, route) = (row.text(), row.text(), row.text())
    let plan = row.optionalText()
    let terms = try terms(row.text())
    let cycle = row.int()
    var handoff = Handoff(
      rep: rep, team: team, route: route, plan: plan, terms: terms, cycle: cycle,
      at: row.instant(), zone: .utc)
    handoff.id = id
    handoff.acceptBy = row.optionalInstant()
    handoff.firstAttemptBy = row.optionalInstant()
    handoff.endedAt = row.optionalInstant()
    if let ended = row.optionalText() {
      handoff.ended = Handoff.Ending(rawValue: ended)
      guard handoff.ended != nil else { throw SQLiteFailure.damaged("an ending") }
    }
    if let text = row.optionalText() {
      handoff.candidates = try StoredJSON.value([StoredCandidate].self, text)
        .map { try $0.candidate() }
    }
    if let text = row.optionalText() {
      handoff.attempts = try StoredJSON.value([StoredAttempt].self, text).map { try $0.attempt() }
    }
    if let text = row.optionalText() {
      let verdicts = try StoredJSON.value(StoredVerdicts.self, text)
      handoff.acceptedByVerdict = verdicts.accepted?.time
      handoff.reachedByVerdict = verdicts.reached?.time
    }
    if let text = row.optionalText() {
      handoff.breaches = try StoredJSON.value([StoredBreach].self, text).map { try $0.breach() }
    }
    handoff.qualifiedAt = row.optionalInstant() ?? handoff.at
    handoff.from = row.optionalInstant() ?? handoff.at
    handoff.reassignments = Int(row.optionalInt64() ?? 0)
    handoff.earlierDeadline = row.optionalInstant()
    return (handoff, lead)
  }
}
