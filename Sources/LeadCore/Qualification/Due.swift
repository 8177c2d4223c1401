extension Situation {
  /// When time alone will change something about this lead; nil if it will not. The end of a rest
  /// that was over when the lead came to it (`hasEnrolled`) is due all the same.
  func nextDue(hasEnrolled: Bool) -> Instant? {
    guard state.ignoredBy == nil else { return nil }
    var dues: [Instant] = []
    if let since = state.waitingSince, let expires = rules.qualification.waiting.expires,
      rules.qualification.waiting.then.map({ $0 != .stay }) ?? false
    {
      dues.append(since + expires)
    }
    if state.stage == .nurture, let enrolment = state.enrolment, let end = enrolment.restsUntil,
      end > now || (hasEnrolled && end > enrolment.since)
    {
      dues.append(end)
    }
    if rules.drift.mayChange(state, now: now) {
      dues.append(rules.calendar.zone.nextMidnight(after: now))
    }
    return dues.min()
  }
}

/// Where time alone can change what a rulebook decides: the leads that are looked at again every
/// midnight.
public struct Drift: Sendable {
  /// A lead may come to qualify.
  var mayQualify = Direction()
  /// A lead that qualifies may cease to.
  var mayCease = Direction()
  /// A disqualifying rule may come to hold, or cease to.
  var mayDisqualify = Direction()
  var mayForgive = Direction()

  /// What must be so for time to matter.
  struct Direction: Sendable {
    /// Dates stand in fields: any lead may change.
    var byDates = false
    /// Only what a lead did fades: leads without activities do not change.
    var byActivities = false

    static func | (left: Direction, right: Direction) -> Direction {
      Direction(
        byDates: left.byDates || right.byDates,
        byActivities: left.byActivities || right.byActivities)
    }
  }

  /// A waiting lead may come to be taken by others, or to stand elsewhere in the queue.
  var mayReroute = Direction()
  /// What wakes a nurtured lead may come to hold.
  var mayWake = Direction()

  func mayChange(_ state: LeadState, now: Instant) -> Bool {
    func may(_ direction: Direction) -> Bool {
      direction.byDates || (direction.byActivities && !state.activities.isEmpty)
    }
    switch state.stage {
    case .customer: return false
    case .disqualified:
      if case .rule = state.disqualification { return may(mayForgive) }
      return false
    case .lead: return may(mayDisqualify) || may(mayQualify)
    case .nurture:
      let isRested = state.enrolment?.restsUntil.map { $0 <= now } ?? false
      return may(mayDisqualify) || may(mayWake) || (isRested && may(mayQualify))
    case .mql where state.isWaiting:
      return may(mayDisqualify) || may(mayCease) || may(mayReroute)
    case .mql, .sal, .sql: return may(mayDisqualify)
    }
  }
}

extension RulebookSections {
  /// Works out where time alone can change decisions.
  mutating func settleDrift() {
    for alternative in qualification.alternatives {
      let (up, down) = drifts(of: alternative.when.condition)
      drift.mayQualify = drift.mayQualify | up
      drift.mayCease = drift.mayCease | down
    }
    for rule in qualification.disqualifying {
      let (up, down) = drifts(of: rule.when.condition)
      drift.mayDisqualify = drift.mayDisqualify | up
      drift.mayForgive = drift.mayForgive | down
    }
    for track in tracks {
      if let wakes = track.wakes {
        drift.mayWake = drift.mayWake | drifts(of: wakes.condition).up
      }
    }
    drift.mayReroute = reroutes()
  }

  /// Where time can change which reps a waiting lead may go to, and when it is its turn.
  private func reroutes() -> Drift.Direction {
    var direction = Drift.Direction()
    let plans = roster.works.count > 1 ? self.plans.map(\.when) : []
    for when in routes.map(\.when) + roster.takes + plans {
      let (up, down) = drifts(of: when.condition)
      direction = direction | up | down
    }
    if qualification.waiting.order.contains(where: { $0 == .grade || $0 == .interest || $0 == .fit }
    ) {
      let (up, down) = drifts(of: .standing(.grade, .known))
      direction = direction | up | down
    }
    return direction
  }

  /// Whether time can make a condition true (`up`) or false (`down`).
  private func drifts(of condition: Condition) -> (up: Drift.Direction, down: Drift.Direction) {
    switch condition {
    case .all(let parts), .any(let parts):
      return parts.map { drifts(of: $0) }.reduce((Drift.Direction(), Drift.Direction())) {
        ($0.0 | $1.up, $0.1 | $1.down)
      }
    case .not(let part):
      let inner = drifts(of: part)
      return (inner.down, inner.up)
    case .did(let test):
      return (
        Drift.Direction(), Drift.Direction(byActivities: test.within != nil)
      )
    case .field(_, .date(let test)):
      switch test {
      case .within: return (Drift.Direction(byDates: true), Drift.Direction(byDates: true))
      case .olderThan: return (Drift.Direction(byDates: true), Drift.Direction())
      case .before, .after: return (Drift.Direction(), Drift.Direction())
      }
    case .field: return (Drift.Direction(), Drift.Direction())
    case .standing(.interest, _), .standing(.grade, _), .standing(.fit, _):
      return drifts(ofScores: condition)
    case .standing: return (Drift.Direction(), Drift.Direction())
    }
  }

  /// Scores fall as activities fade; with points below zero they may rise.
  private func drifts(ofScores condition: Condition) -> (up: Drift.Direction, down: Drift.Direction)
  {
    var direction = Drift.Direction()
    var rises = false
    for rule in fit.rules + interest.rules {
      switch rule.form {
      case .did(let points):
        if points.halfLife != nil || points.expires != nil { direction.byActivities = true }
        if points.points < 0 { rises = true }
      case .per: break
      case .firstOf(let choices):
        for (place, choice) in choices.enumerated() where !choice.when.isAlways {
          let (up, down) = drifts(of: choice.when.condition)
          // What a choice gives way to may be worth more.
          if place < choices.count - 1, down.byDates || down.byActivities { rises = true }
          direction = direction | up | down
          if up.byDates || up.byActivities || choice.points < 0 { rises = true }
        }
      }
    }
    guard case .standing(let standing, let test) = condition, case .number(let range) = test,
      range.upper == nil, !rises, standing != .grade
    else { return (direction, direction) }
    return (Drift.Direction(), direction)
  }
}
