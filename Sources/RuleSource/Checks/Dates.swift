import Diagnostics
import LeadCore

extension RuleReader {
  /// What time has passed by.
  mutating func checkDates(_ now: Instant) {
    for (last, zone, place) in mentions.holidays {
      let today = zone.day(of: now)
      guard last.number < today.number + RuleReader.daysAhead else { continue }
      let isOver = last < today
      diagnostics.warning(
        .pastHolidays, isOver ? "all holidays lie in the past" : "the list of holidays ends soon",
        at: place,
        label: "the last \(isOver ? "was" : "is") \(last.iso); add those to come")
    }
    for absence in mentions.absences {
      guard let rep = book.rep(absence.rep), absence.days.upperBound < rep.zone.day(of: now)
      else { continue }
      diagnostics.warning(
        .pastAbsence, "this absence of '\(rep.id)' is over", at: absence.span,
        label: "it can be taken out")
    }
    checkTeamsAway(now)
    checkPastDates(now)
  }

  /// How far is looked ahead.
  private static let daysAhead: Int32 = 30

  /// Routes to teams in which nobody is there, today or on a day to come.
  private mutating func checkTeamsAway(_ now: Instant) {
    for mention in mentions.routedTo {
      guard let team = staffed.team(mention.name) else { continue }
      let takers = team.reps.filter(\.takesLeads)
      guard let rep = takers.first else { continue }
      let today = rep.zone.day(of: now)
      let days = (0..<RuleReader.daysAhead).map { Day(number: today.number + $0) }
      // Whoever is never away is soon found.
      guard takers.allSatisfy({ !$0.away.isEmpty || !$0.pauses.isEmpty }),
        let day = days.first(where: { day in takers.allSatisfy { $0.absence(on: day) != nil } })
      else { continue }
      diagnostics.warning(
        .teamAway, "all reps of the team \(quoted(team.id)) are away", at: mention.span,
        label: "on \(day.iso)")
    }
  }

  /// Days that `before` and `after` name and that now say nothing any more.
  private mutating func checkPastDates(_ now: Instant) {
    reasoning.rest()
    var timed = reasoning
    timed.now = now
    for conjunction in mentions.conjunctions
    where !conjunction.isOfActivity && conjunction.parts.contains(where: \.isDay) {
      let parts = conjunction.parts
      guard !reasoning.neverHolds(conjunction.condition) else { continue }
      if timed.neverHolds(conjunction.condition) {
        let day = parts.first(where: \.isDay) ?? parts[0]
        let other = parts.first { !$0.isDay && timed.contradicts($0.condition, day.condition) }
        diagnostics.warning(
          .pastDate, "this can no longer hold", at: day.span,
          label: other.map { "too long ago for `\($0.name)`" })
        continue
      }
      for (place, part) in parts.enumerated() where part.isDay {
        let others = parts[..<place] + parts[(place + 1)...]
        let rest = Condition.all(others.map(\.condition))
        guard timed.implies(rest, part.condition), !reasoning.implies(rest, part.condition)
        else { continue }
        diagnostics.warning(
          .pastDate, "`\(part.name)` makes no difference any more", at: part.span,
          label: "all that is left lies \(part.name) this day")
      }
    }
  }
}

extension Mentions.Conjunction.Part {
  /// Whether it is `before` or `after` a day.
  fileprivate var isDay: Bool {
    switch condition {
    case .field(_, .date(.before)), .field(_, .date(.after)): true
    default: false
    }
  }
}
