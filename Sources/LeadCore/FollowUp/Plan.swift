/// One entry of `follow_up:`: how soon and how often a lead must be tried.
public struct Plan: Sendable {
  public var name: String
  public var when: When
  public var terms: PlanTerms

  public init(name: String, when: When, terms: PlanTerms) {
    self.name = name
    self.when = when
    self.terms = terms
  }
}

/// What a plan asks for; frozen with each handoff.
public struct PlanTerms: Hashable, Sendable {
  /// Which attempts count.
  public enum Apart: Hashable, Codable, Sendable {
    /// One a day of the owner's.
    case day
    /// At least so long after the last that counted, in milliseconds.
    case atLeast(Int64)
  }
  /// What deadlines count.
  public enum Clock: String, CaseIterable, Codable, Sendable {
    /// Working time of the owner: hours, holidays, days away.
    case business
    /// All hours.
    case calendar
  }
  /// When the first deadlines begin.
  public enum Beginning: String, CaseIterable, Codable, Sendable {
    case handed, mql, created
  }
  public var clock = Clock.calendar
  public var begins = Beginning.handed
  /// Time to accept.
  public var accept: Allowance?
  /// Time to the first attempt.
  public var firstAttempt: Allowance?
  /// Time from each counted attempt to the next.
  public var nextAttempt: Allowance?
  /// Time to say what came of it, from when the lead was reached.
  public var verdict: Allowance?
  /// Counted attempts after which an unreached lead is recycled; nil: never.
  public var attempts: Int?
  public var apart: Apart = .day
  /// The channel of each attempt, in turn; empty where that is left open.
  public var channels: [String] = []
  /// Where the lead goes then, as written: `nurture/TRACK`, `disqualified`, `stay`.
  public var unreached: String = "stay"
  /// How long after the last attempt a call back is waited for.
  public var grace: Allowance?
  /// What the attempts take of the rep's hours together, in milliseconds; nil: nothing.
  public var work: Int64?
  /// How long to wait for late reports before a deadline counts as missed, in milliseconds.
  public var reportingLag: Int64 = 0
  /// What follows a missed deadline, in order of time.
  public var ladder: [BreachStep] = []
  /// How often missed deadlines give the lead to another rep; nil: any number.
  public var reassignments: Int?

  public init() {}

  /// What holds where no plan matches: no deadlines, no end.
  public static let none = PlanTerms()

  /// Whether a lead that nobody reached leaves its rep.
  var recycles: Bool { unreached != "stay" }
}

/// As it is stored: what is as usual is left out.
extension PlanTerms: Codable {
  private enum Key: String, CodingKey {
    case clock
    case begins = "from"
    case accept, firstAttempt, nextAttempt, verdict, attempts, apart, channels, unreached, grace
    case work, reportingLag, ladder, reassignments
  }

  public init(from decoder: any Decoder) throws {
    let stored = try decoder.container(keyedBy: Key.self)
    func value<Value: Decodable>(_ key: Key, or usual: Value) throws -> Value {
      try stored.decodeIfPresent(Value.self, forKey: key) ?? usual
    }
    clock = try value(.clock, or: clock)
    begins = try value(.begins, or: begins)
    accept = try stored.decodeIfPresent(Allowance.self, forKey: .accept)
    firstAttempt = try stored.decodeIfPresent(Allowance.self, forKey: .firstAttempt)
    nextAttempt = try stored.decodeIfPresent(Allowance.self, forKey: .nextAttempt)
    verdict = try stored.decodeIfPresent(Allowance.self, forKey: .verdict)
    attempts = try stored.decodeIfPresent(Int.self, forKey: .attempts)
    apart = try value(.apart, or: apart)
    channels = try value(.channels, or: channels)
    unreached = try value(.unreached, or: unreached)
    grace = try stored.decodeIfPresent(Allowance.self, forKey: .grace)
    work = try stored.decodeIfPresent(Int64.self, forKey: .work)
    reportingLag = try value(.reportingLag, or: reportingLag)
    ladder = try value(.ladder, or: ladder)
    reassignments = try stored.decodeIfPresent(Int.self, forKey: .reassignments)
  }

  public func encode(to encoder: any Encoder) throws {
    var stored = encoder.container(keyedBy: Key.self)
    if clock != .calendar { try stored.encode(clock, forKey: .clock) }
    if begins != .handed { try stored.encode(begins, forKey: .begins) }
    try stored.encodeIfPresent(accept, forKey: .accept)
    try stored.encodeIfPresent(firstAttempt, forKey: .firstAttempt)
    try stored.encodeIfPresent(nextAttempt, forKey: .nextAttempt)
    try stored.encodeIfPresent(verdict, forKey: .verdict)
    try stored.encodeIfPresent(attempts, forKey: .attempts)
    try stored.encode(apart, forKey: .apart)
    if !channels.isEmpty { try stored.encode(channels, forKey: .channels) }
    try stored.encode(unreached, forKey: .unreached)
    try stored.encodeIfPresent(grace, forKey: .grace)
    try stored.encodeIfPresent(work, forKey: .work)
    if reportingLag != 0 { try stored.encode(reportingLag, forKey: .reportingLag) }
    if !ladder.isEmpty { try stored.encode(ladder, forKey: .ladder) }
    try stored.encodeIfPresent(reassignments, forKey: .reassignments)
  }
}
