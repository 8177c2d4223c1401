public import LeadCore

/// How a team keeps up: who waits for it, and how long its bandwidth lasts.
public struct TeamStanding: Sendable {
  public var id: String
  /// How many leads wait of which the first route that takes them leads here.
  public var waiting = 0
  /// Since when the one waits that waits longest.
  public var waitingSince: Instant?
  /// Handoffs begun and ended in the last `days`.
  public var begun = 0
  public var ended = 0
  /// Deadlines that its reps have missed in the last `days`, see `RepStanding.strikes`.
  public var strikes = 0
  /// How many leads more its reps who are there can hold; nil: any number.
  public var room: Int?
  /// Whether none of its reps can take a lead now, by any of their limits.
  public var isFull = false
  /// When something first came to it.
  public var since: Instant?

  /// Over how many days the flow is taken, where there have been so many.
  public static let days = 14

  public init(id: String) { self.id = id }

  /// Over how many days the flow is taken: a first import is none yet.
  private func flowDays(_ now: Instant) -> Double {
    let days = since.map { Double((now - $0).milliseconds) / 86_400_000 } ?? 0
    return min(max(days, 7), Double(TeamStanding.days))
  }

  public func begunPerDay(_ now: Instant) -> Double { Double(begun) / flowDays(now) }
  /// What came to it: handed over, or still waiting.
  public func camePerDay(_ now: Instant) -> Double { Double(begun + waiting) / flowDays(now) }
  public func endedPerDay(_ now: Instant) -> Double { Double(ended) / flowDays(now) }

  /// When its reps hold as many leads as they can, if leads begin and end as they did lately; nil
  /// where that never comes.
  public func fullAt(now: Instant) -> Instant? {
    if isFull { return now }
    guard let room else { return nil }
    if room == 0 { return now }
    let growth = camePerDay(now) - endedPerDay(now)
    guard growth > 0 else { return nil }
    return now + Interval(milliseconds: Int64((Double(room) / growth * 86_400_000).rounded()))
  }
}

extension JSONObject {
  /// A team: `id waiting waiting_since begun_per_day ended_per_day room full_at strikes`.
  public init(_ team: TeamStanding, now: Instant) {
    self.init()
    add("id", team.id)
    add("waiting", team.waiting)
    add("waiting_since", team.waitingSince)
    add("begun_per_day", team.begunPerDay(now))
    add("ended_per_day", team.endedPerDay(now))
    add("room", team.room)
    add("full_at", team.fullAt(now: now))
    add("strikes", team.strikes)
  }
}
