extension Handoff {
  /// The deadlines that count: those that passed, or will, while the handoff is open; and when
  /// what they ask for happened.
  private var deadlines: [(kind: Breach.Kind, by: Instant, met: Instant?)] {
    [(.accept, acceptBy, acceptedAt), (.firstAttempt, firstAttemptBy, firstAttemptAt)]
      .compactMap { kind, by, met in
        guard let by, endedAt.map({ $0 > by }) ?? true else { return nil }
        return (kind, by, met)
      }
  }

  /// When the next deadline that is not met so far counts as missed: late reports had their time.
  public var nextDeadline: Instant? {
    deadlines.filter { deadline in
      !isMet(deadline.by, deadline.met) && !breaches.contains { $0.kind == deadline.kind }
    }.map { judgedAt($0.by) }.min()
  }

  /// Records the deadlines that were missed by `now`.
  mutating func judgeDeadlines(now: Instant) -> [Effect] {
    var effects: [Effect] = []
    for (kind, by, met) in deadlines where !isMet(by, met) && now >= judgedAt(by) {
      guard !breaches.contains(where: { $0.kind == kind }) else { continue }
      let breach = Breach(kind: kind, dueAt: by)
      breaches.append(breach)
      effects.append(.breached(breach))
    }
    return effects
  }

  /// Takes back breaches that a late report shows to be none.
  mutating func withdrawBreaches(now: Instant) -> [Effect] {
    var effects: [Effect] = []
    for place in breaches.indices where breaches[place].withdrawnAt == nil {
      let deadline = deadlines.first { $0.kind == breaches[place].kind }
      // A deadline after the handoff's end counts no more.
      guard deadline.map({ isMet($0.by, $0.met) }) ?? true else { continue }
      breaches[place].withdrawnAt = now
      effects.append(.withdrawn(breaches[place]))
    }
    return effects
  }

  private func isMet(_ deadline: Instant, _ met: Instant?) -> Bool {
    met.map { $0 <= deadline } ?? false
  }

  /// One millisecond past the deadline and its lag: what happens at the deadline is in time.
  private func judgedAt(_ deadline: Instant) -> Instant {
    deadline + Interval(milliseconds: terms.reportingLag + 1)
  }
}
