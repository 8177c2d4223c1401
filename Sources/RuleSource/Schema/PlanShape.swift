import LeadCore

extension Keys {
  static let plan: Keys = [
    .required("name", .filledText, "What people call the plan; handoffs keep it."),
    .optional("when", .condition, "Which leads it is for; without it, all that come this far."),
    .optional("clock", .word(.clocks), "What its deadlines count.", usual: "calendar"),
    .optional("from", .word(.planBeginnings), "When its deadlines begin.", usual: "handed"),
    .optional("accept", .duration(), "How soon the owner must have begun.", examples: ["4h"]),
    .optional("first_attempt", .duration(), "How soon somebody must have tried to reach the lead."),
    .optional("next_attempt", .duration(), "How soon after each counted attempt comes the next."),
    .optional("attempts", .integer(in: 1...1_000), "After how many the lead counts as unreached."),
    .optional(
      "apart",
      .either(
        [.word(["day": "On different days of the owner."]), .duration()],
        expected: "day, or a duration such as 4h"),
      "Which attempts count: those on different days, or so long after the last that counted.",
      usual: "day"),
    .optional("channels", .list(of: .filledText), "The channel of each attempt, in turn."),
    .optional(
      "minutes", .entries(of: .number(in: 0...1_440)),
      "What an attempt takes of the rep's hours, by channel; 0 for what is automatic."),
    .optional("verdict", .duration(), "How soon after it was reached to say what came of it."),
    .optional(
      "reporting_lag", .duration(), "How long to wait for late reports before it is a breach."),
    .optional(
      "reassignments", .integer(in: 0...1_000),
      "How often missed deadlines give it to another rep; any number if not given.",
      needs: "breach"),
    .optional("breach", .list(of: .mapping(.breachStep)), "What follows a missed deadline."),
    .optional("unreached", .destination, "Where a lead goes whom nobody reached."),
    .optional(
      "grace", .duration(), "How long to wait for a call back after the last attempt.",
      needs: "attempts"),
  ]

  static let breachStep: Keys = [
    .required("after", .duration(), "How long after the deadline."),
    .optional(
      "alert", .list(of: .filledText, orOne: true),
      "Who is told: `rep`, `manager`, the id of a rep or an e-mail address.",
      examples: [["rep", "manager"]]),
    .optional("reassign", .boolean, "Whether it goes to the next eligible rep."),
  ]
}

extension Words {
  static let clocks = Words(of: PlanTerms.Clock.self) {
    switch $0 {
    case .business: "Working hours of the owner; holidays and days away stand still."
    case .calendar: "All hours."
    }
  }

  static let planBeginnings = Words(of: PlanTerms.Beginning.self) {
    switch $0 {
    case .handed: "At the handoff."
    case .mql: "When the lead became MQL."
    case .created: "When the lead came."
    }
  }
}
