/// What a rule of `fit` or `interest` gives points for; the key that says so.
enum RuleForm: String, CaseIterable {
  case when
  case firstOf = "first_of"
  case per
  case did

  /// The keys of a rule of this form.
  var keys: Keys {
    switch self {
    case .when: Keys.rule + Keys.whenRule
    case .firstOf: Keys.rule + Keys.firstOfRule
    case .per: Keys.rule + Keys.perRule
    case .did: Keys.rule + Keys.didRule
    }
  }
}

extension Shape {
  /// The rules of a section, of these forms.
  static func rules(_ forms: [RuleForm]) -> Shape {
    .list(of: .either(forms.map { .mapping($0.keys) }, expected: "a rule"))
  }
}

extension Keys {
  fileprivate static let rule: Keys = [
    .required("name", .filledText, "What people call the rule; `explain` shows it."),
    .optional("group", .text, "The group whose caps the points fall under."),
  ]

  fileprivate static let whenRule: Keys = [
    .required("when", .shared(.scoringCondition), "Which leads get the points."),
    .required("points", .integer(in: pointsRange), "What the rule gives, or takes where negative."),
  ]

  fileprivate static let firstOfRule: Keys = [
    .required(
      "first_of", .list(of: .mapping(.choice), isFilled: true),
      "Choices of which the first that holds counts.")
  ]

  /// One of `first_of`.
  static let choice: Keys = [
    .optional("when", .shared(.scoringCondition), "Which leads; without it, all the others."),
    .required("points", .integer(in: pointsRange), "What the choice gives."),
  ]

  fileprivate static let perRule: Keys = [
    .required("per", .fieldName, "The field with the number; missing or negative counts as 0."),
    .required(
      "points", .number(in: Double(pointsRange.lowerBound)...Double(pointsRange.upperBound)),
      "What each one gives."),
    .optional("up_to", .number(in: 0...Double(pointsRange.upperBound)), "The most in all."),
  ]

  fileprivate static let didRule: Keys = [
    .required("did", .values, "The activity, or several of which any will do."),
    .optional("where", .shared(.propertyCondition), "What its properties must be."),
    .required("points", .integer(in: pointsRange), "What each activity gives at first."),
    .optional(
      "half_life", .halfLife, "How long till half is left; that of the section if not given."),
    .optional(
      "count", .either([.integer(in: 1...1_000_000), .written(.count)], expected: "a count"),
      "How many count: the latest few, or so many in any span of time.", examples: [1, "3 per 7d"]),
    .optional("expires", .duration(atLeast: aMoment), "After how long nothing is left."),
  ]
}

extension Shape {
  static let halfLife = Shape.orNone(
    .duration(atLeast: aMoment), "What they did counts in full for ever.",
    expected: "a duration such as 30d, or none")
}

extension Writing {
  /// `3`, or `3 per 7d`.
  static let count = Writing(
    expected: "a number such as 3, or 3 per 7d",
    pattern: "^0*[1-9][0-9]*( +per +0*[1-9][0-9]*[smhdw])?$", examples: ["3 per 7d"])
}
