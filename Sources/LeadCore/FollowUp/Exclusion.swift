/// Days in which follow-up clocks stand still, such as those of a storm, see `exclusions:`.
public struct Exclusion: Hashable, Sendable {
  /// The first and the last day, in each owner's zone.
  public var days: ClosedRange<Day>
  public var why: String?
  /// The ids of the teams it is for; empty: all.
  public var teams: Set<String>
  /// Deadlines for which the clock goes on, with the least time they leave from the first of these
  /// days on.
  public var instead: [Deadline.Kind: Allowance]

  public init(
    days: ClosedRange<Day>, why: String? = nil, teams: Set<String> = [],
    instead: [Deadline.Kind: Allowance] = [:]
  ) {
    self.days = days
    self.why = why
    self.teams = teams
    self.instead = instead
  }
}
