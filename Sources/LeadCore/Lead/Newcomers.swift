/// Decides leads that are heard of for the first time, by their fields alone. Those in which
/// scoring found the same are decided alike, and once.
public struct Newcomers {
  /// A new lead that merely has its scores: nothing follows, and time alone changes nothing.
  public struct Scores: Sendable {
    public var fit: Int32
    public var interest: Int32
  }

  private let rules: Rulebook
  private var since = LookMemo<Scores?>()
  /// Of leads that were created before the agreement begins.
  private var before = LookMemo<Scores?>()

  public init(_ rules: Rulebook) { self.rules = rules }

  /// The scores of a new lead; nil where more follows, so that it is to be decided by itself.
  public mutating func scores(
    _ looks: Looks, row: Int, createdAt: Instant, now: Instant
  ) -> Scores? {
    let rules = rules
    func decided() -> Scores? {
      let state = LeadState(id: 0, since: now, createdAt: createdAt)
      let decision = decide(state, .fields, looks[row], rules, now: now)
      var plain = state
      (plain.fit, plain.interest) = (decision.state.fit, decision.state.interest)
      guard decision.state == plain, decision.effects.isEmpty, decision.refusal == nil else {
        return nil
      }
      return Scores(fit: Int32(plain.fit), interest: Int32(plain.interest))
    }
    if let begins = rules.begins, createdAt < begins {
      return before.value(of: looks, row: row, make: decided)
    }
    return since.value(of: looks, row: row, make: decided)
  }
}
