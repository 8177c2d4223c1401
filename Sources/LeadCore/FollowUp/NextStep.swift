/// What a rep has to do next about a lead.
public struct NextStep: Equatable, Sendable {
  /// Which deadline it serves.
  public var kind: Deadline.Kind
  /// The deadline; nil where the plan gives none.
  public var by: Instant?
  /// Which counted attempt it would be, from 1; nil where none is asked for.
  public var attempt: Int?
  /// How the lead is to be tried; nil where the plan leaves that open, or the lead has refused all
  /// that it names.
  public var channel: String?
}

extension Handoff {
  /// What is due next; nil where it has ended, or nothing is asked for any more.
  ///
  /// - Parameter refuses: whether the lead has refused to be tried by a channel.
  public func nextStep(
    _ clock: FollowUpClock, refuses: (String) -> Bool = { _ in false }
  ) -> NextStep? {
    guard isOpen else { return nil }
    func first(_ kinds: Deadline.Kind...) -> Deadline? {
      deadlines(clock).filter { kinds.contains($0.kind) && $0.metAt == nil }.min { $0.by < $1.by }
    }
    if reachedAt != nil {
      return first(.verdict).map { NextStep(kind: .verdict, by: $0.by) }
    }
    let attempt = countedAttempts.count + 1
    guard attempt <= terms.attempts ?? .max else { return nil }
    let next = first(.accept, .firstAttempt, .nextAttempt)
    let kind = next?.kind ?? (firstAttemptAt == nil ? .firstAttempt : .nextAttempt)
    return NextStep(
      kind: kind, by: next?.by, attempt: attempt,
      channel: terms.channel(ofAttempt: attempt, refuses: refuses))
  }
}

extension PlanTerms {
  /// The channel of an attempt, counted from 1: its turn, or the next that the lead has not
  /// refused.
  func channel(ofAttempt attempt: Int, refuses: (String) -> Bool) -> String? {
    let turn = channels.indices.map { channels[($0 + attempt - 1) % channels.count] }
    return turn.first { !refuses($0) }
  }
}
