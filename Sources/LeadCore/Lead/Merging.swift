/// Two leads that are one person.
extension Deciding {
  /// Takes over what another lead has, which is the same person. This one's owner stays; where it
  /// has none, the other's does.
  mutating func join(_ other: LeadState) {
    let why = "merged with lead \(other.id)"
    state.createdAt = min(state.createdAt, other.createdAt)
    state.cycle = max(state.cycle, other.cycle)
    state.lastActivity = latest(state.lastActivity, other.lastActivity)
    state.interestFrom = latest(state.interestFrom, other.interestFrom)
    for (track, rounds) in other.rounds {
      state.rounds[track] = max(state.rounds[track] ?? 0, rounds)
    }
    state.activities = union(state.activities, other.activities)
    if other.stage == .customer, state.stage != .customer {
      endHandoff(.released, at: now)
      takePlace(of: other, why: why)
    } else if other.openHandoff != nil, state.openHandoff == nil, state.stage != .customer {
      takePlace(of: other, why: why)
    } else if state.stage == .lead, other.stage != .lead {
      takePlace(of: other, why: why)
    }
    let last = [state.handoff, other.handoff].compactMap { $0 }.max { $0.at < $1.at }
    if state.openHandoff == nil { state.handoff = last }
  }

  /// Stands where the other lead stood.
  private mutating func takePlace(of other: LeadState, why: String) {
    state.waitingSince = other.waitingSince
    state.enrolment = other.enrolment
    state.disqualification = other.disqualification
    if let handoff = other.openHandoff { state.handoff = handoff }
    move(to: other.stage, at: other.since, why: why)
  }

  /// An older lead goes on in its place.
  mutating func giveUp(handoff isGiven: Bool) {
    isAbsorbed = true
    if isGiven {
      state.handoff = nil
    } else {
      endHandoff(.released, at: now)
    }
    state.waitingSince = nil
    state.due = nil
    state.deadline = nil
  }

  /// A lead in whose place another went on is known again. A handoff that it had went over to the
  /// other, or ended: sales begins anew.
  mutating func comeBack() {
    guard [.mql, .sal, .sql].contains(state.stage), state.openHandoff == nil, !state.isWaiting
    else { return }
    move(to: .lead, at: now, why: "split")
  }
}

private func latest(_ left: Instant?, _ right: Instant?) -> Instant? {
  [left, right].compactMap { $0 }.max()
}

/// The activities of one person that was known as two: what was told of both counts once.
public func union(_ left: [ActivityMark], _ right: [ActivityMark]) -> [ActivityMark] {
  var missing: [ActivityMark: Int] = [:]
  for mark in right { missing[mark, default: 0] += 1 }
  for mark in left { missing[mark, default: 0] -= 1 }
  var all = left
  for mark in right where missing[mark, default: 0] > 0 {
    missing[mark]! -= 1
    all.append(mark)
  }
  return all.sorted { $0.at < $1.at }
}

extension LeadState {
  /// Whether a lead that is the same person takes over this one's open handoff: it has none itself,
  /// and is no customer.
  public func givesHandoff(to older: LeadState) -> Bool {
    openHandoff != nil && older.openHandoff == nil && older.stage != .customer
  }
}
