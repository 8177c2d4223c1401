/// One lead given to one rep: handed at, deadlines, attempts, how it ended.
public struct Handoff: Equatable, Sendable {
  /// How a handoff ended.
  public enum Ending: String, CaseIterable, Sendable {
    case recycled, rejected, won, lost, disqualified, reassigned, released
  }

  /// 0 until the store has given it one.
  public var id: Int64 = 0
  public var rep: String
  public var team: String
  public var route: String
  /// The follow-up plan's name, and what it asked for at the handoff.
  public var plan: String?
  public var terms: PlanTerms
  public var cycle: Int
  public var at: Instant
  /// When the lead became MQL for it; the same after a reassignment.
  public var qualifiedAt: Instant
  /// When its first deadlines begin, see `PlanTerms.Beginning`.
  public var from: Instant
  public var acceptBy: Instant?
  public var firstAttemptBy: Instant?
  /// Verdict `accepted`, or one that implies it.
  public var acceptedByVerdict: FactTime?
  /// Verdict `sql` or `won`, which mean reached.
  public var reachedByVerdict: FactTime?
  public var endedAt: Instant?
  public var ended: Ending?
  /// All attempts while it was open, in order of time.
  public var attempts: [Attempt] = []
  public var breaches: [Breach] = []
  /// How often missed deadlines gave the lead from one rep to another in this cycle.
  public var reassignments = 0
  public var candidates: [Candidate] = []
  /// When a deadline of a handoff before this one is to be judged, which went to somebody else
  /// first.
  public var earlierDeadline: Instant?
  /// The owner's zone: attempts on one day of it count once.
  public var zone: Zone

  public init(
    rep: String, team: String, route: String, plan: String?, terms: PlanTerms, cycle: Int,
    at: Instant, zone: Zone
  ) {
    self.rep = rep
    self.team = team
    self.route = route
    self.plan = plan
    self.terms = terms
    self.cycle = cycle
    self.at = at
    self.zone = zone
    qualifiedAt = at
    from = at
  }

  public var isOpen: Bool { endedAt == nil }

  /// The attempts that count, see `PlanTerms.Apart`.
  public var countedAttempts: [Attempt] { counted(attempts) }

  /// Those of some attempts, in order of time, that count.
  func counted(_ attempts: [Attempt]) -> [Attempt] {
    var counted: [Attempt] = []
    for attempt in attempts {
      guard let last = counted.last else {
        counted.append(attempt)
        continue
      }
      let isApart =
        switch terms.apart {
        case .day: zone.day(of: attempt.at.instant) > zone.day(of: last.at.instant)
        case .atLeast(let span):
          (attempt.at.instant - last.at.instant).milliseconds >= span
        }
      if isApart { counted.append(attempt) }
    }
    return counted
  }

  /// When somebody first tried; automatic messages stop no clock.
  public var firstAttemptAt: Instant? {
    attempts.first { $0.outcome != .sent }?.at.instant
  }

  /// When the rep took the lead: a verdict, or the owner's own first attempt.
  public var acceptedAt: Instant? {
    let tried = attempts.first { $0.outcome != .sent && $0.isBy(rep) }?.at.instant
    return [tried, acceptedByVerdict?.instant].compactMap { $0 }.min()
  }

  public var reachedAt: Instant? { reached?.instant }

  /// When somebody first answered, or a verdict says that they did.
  var reached: FactTime? {
    let answered = attempts.first { $0.outcome.isReached }?.at
    return [answered, reachedByVerdict].compactMap { $0 }.min()
  }

  /// Notes the first deadlines as its clock has them now.
  mutating func settle(_ clock: FollowUpClock) {
    acceptBy = terms.accept.map { clock.instant($0, after: from, for: .accept) }
    firstAttemptBy = terms.firstAttempt.map { clock.instant($0, after: from, for: .firstAttempt) }
  }

  /// Notes that sales says it was accepted.
  mutating func accept(_ at: FactTime) {
    acceptedByVerdict = [acceptedByVerdict, at].compactMap { $0 }.min()
  }

  /// Notes that sales says the lead was reached.
  mutating func reach(_ at: FactTime) {
    reachedByVerdict = [reachedByVerdict, at].compactMap { $0 }.min()
  }

  mutating func insert(_ attempt: Attempt) {
    let place = attempts.firstIndex { $0.at > attempt.at } ?? attempts.count
    attempts.insert(attempt, at: place)
  }
}
