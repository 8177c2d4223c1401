import LeadCore

extension Keys {
  static let team =
    [
      .optional("manager", .email, "Whom alerts of the team go to."),
      .optional("time_zone", .timeZone, "The zone of its reps; else that of the calendar."),
      .optional("bandwidth", .mapping(.bandwidth), "What each rep takes; all limits hold."),
      .optional("reps", .list(of: .mapping(.rep)), "Who takes leads."),
      .optional(
        "on_leave", .mapping(.onLeave), "What becomes of what those have who are not there."),
    ] + workingDays

  static let rep =
    [
      .required("id", .id, "What LeadRelay calls the rep; it stays for ever."),
      .optional("name", .filledText, "The rep's name."),
      .optional("email", .email, "Where alerts go."),
      .optional(
        "known_as", .list(of: .filledText, orOne: true), "What files call the rep beside that."),
      .optional("weight", .integer(in: 1...1_000), "The share in turns `by: weighted`.", usual: 1),
      .optional("takes", .condition, "Which leads the rep takes; all if not given."),
      .optional(
        "bandwidth", .mapping(.bandwidth),
        "What this rep takes, in place of the team's, key by key."),
      .optional("away", .list(of: .dates, orOne: true), "Days off, the first and the last."),
      .optional(
        "paused", .boolean, "Whether the rep keeps what is there but gets nothing new.",
        usual: false),
      .optional("time_zone", .timeZone, "The rep's zone; else that of the team."),
    ] + workingDays

  static let bandwidth: Keys = [
    .optional("open", limit, "Leads in work at the same time."),
    .optional("per_day", limit, "New leads a day."),
    .optional("per_week", limit, "New leads a week."),
    .optional("per_month", limit, "New leads a month."),
    .optional("hours_per_day", .number(in: 0...24), "Hours of a day for leads."),
    .optional(
      "share", .percentage, "The part of those hours for leads of marketing.", usual: "100%"),
  ]

  private static let limit = Shape.integer(in: 0...1_000_000)

  private static let workingDays: Keys = [
    .optional(
      "hours", .entries(of: .list(of: .written(.hours), orOne: true), by: .written(.days)),
      "Working hours, by day or range of days; without them, always."),
    .optional("week_starts", .word(.weekdays), "The day on which weeks begin."),
    .optional(
      "holidays", .list(of: .date, orOne: true), "Days off, in place of those of the calendar."),
  ]

  static let onLeave: Keys = [
    .optional(
      "open_leads",
      .word(.onLeave), "What becomes of open leads of who is away, paused or gone.", usual: "keep")
  ]
}

extension Shape {
  static let teams = Shape.entries(of: .orNothing(.mapping(.team)), by: .id)
}

extension Words {
  fileprivate static let onLeave = Words(of: Team.OnLeave.self) {
    switch $0 {
    case .keep: "They stay."
    case .queue: "They wait for a rep again."
    case .reassign: "They go to the next eligible rep."
    }
  }
}

extension Writing {
  /// `09:00-18:00`.
  static let hours = Writing(
    expected: "hours such as 09:00-18:00",
    pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
    examples: ["09:00-18:00"])

  /// `mon`, `mon-fri`.
  static let days = Writing(
    expected: "a day or a range of days such as mon-fri",
    pattern: "^(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?$",
    examples: ["mon-fri"])
}
