internal import LeadCore

// What the JSON columns of `handoffs` hold.

struct StoredTime: Codable {
  var at: Int64
  /// Absent unless it is a whole day.
  var day: Bool?
  /// The minutes of a day that has not 24 hours.
  var minutes: Int?

  init(_ time: FactTime) {
    at = time.instant.milliseconds
    day = time.isWholeDay ? true : nil
    minutes = time.dayCode > 1 ? time.dayCode : nil
  }

  var time: FactTime {
    FactTime(
      instant: Instant(milliseconds: at), dayCode: minutes ?? (day ?? false ? 1 : 0))
  }
}

struct StoredAttempt: Codable {
  var time: StoredTime
  var outcome: String
  var rep: String?
  var channel: String?
  var reason: String?

  init(_ attempt: Attempt) {
    time = StoredTime(attempt.at)
    outcome = attempt.outcome.rawValue
    rep = attempt.rep
    channel = attempt.channel
    reason = attempt.reason
  }

  func attempt() throws -> Attempt {
    guard let outcome = Attempt.Outcome(rawValue: outcome) else {
      throw SQLiteFailure.damaged("an outcome")
    }
    return Attempt(at: time.time, outcome: outcome, rep: rep, channel: channel, reason: reason)
  }
}

struct StoredCandidate: Codable {
  /// Absent for those who are counted only.
  var rep: String?
  var reason: String
  var free: Int?
  var count: Int?

  init(_ candidate: Candidate) {
    rep = candidate.rep
    reason = candidate.reason.rawValue
    free = candidate.free
    count = candidate.count
  }

  func candidate() throws -> Candidate {
    guard let reason = Candidate.Reason(rawValue: reason) else {
      throw SQLiteFailure.damaged("a candidate")
    }
    guard let rep else { return Candidate(count: count ?? 0, reason: reason) }
    return Candidate(rep: rep, reason: reason, free: free)
  }
}

struct StoredBreach: Codable {
  var kind: String
  var due: Int64
  var after: Int64?
  /// Absent where none was taken.
  var steps: Int?
  var withdrawn: Int64?
  var again: Int64?

  init(_ breach: Breach) {
    kind = breach.kind.rawValue
    due = breach.dueAt.milliseconds
    after = breach.after?.milliseconds
    steps = breach.steps == 0 ? nil : breach.steps
    withdrawn = breach.withdrawnAt?.milliseconds
    again = breach.triesAgainAt?.milliseconds
  }

  func breach() throws -> Breach {
    guard let kind = Deadline.Kind(rawValue: kind) else { throw SQLiteFailure.damaged("a breach") }
    func instant(_ stored: Int64?) -> Instant? { stored.map { Instant(milliseconds: $0) } }
    var breach = Breach(
      kind: kind, dueAt: Instant(milliseconds: due), after: instant(after), steps: steps ?? 0,
      withdrawnAt: instant(withdrawn))
    breach.triesAgainAt = instant(again)
    return breach
  }
}

struct StoredVerdicts: Codable {
  var accepted: StoredTime?
  var reached: StoredTime?

  /// Nil where sales has said nothing.
  init?(_ handoff: Handoff) {
    guard handoff.acceptedByVerdict != nil || handoff.reachedByVerdict != nil else { return nil }
    accepted = handoff.acceptedByVerdict.map { StoredTime($0) }
    reached = handoff.reachedByVerdict.map { StoredTime($0) }
  }
}
