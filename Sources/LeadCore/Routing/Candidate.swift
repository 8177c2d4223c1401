/// A rep a lead could have gone to, and why it did or did not; or, of a large team, several reps
/// of the same reason.
public struct Candidate: Equatable, Sendable {
  /// Why a rep took the lead, or did not.
  public enum Reason: String, CaseIterable, Sendable {
    case taken
    case keptOwner = "kept_owner"
    case fullOpen = "full_open"
    case fullDay = "full_day"
    case fullWeek = "full_week"
    case fullMonth = "full_month"
    case fullHours = "full_hours"
    case away, paused, gone
    case outsideTakes = "outside_takes"
    case notInTurn = "not_in_turn"
  }
  /// nil: those of a large team who are not named.
  public var rep: String?
  public var reason: Reason
  /// How many more leads the rep could have taken; nil: any number.
  public var free: Int?
  /// How many reps of a large team this stands for; nil: the one that is named.
  public var count: Int?

  public var isTaken: Bool { reason == .taken || reason == .keptOwner }

  public init(rep: String, reason: Reason, free: Int?) {
    self.rep = rep
    self.reason = reason
    self.free = free
  }

  /// Reps who are not named.
  public init(count: Int, reason: Reason) {
    self.reason = reason
    self.count = count
  }
}

extension [Candidate] {
  /// Counts so many more, or fewer, of those who are not named.
  mutating func count(_ more: Int, _ reason: Candidate.Reason) {
    guard let place = firstIndex(where: { $0.rep == nil && $0.reason == reason }) else {
      if more > 0 { append(Candidate(count: more, reason: reason)) }
      return
    }
    let count = (self[place].count ?? 0) + more
    if count > 0 { self[place].count = count } else { remove(at: place) }
  }
}

extension Load {
  /// Of a larger team only so many are named, those who are next in turn.
  static let mostNamed = 50

  /// The reps of the teams that were asked, in the rulebook's order, and after them owners whom a
  /// route would have kept.
  mutating func candidates(
    of asked: [Asked], chosen: String?, isKept: Bool, _ key: RoutingKey, _ keepers: Keepers
  ) -> [Candidate] {
    let wanted = wanted(key)
    let place = chosen.flatMap { self.place(of: $0) }
    var found: [Candidate] = []
    for asked in asked {
      let rep = place?.team == asked.team ? place?.rep : nil
      found +=
        benches[asked.team].reps.count <= Load.mostNamed
        ? everybody(of: asked.team, wanted) : inTurn(of: asked, wanted, first: rep)
    }
    let kept = key.routes.map { rules.routes[$0].keepOwner }
    let owners = Set(kept).contains(.lead) ? keepers.reps(.lead) : []
    for rep in owners + (Set(kept).contains(.account) ? keepers.reps(.account) : [])
    where !found.contains(where: { $0.rep == rep }) {
      found.append(candidate(rep, wanted))
    }
    if let taken = found.firstIndex(where: { $0.rep == chosen }), chosen != nil {
      found[taken].reason = isKept ? .keptOwner : .taken
    }
    return found
  }

  func candidate(_ rep: String, _ lead: Wanted) -> Candidate {
    guard let place = place(of: rep) else { return Candidate(rep: rep, reason: .gone, free: 0) }
    return candidate(place, lead)
  }

  private func candidate(_ place: Roster.Place, _ lead: Wanted) -> Candidate {
    let room = benches[place.team].room(place.rep, on: today(place))
    let reason = benches[place.team].reason(place.rep, against: lead)
    return Candidate(
      rep: benches[place.team].reps[place.rep].id, reason: reason ?? .notInTurn,
      free: room.free(work: lead.work))
  }

  private func everybody(of team: Int, _ lead: Wanted) -> [Candidate] {
    benches[team].reps.indices.map { candidate(Roster.Place(team: team, rep: $0), lead) }
  }

  /// The next in turn by name, and how many others there are of each reason.
  private mutating func inTurn(of asked: Asked, _ lead: Wanted, first: Int?) -> [Candidate] {
    let named = benches[asked.team].next(
      Load.mostNamed, by: asked.choice, for: lead, after: first)
    var counts = benches[asked.team].reasons(against: lead)
    counts[.notInTurn, default: 0] -= named.count
    return named.map { candidate(Roster.Place(team: asked.team, rep: $0), lead) }
      + Candidate.Reason.allCases.compactMap { reason in
        counts[reason].flatMap { $0 > 0 ? Candidate(count: $0, reason: reason) : nil }
      }
  }
}

extension Bench {
  /// How many reps there are of each reason.
  func reasons(against lead: Wanted) -> [Candidate.Reason: Int] {
    var counts: [Candidate.Reason: Int] = [:]
    for (takes, absent) in absent {
      let isRefused = lead.isRefused(by: takes)
      for (reason, count) in absent {
        let isAbsent = reason == .away || reason == .paused
        counts[isRefused && !isAbsent ? .outsideTakes : reason, default: 0] += count
      }
    }
    for shelf in shelves where shelf.count > 0 {
      let reason: Candidate.Reason =
        lead.isRefused(by: shelf.takes)
        ? .outsideTakes : shelf.level < lead.level ? .fullHours : .notInTurn
      counts[reason, default: 0] += shelf.count
    }
    return counts
  }
}
