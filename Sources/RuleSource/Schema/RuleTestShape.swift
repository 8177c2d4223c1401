import LeadCore

extension Keys {
  /// One of `tests:` in tests/*.yaml.
  static let ruleTest: Keys = [
    .required("name", .filledText, "What the test shows."),
    .required(
      "now", .written(.moment), "When its first step happens.",
      examples: ["2026-03-02T09:00:00+03:00"]),
    .required("steps", .list(of: .mapping(.step), isFilled: true), "What happens, in order."),
  ]

  /// One of `steps:`.
  static let step: Keys = [
    .optional("lead", fact, "A row of leads: identities and fields."),
    .optional("account", fact, "A row of accounts: `domain` or an id, and fields."),
    .optional("activity", fact, "A row of activities: an identity, `activity`, properties."),
    .optional("attempt", fact, "A row of attempts: an identity, `outcome`, `rep`, `channel`."),
    .optional("feedback", fact, "A row of feedback: an identity, `verdict`, `reason`."),
    .optional("deal", fact, "A row of deals: `deal`, `stage`, whom it names."),
    .optional(
      "optout", fact, "A row of opt-outs: an identity, `no_email`, `no_call`, `no_contact`."),
    .optional("after", .duration(), "How much later than the step before."),
    .optional("times", .integer(in: 1...10_000), "How often it happens.", usual: 1),
    .optional("every", .duration(), "How long after each other it happens.", needs: "times"),
    .optional("expect", .mapping(.expected), "How the lead stands then."),
  ]

  /// A record as a file would bring it; nothing is a missing value.
  private static let fact = Shape.entries(of: .orNothing(.text))

  /// What may stand under `expect:`.
  static let expected: Keys = [
    .optional("stage", .word(.stages), "Where the lead stands."),
    .optional("grade", .word(.grades), "Its grade."),
    .optional("fit", .integer(), "Its fit."),
    .optional("interest", .integer(), "Its interest."),
    .optional("owner", .orNothing(.text), "The id of the rep who has it; nothing for nobody."),
    .optional("not", .entries(of: .word(.reasons), by: .id), "Who did not get it, and why."),
    .optional("track", .orNothing(.text), "The nurture track on which it rests."),
    .optional("cycle", .integer(), "Which handoff it is."),
    .optional("attempts", .integer(), "The counted attempts of the latest handoff."),
    .optional("origin", .text, "Whose prospect it is."),
    .optional("ignored", .orNothing(.text), "The rule of `ignore` that keeps it out."),
    .optional("waiting", .boolean, "Whether it waits for a rep."),
    .optional("route", .orNothing(.text), "The route of the latest handoff."),
    .optional("plan", .orNothing(.text), "The plan of the latest handoff."),
    .optional("team", .orNothing(.text), "The team of the latest handoff."),
    .optional("ended", .orNothing(.word(.endings)), "How the latest handoff ended."),
    .optional("breaches", .list(of: .text, orOne: true), "Deadlines missed in this step."),
    .optional(
      "withdrawn", .list(of: .text, orOne: true), "Breaches that were taken back in this step."),
    .optional(
      "alerts", .list(of: .text, orOne: true),
      "Who was told something in this step: reps by id, others by address."),
    .optional(
      "rejected", .filledText, "Part of the reason for which the fact cannot be taken in."),
    .optional(
      "lead", .either([.filledText, .entries(of: .filledText)], expected: "an identity"),
      "Who is meant, where it is not whom the step is about."),
  ]
}

extension Shape {
  static let ruleTests = Shape.list(of: .mapping(.ruleTest))
}

extension Writing {
  /// `2026-03-02T09:00:00+03:00`.
  fileprivate static let moment = Writing(
    expected: "a time such as 2026-03-02T09:00:00+03:00",
    pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
      + "T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)$",
    examples: ["2026-03-02T09:00:00Z"])
}

extension Words {
  fileprivate static let endings = Words(of: Handoff.Ending.self) {
    switch $0 {
    case .recycled: "Went to nurture, unreached or by a verdict."
    case .rejected: "The rep gave it back."
    case .won: "They have bought."
    case .lost: "They will not buy this time."
    case .disqualified: "A rule, a reason or the end of a track disqualified it."
    case .reassigned: "Another rep got it."
    case .released: "Somebody took it back by hand."
    }
  }

  fileprivate static let reasons = Words(of: Candidate.Reason.self) {
    switch $0 {
    case .taken: "Got it."
    case .keptOwner: "Got it as the owner before."
    case .fullOpen: "Has as many open leads as agreed."
    case .fullDay: "Has had the day's leads."
    case .fullWeek: "Has had the week's leads."
    case .fullMonth: "Has had the month's leads."
    case .fullHours: "Has no hours left today."
    case .away: "Is away."
    case .paused: "Is paused."
    case .gone: "Is gone."
    case .outsideTakes: "Does not take such leads."
    case .notInTurn: "Somebody else was next."
    }
  }
}
