public import LeadCore

extension JSONObject {
  /// A handoff: `id lead rep team route plan cycle at accept_by first_attempt_by accepted_at
  /// first_attempt_at attempts reached_at ended_at ended candidates`. Its zone must be set.
  public init(_ handoff: Handoff, lead: Int64) {
    self.init()
    add("id", handoff.id)
    add("lead", lead)
    add("rep", handoff.rep)
    add("team", handoff.team)
    add("route", handoff.route)
    add("plan", handoff.plan)
    add("cycle", handoff.cycle)
    add("at", handoff.at)
    add("accept_by", handoff.acceptBy)
    add("first_attempt_by", handoff.firstAttemptBy)
    add("accepted_at", handoff.acceptedAt)
    add("first_attempt_at", handoff.firstAttemptAt)
    add("attempts", handoff.countedAttempts.count)
    add("reached_at", handoff.reachedAt)
    add("ended_at", handoff.endedAt)
    add("ended", handoff.ended?.rawValue)
    add("candidates", json: "[" + handoff.candidates.map(\.json).joined(separator: ",") + "]")
  }
}
