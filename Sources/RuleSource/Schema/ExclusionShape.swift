extension Keys {
  static let exclusion: Keys = [
    .required("from", .date, "The first day."),
    .required("to", .date, "The last day."),
    .optional("why", .filledText, "What happened; reports say it."),
    .optional("teams", .list(of: .id, orOne: true), "Whose clocks; all if not given."),
    .optional(
      "instead", .mapping(.relaxedTerms),
      "Deadlines that hold in these days; without it the clocks stand still."),
  ]

  static let relaxedTerms: Keys = {
    let terms = ["accept", "first_attempt", "next_attempt", "verdict"]
    return Keys(terms.compactMap { Keys.plan[$0] }.map { .optional($0.name, $0.shape, $0.about) })
  }()

  static let handoff: Keys = [
    .optional(
      "fields", .fieldNames, "What goes over of the lead beside scores, reasons and deadlines.",
      examples: [["email", "name", "title", "company", "country"]])
  ]

  static let retune: Keys = [
    .optional("rescore", .boolean, "Whether a change of rules scores all leads anew."),
    .optional(
      "promote_active_within", .duration(),
      "Only leads that did something so lately become MQL by a change of rules."),
  ]
}
