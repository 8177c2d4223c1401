/// What moves the deadlines of a handoff: the owner's working time or all hours, without the days
/// that are excluded.
public struct FollowUpClock: Sendable {
  private let zone: Zone
  /// nil: all hours count.
  private let worked: WorkingHours?
  private let daysOff: [ClosedRange<Day>]
  private let exclusions: [Exclusion]

  /// - Parameters:
  ///   - rep: the owner; nil where nobody has them any more: then no hour is off.
  ///   - exclusions: those of the handoff's team.
  public init(
    _ clock: PlanTerms.Clock, of rep: Rep?, zone: Zone, exclusions: [Exclusion] = []
  ) {
    self.zone = zone
    self.exclusions = exclusions.sorted { $0.days.lowerBound < $1.days.lowerBound }
    switch clock {
    case .business:
      worked = rep?.hours ?? .always
      daysOff = rep?.daysOff ?? []
    case .calendar:
      worked = nil
      daysOff = []
    }
  }

  /// When so long has passed for a deadline of some kind.
  public func instant(
    _ allowance: Allowance, after start: Instant, for kind: Deadline.Kind
  ) -> Instant {
    let still = standstills(for: kind)
    var end = instant(allowance, after: start, still)
    for exclusion in exclusions {
      guard let least = exclusion.instead[kind] else { continue }
      let first = zone.instant(of: exclusion.days.lowerBound)
      let over = zone.instant(of: Day(number: exclusion.days.upperBound.number + 1))
      guard start < over, end >= first else { continue }
      end = max(end, instant(least, after: max(start, first), still))
    }
    return end
  }

  /// When so long has passed after a deadline, or after what it asks for: no least time is left.
  public func running(
    _ allowance: Allowance, after start: Instant, for kind: Deadline.Kind
  ) -> Instant {
    instant(allowance, after: start, standstills(for: kind))
  }

  private func standstills(for kind: Deadline.Kind) -> [Exclusion] {
    exclusions.filter { $0.instead[kind] == nil }
  }

  private func instant(
    _ allowance: Allowance, after start: Instant, _ still: [Exclusion]
  ) -> Instant {
    if worked == nil, still.isEmpty { return start + allowance.span }
    let clock = BusinessClock(
      zone: zone, hours: worked ?? .always, daysOff: daysOff + still.map(\.days))
    guard let worked else { return clock.instant(allowance.span, after: start) }
    switch allowance {
    case .time(let span): return clock.instant(span, after: start)
    case .days(let count): return clock.instant(workingDays: count, after: start)
    case .weeks(let count):
      return clock.instant(workingDays: count * worked.daysOfWeek, after: start)
    }
  }
}

extension RulebookSections {
  /// The clock of a handoff, as the rulebook is now: a storm is known when it comes.
  func clock(of handoff: Handoff) -> FollowUpClock {
    FollowUpClock(
      handoff.terms.clock, of: rep(of: handoff), zone: handoff.zone,
      exclusions: exclusions.filter { $0.teams.isEmpty || $0.teams.contains(handoff.team) })
  }

  /// Whose working time a handoff has: its rep's or, of who is gone, that of the team; nil where
  /// that is gone too.
  func rep(of handoff: Handoff) -> Rep? {
    rep(handoff.rep) ?? roster.teams[handoff.team].map { teams[$0].usual }
  }
}

extension Rulebook {
  /// The clock that moves the deadlines of a handoff, whose zone must be set.
  public func clock(of handoff: Handoff) -> FollowUpClock { sections.clock(of: handoff) }

  /// The zone of a handoff, whose days attempts are counted by.
  public func zone(of handoff: Handoff) -> Zone {
    sections.rep(of: handoff)?.zone ?? sections.calendar.zone
  }

  /// All that moves follow-up clocks, as text to be compared with itself.
  public var timekeeping: String {
    let reps = sections.teams.flatMap { $0.reps + [$0.usual] }.map { rep in
      let days = rep.daysOff.map { "\($0.lowerBound.iso)/\($0.upperBound.iso)" }
      let hours = rep.hours.map { "\($0.days)" } ?? "always"
      return "\(rep.id) \(rep.zone.name) \(hours) \(days.joined(separator: " "))"
    }
    let exclusions = sections.exclusions.map { exclusion in
      let instead = exclusion.instead.map { "\($0.key): \($0.value)" }.sorted()
      return "\(exclusion.days) \(exclusion.teams.sorted()) \(instead)"
    }
    return (reps + exclusions).joined(separator: "\n")
  }
}
