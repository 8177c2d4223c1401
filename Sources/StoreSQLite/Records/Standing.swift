internal import LeadCore
internal import Store

/// A lead's state as a row of `standings`. `activities` are not stored, and the handoff by its id
/// only.
enum Standing {
  static let table = """
    standings(lead, stage, since, created_at, fit, interest, cycle, origin, due, deadline, \
    ignored_by, waiting_since, disqualified_by_rule, disqualified_by_outcome, track, enrolled_at, \
    rests_until, rounds, interest_from, handoff, last_activity, routing)
    """
  static let width = 22

  /// All columns in the order of `table`.
  static let columns = String(table.dropFirst("standings(".count).dropLast())

  static let upsert =
    " ON CONFLICT(lead) DO UPDATE SET "
    + columns.split(separator: ", ").dropFirst().map { "\($0) = excluded.\($0)" }
    .joined(separator: ", ")

  /// The origin of nearly all leads, stored as NULL.
  private static let commonOrigin = "marketing"

  static func write(_ state: LeadState, to rows: inout RowWriter) throws {
    rows.int(state.id)
    rows.text(state.stage.rawValue)
    rows.instant(state.since)
    rows.instant(state.createdAt)
    rows.int(state.fit)
    rows.int(state.interest)
    rows.int(state.cycle)
    if state.origin == commonOrigin { rows.null() } else { rows.text(state.origin) }
    rows.instant(state.due)
    rows.instant(state.deadline)
    rows.text(state.ignoredBy)
    rows.instant(state.waitingSince)
    switch state.disqualification {
    case .rule(let name)?:
      rows.text(name)
      rows.null()
    case .outcome(let name)?:
      rows.null()
      rows.text(name)
    case nil:
      rows.null()
      rows.null()
    }
    rows.text(state.enrolment?.track)
    rows.instant(state.enrolment?.since)
    rows.instant(state.enrolment?.restsUntil)
    rows.text(state.rounds.isEmpty ? nil : try StoredJSON.text(state.rounds))
    rows.instant(state.interestFrom)
    rows.int(state.handoff?.id)
    rows.instant(state.lastActivity)
    rows.text(state.routing?.stored)
    try rows.endRow()
  }

  /// A lead of which there is nothing to say but its scores.
  static func write(
    _ lead: PlainLeads.Lead, since: Instant, to rows: inout RowWriter
  ) throws {
    rows.int(lead.id)
    rows.text(Stage.lead.rawValue)
    rows.instant(since)
    rows.instant(lead.createdAt)
    rows.int(Int64(lead.fit))
    rows.int(Int64(lead.interest))
    rows.int(0)
    for _ in 7..<width { rows.null() }
    try rows.endRow()
  }

  /// - Parameter handoff: reads a handoff by id.
  static func read(
    _ row: inout Columns, handoff: (Int64) throws -> Handoff?
  ) throws -> LeadState {
    let id = row.int64()
    guard let stage = Stage(rawValue: row.text()) else { throw SQLiteFailure.damaged("a stage") }
    let since = row.instant()
    var state = LeadState(id: id, since: since, createdAt: row.instant())
    state.stage = stage
    state.fit = row.int()
    state.interest = row.int()
    state.cycle = row.int()
    state.origin = row.optionalText() ?? commonOrigin
    state.due = row.optionalInstant()
    state.deadline = row.optionalInstant()
    // Only what is there is set: what most leads lack lies out of line in the state.
    if let name = row.optionalText() { state.ignoredBy = name }
    state.waitingSince = row.optionalInstant()
    if let rule = row.optionalText() { state.disqualification = .rule(rule) }
    if let outcome = row.optionalText() { state.disqualification = .outcome(outcome) }
    let track = row.optionalText()
    let enrolledAt = row.optionalInstant()
    let restsUntil = row.optionalInstant()
    if let track, let enrolledAt {
      state.enrolment = Enrolment(track: track, since: enrolledAt, restsUntil: restsUntil)
    }
    if let rounds = row.optionalText() {
      state.rounds = try StoredJSON.value([String: Int].self, rounds)
    }
    if let instant = row.optionalInstant() { state.interestFrom = instant }
    if let id = row.optionalInt64() { state.handoff = try handoff(id) }
    state.lastActivity = row.optionalInstant()
    if let routing = row.optionalText() { state.routing = try RoutingKey(stored: routing) }
    return state
  }
}

/// Stored as `ROUTES/REFUSED/WORK`, lists of numbers with blanks between them. Places in a rulebook
/// mean something in that one alone.
extension RoutingKey {
  fileprivate var stored: String {
    func list(_ numbers: some Sequence<some BinaryInteger>) -> String {
      numbers.map { String($0) }.joined(separator: " ")
    }
    return list(routes) + "/" + list(refused) + "/" + String(work)
  }

  fileprivate init(stored: String) throws {
    let parts = stored.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let work = Int64(parts[2]) else {
      throw SQLiteFailure.damaged("a routing")
    }
    self.init(
      routes: parts[0].split(separator: " ").compactMap { Int($0) },
      refused: parts[1].split(separator: " ").compactMap { UInt64($0) }, work: work)
  }
}
