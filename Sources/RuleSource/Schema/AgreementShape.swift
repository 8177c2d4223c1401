extension Keys {
  static let agreement: Keys = [
    .later("title", .filledText, "What the document is called."),
    .optional(
      "begins", .date, "The first day; leads created before it are an opening balance."),
    .later("ends", .date, "The last day."),
    .later("kind", .word(.agreementKinds), "Between whom it is."),
    .optional("parties", .list(of: .mapping(.party)), "Who agrees."),
    .later("summary", .text, "What it is about, in a paragraph."),
    .later("definitions", .entries(of: .text), "What words mean, beside what the rules say."),
    .later(
      "commitments", .list(of: .mapping(.commitment)), "What the parties do beside the rules."),
    .later("consequences", .text, "What follows where goals are missed."),
    .later("cancel_if", .mapping(.cancellation), "When the agreement may be cancelled."),
    .later("review", .mapping(.review), "When the parties look at it again."),
  ]

  static let party: Keys = [
    .required("name", .filledText, "What the party is called."),
    .optional("contact", .email, "Whom to write to."),
  ]

  private static let commitment: Keys = [
    .required("by", .filledText, "The party, one of `parties`."),
    .required("what", .filledText, "What it does."),
    .optional("every", .rhythm, "How often."),
    .optional("count", .integer(in: 1 ... .max), "How many each time.", usual: 1),
    .optional("within", .duration(), "How soon."),
    .optional("of", .filledText, "After what: another commitment."),
  ]

  private static let cancellation: Keys = [
    .required("missed", .integer(in: 1 ... .max), "So many periods in a row missed their goal.")
  ]

  private static let review: Keys = [
    .required("every", .rhythm, "How often."),
    .optional("next", .date, "The next time."),
  ]
}

extension Shape {
  fileprivate static let rhythm = Shape.either(
    [.word(.periods), .duration(atLeast: aMoment)],
    expected: "month, quarter, year or a duration such as 1w")
}

extension Words {
  fileprivate static let agreementKinds: Words = [
    "customer": "With a customer.",
    "internal": "Between teams of one company.",
    "multi_level": "Between more than two.",
  ]
}
