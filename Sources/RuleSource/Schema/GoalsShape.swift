import LeadCore

extension Keys {
  static let goals: Keys = [
    .optional("period", .word(.periods), "What the goals are for.", usual: "month"),
    .optional("marketing", .mapping(.marketingGoals), "What marketing promises."),
    .optional("sales", .mapping(.salesGoals), "What sales promises."),
  ]

  private static let marketingGoals: Keys = [
    .optional("counts", .word(countedStages), "Who counts, once per period.", usual: "mql"),
    .optional("leads", .integer(in: 0 ... .max), "How many; or worked out from the four below."),
    .optional("sales_quota", amount, "What sales must take in."),
    .optional("from_marketing", .percentage, "The part of it from leads of marketing."),
    .optional("average_deal", amount, "What a customer brings."),
    .optional("close_rate", .percentage, "How many of the leads become customers."),
    .optional("worth", .list(of: .mapping(.worth)), "What a lead is worth: the first that holds."),
    .optional("value", amount, "The goal as the sum of what the leads are worth."),
    .optional("segments", .list(of: .mapping(.segment)), "Goals of parts, the first that holds."),
  ]

  private static let worth: Keys = [
    .optional("when", .condition, "Which leads; without it, all the others."),
    .required("worth", amount, "What each is worth."),
  ]

  private static let segment: Keys = [
    .required("name", .filledText, "What people call the segment."),
    .optional("when", .condition, "Which leads; without it, all the others."),
    .optional("close_rate", .percentage, "How many of them become customers."),
    .optional("average_deal", amount, "What a customer among them brings."),
    .optional("share", .percentage, "The part of the goal that they make."),
  ]

  private static let salesGoals: Keys = [
    .optional("first_attempt_average", .duration(), "The average time till the first attempt."),
    .optional("attempts_average", amount, "The average number of attempts on unreached leads."),
    .optional("worked", .percentage, "How many of the leads are worked as the plan says."),
  ]

  private static let amount = Shape.number(in: 0 ... .infinity)

  private static let countedStages = Words(
    Words.stages.all.filter { ["lead", "mql", "sal", "sql"].contains($0.name) })

  static let escalation: Keys = [
    .required("when", .mapping(.shortfall), "How far and how long a goal is missed."),
    .required("tell", .list(of: .email, orOne: true), "Whom to tell."),
  ]

  /// `{ mql: below_line, by: 10%, for: 3d }`.
  private static let shortfall: Keys = {
    let lines = countedStages.all.map { stage in
      Key.optional(
        stage.name, .word(["below_line": "Fewer than the goal has for this day of the period."]),
        "The number of leads that became `\(stage.name)`, against the goal.")
    }
    return Keys(lines) + [
      .optional("by", .percentage, "By how much at least.", usual: "0%"),
      .optional("for", .duration(), "For how long at least.", usual: "0d"),
    ]
  }()
}
