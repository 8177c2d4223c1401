extension Deciding {
  /// Moves the lead to a stage and notes why.
  mutating func move(to stage: Stage, at: Instant, why: String) {
    let change = StageChange(from: state.stage, to: stage, at: at, why: why)
    state.stage = stage
    state.since = at
    effects.append(.stage(change))
  }

  /// What follows from scores and rules alone.
  mutating func qualify() {
    guard state.stage != .customer else { return }
    if let name = disqualifyingRule() { return disqualify(.rule(name), at: now, why: name) }
    if case .rule(let name) = state.disqualification {
      state.disqualification = nil
      move(to: .lead, at: now, why: "no longer \(name)")
    }
    switch state.stage {
    case .lead:
      if let alternative = qualifyingAlternative() { becomeMQL(why: alternative) }
    case .mql where state.isWaiting:
      // Nobody takes back what a rep has had.
      if state.isReleased { break }
      // A lead that was woken (it still has its enrolment) never needed an alternative.
      let isWoken = state.enrolment != nil
      if !(isWoken || rules.qualification.alternatives.contains { situation.holds($0.when) })
        || !situation.requiresKnown
      {
        state.waitingSince = nil
        state.enrolment = nil
        move(to: .lead, at: now, why: "no longer qualified")
      }
    case .nurture: wake()
    default: break
    }
  }

  /// The first alternative that holds, if the lead may be handed over at all.
  private func qualifyingAlternative() -> String? {
    if situation.isOpeningBalance { return nil }
    let alternatives = rules.qualification.alternatives.indices
    let alternative = alternatives.first {
      situation.holds(rules.qualification.alternatives[$0].when)
    }
    guard let alternative, situation.requiresKnown else { return nil }
    return rules.qualification.alternatives[alternative].name
  }

  /// The first rule that disqualifies it. By place, like all that every lead comes by: a copy of a
  /// rule counts references to its parts.
  private func disqualifyingRule() -> String? {
    let rule = rules.qualification.disqualifying.indices.first {
      situation.holds(rules.qualification.disqualifying[$0].when)
    }
    return rule.map { rules.qualification.disqualifying[$0].name }
  }

  private mutating func becomeMQL(why: String) {
    state.enrolment = nil
    state.waitingSince = now
    move(to: .mql, at: now, why: why)
    alertWithoutRoute()
  }

  /// Without any routes nobody expects a rep; `check` says so once.
  mutating func alertWithoutRoute() {
    if !rules.routes.isEmpty, situation.routingKey().routes.isEmpty {
      alert(.noRoute, "no route takes this lead; it waits")
    }
  }

  /// A nurtured lead comes back when its rest is over and it qualifies, or when what wakes it
  /// happens.
  private mutating func wake() {
    guard let enrolment = state.enrolment else { return }
    let isRested = enrolment.restsUntil.map { $0 <= now } ?? false
    if isRested, !hasEnrolled, let alternative = qualifyingAlternative() {
      return becomeMQL(why: alternative)
    }
    guard let track = rules.track(enrolment.track), let wakes = track.wakes else { return }
    // What is told of the time before cannot wake; what happened after it may have been told
    // earlier.
    guard !hasEnrolled || state.activities.contains(where: { $0.at > enrolment.since })
    else { return }
    var since = situation
    since.didFrom = enrolment.since
    guard situation.requiresKnown, since.holds(wakes) else { return }
    becomeMQL(why: "woken on \(track.name)")
    state.enrolment = enrolment
  }

  mutating func disqualify(_ reason: Disqualification, at: Instant, why: String) {
    guard state.stage != .disqualified else { return }
    endHandoff(.disqualified, at: at)
    state.waitingSince = nil
    state.enrolment = nil
    state.disqualification = reason
    move(to: .disqualified, at: at, why: why)
  }

  /// Sends the lead where a plan, a reason, a queue's expiry or a track says.
  mutating func send(to destination: Destination, ending: Handoff.Ending?, at: Instant, why: String)
  {
    switch destination {
    case .stay: return
    case .disqualified:
      if let ending { endHandoff(ending, at: at) }
      disqualify(.outcome(why), at: at, why: why)
    case .nurture(let track):
      if let ending { endHandoff(ending, at: at) }
      enrol(on: track, at: at, why: why)
    }
  }

  /// Puts the lead on a track, or where the track's `then` says when its rounds are used up.
  private mutating func enrol(on name: String, at: Instant, why: String) {
    let track = rules.track(name)
    let rounds = state.rounds[name] ?? 0
    var restsForGood = false
    if let most = track?.rounds, rounds >= most {
      switch track?.then ?? .stay {
      case .stay: restsForGood = true
      case .nurture(let other) where other != name && rounds < most + 100:
        state.rounds[name] = rounds + 1
        return enrol(on: other, at: at, why: "\(why); \(name) is used up")
      case .nurture: restsForGood = true
      case .disqualified:
        return disqualify(
          .outcome("track \(name) is used up"), at: at, why: "\(why); \(name) is used up")
      }
    }
    state.waitingSince = nil
    if !restsForGood { state.rounds[name] = rounds + 1 }
    if track?.startsFromZero == true { state.interestFrom = at }
    let enrolment = Enrolment(
      track: name, since: at, restsUntil: restsForGood ? nil : at + (track?.rest ?? .zero))
    state.enrolment = enrolment
    hasEnrolled = true
    move(to: .nurture, at: at, why: why)
    if !restsForGood { effects.append(.enrolled(enrolment)) }
  }
}

extension Situation {
  /// Whether the lead is older than the agreement and has done nothing since it began: such a lead
  /// keeps its stage and its owner, and is not promoted.
  var isOpeningBalance: Bool {
    guard let begins = rules.begins, state.createdAt < begins else { return false }
    return state.lastActivity.map { $0 < begins } ?? true
  }

  var requiresKnown: Bool { rules.qualification.requiresKnown.map(holds) ?? true }
}
