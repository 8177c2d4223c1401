extension Keys {
  static let condition = Keys.condition(.condition, did: true, standing + knownFields)

  static let scoringCondition = Keys.condition(
    .scoringCondition, did: true,
    Keys(
      standing.all.map {
        .optional($0.name, .never, "Known only after scoring: ask for it in later sections.")
      }) + knownFields)

  static let propertyCondition = Keys.condition(.propertyCondition, did: false, [])

  private static func condition(_ shared: SharedShape, did: Bool, _ fields: Keys) -> Keys {
    let several = Shape.list(of: .shared(shared), isFilled: true)
    let about = "What the lead did: an activity, several, or which, when and how often."
    let no = "Cannot be asked of an activity."
    let own: Keys = [
      .optional("all", several, "All of these hold."),
      .optional("any", several, "At least one of these holds."),
      .optional("not", .shared(shared), "This does not hold."),
      .optional("did", did ? .shared(.did) : .never, did ? about : no),
    ]
    var keys = own + fields
    keys.others = .shared(.test)
    keys.refusesNothing = true
    return keys
  }

  /// What LeadRelay itself works out.
  private static let standing: Keys = [
    .optional("fit", .shared(.scoreTest), "How well the lead fits, by the rules of `fit`."),
    .optional("interest", .shared(.scoreTest), "How interested it is, by those of `interest`."),
    .optional("grade", .shared(.gradeTest), "A1 to D4: a letter for fit, a digit for interest."),
    .optional("stage", .shared(.stageTest), "Where the lead stands.", examples: ["mql", "sal"]),
    .optional("cycle", .shared(.scoreTest), "Which handoff it is; 0 before the first."),
    .optional("owner", .shared(.test), "The id of the rep who has the lead."),
    .optional("track", .shared(.test), "The nurture track on which the lead rests."),
    .optional("origin", .shared(.test), "Whose prospect it is, as `origin` says."),
  ]

  /// Fields that every rulebook may ask for; files bring others.
  private static let knownFields: Keys = [
    .optional("email", .shared(.test), "The e-mail address."),
    .optional("email_domain", .shared(.test), "What follows the @ of the address."),
    .optional(
      "email_kind", .shared(.test), "Business, free or disposable, found from the domain.",
      examples: .texts(Words.emailKinds)),
    .optional("name", .shared(.test), "The whole name."),
    .optional("first_name", .shared(.test), "The first name."),
    .optional("last_name", .shared(.test), "The last name."),
    .optional("title", .shared(.test), "The job title."),
    .optional(
      "seniority", .shared(.test), "Found from the title.", examples: .texts(Words.seniorities)),
    .optional("department", .shared(.test), "Found from the title."),
    .optional("company", .shared(.test), "The company's name."),
    .optional("website", .shared(.test), "The company's website."),
    .optional("industry", .shared(.test), "The company's industry."),
    .optional("employees", .shared(.test), "How many work there: a number."),
    .optional("revenue", .shared(.test), "What the company takes in a year: a number."),
    .optional("country", .shared(.test), "The country, as files write it."),
    .optional("city", .shared(.test), "The city."),
    .optional("phone", .shared(.test), "The phone number."),
    .optional("language", .shared(.test), "The language."),
    .optional("source", .shared(.test), "Where the lead came from first."),
    .optional("campaign", .shared(.test), "Which campaign brought it first."),
    .optional("created_at", .shared(.test), "When the lead came: a date."),
  ]

  /// `did:` as a mapping.
  static let did: Keys = [
    .required("activity", .values, "The activity, or several of which any will do."),
    .optional("where", .shared(.propertyCondition), "What its properties must be."),
    .optional("within", .duration(atLeast: aMoment), "How long ago at most."),
    .optional("at_least", .integer(in: 1...1_000_000), "How often at least.", usual: 1),
  ]
}

extension Shape {
  static let did = Shape.either(
    [.values, .mapping(Keys.did)], expected: "an activity, a list of activities or a mapping")
}

extension [JSON] {
  fileprivate static func texts(_ words: Words) -> [JSON] { words.names.map { .text($0) } }
}
