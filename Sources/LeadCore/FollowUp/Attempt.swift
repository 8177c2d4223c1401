/// One try to reach a lead.
public struct Attempt: Hashable, Sendable {
  /// What came of it.
  public enum Outcome: String, CaseIterable, Sendable {
    case noAnswer = "no_answer"
    case voicemail, busy, bounced
    case wrongNumber = "wrong_number"
    /// An automatic message: counts as an attempt, stops no clock and accepts nothing.
    case sent
    case connected, replied, meeting

    /// Whether the lead answered.
    public var isReached: Bool { self == .connected || self == .replied || self == .meeting }
  }

  public var at: FactTime
  public var outcome: Outcome
  /// Who tried, by id; nil where the file named nobody: the owner.
  public var rep: String?
  public var channel: String?
  public var reason: String?

  public init(
    at: FactTime, outcome: Outcome, rep: String? = nil, channel: String? = nil,
    reason: String? = nil
  ) {
    self.at = at
    self.outcome = outcome
    self.rep = rep
    self.channel = channel
    self.reason = reason
  }

  func isBy(_ owner: String) -> Bool { rep == nil || rep == owner }
}

/// What sales says of a lead.
public struct Feedback: Hashable, Sendable {
  /// What sales found, see the stage table in `StageMachine`.
  public enum Verdict: String, CaseIterable, Sendable {
    case accepted, rejected, sql, won, lost, recycle, nurture
  }

  public var at: FactTime
  public var verdict: Verdict
  public var rep: String?
  public var reason: String?
  public var track: String?
  public var amount: String?

  public init(
    at: FactTime, verdict: Verdict, rep: String? = nil, reason: String? = nil,
    track: String? = nil, amount: String? = nil
  ) {
    self.at = at
    self.verdict = verdict
    self.rep = rep
    self.reason = reason
    self.track = track
    self.amount = amount
  }
}
