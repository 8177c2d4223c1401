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

  /// Over how many days the flow is taken.
  public static let days = 14

  public init(id: String) { self.id = id }

  public var begunPerDay: Double { Double(begun) / Double(TeamStanding.days) }
  public var endedPerDay: Double { Double(ended) / Double(TeamStanding.days) }

  /// When its reps hold as many leads as they can, if leads begin and end as they did lately; nil
  /// where that never comes.
  public func fullAt(now: Instant) -> Instant? {
    guard let room else { return nil }
    if room == 0 { return now }
    let growth = begunPerDay - endedPerDay
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
    add("begun_per_day", team.begunPerDay)
    add("ended_per_day", team.endedPerDay)
    add("room", team.room)
    add("full_at", team.fullAt(now: now))
    add("strikes", team.strikes)
  }
}
