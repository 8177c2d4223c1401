extension Keys {
  static let textTests: Keys = [
    .optional("contains", .values, "The text holds it, or one of these."),
    .optional("has_word", .values, "The text holds it as a whole word, or one of these."),
    .optional("starts_with", .values, "The text begins with it, or with one of these."),
    .optional("ends_with", .values, "The text ends with it, or with one of these."),
    .optional("matches", .filledText, "A regular expression that the text holds, folded."),
  ]

  static let numberTests: Keys = [
    .optional("at_least", .number(), "The number is this or more; false where it is missing."),
    .optional("at_most", .number(), "The number is this or less; false where it is missing."),
    .optional("above", .number(), "The number is more than this; false where it is missing."),
    .optional("below", .number(), "The number is less than this; false where it is missing."),
    .optional(
      "between", .tuple([.number(), .number()]), "The least and the most, both included.",
      examples: [[50, 1000]]),
  ]

  static let dateTests: Keys = [
    .optional("within", .duration(), "The date is at most so long ago."),
    .optional("older_than", .duration(), "The date is longer ago than this."),
    .optional("before", .date, "The date is before this day."),
    .optional("after", .date, "The date is after this day."),
  ]

  /// Tests of everything, of values of this shape.
  static func otherTests(of value: Shape) -> Keys {
    let values = Shape.list(of: value, orOne: true, isFilled: true)
    return [
      .optional("is_not", values, "None of these; true where the value is missing."),
      .optional(
        "not_in", .either([.filledText, values], expected: "the name of a list, or a list"),
        "In no such list; true where the value is missing."),
      .optional("in", .filledText, "The name of a list, lists/NAME.txt or an entry of `lists`."),
      .optional("known", .boolean, "Whether the field has a value at all."),
    ]
  }

  /// All tests that there are.
  static let tests = textTests + numberTests + dateTests + otherTests(of: .filledText)
}

extension Shape {
  /// What is asked of a field: a value, several, or a mapping of these tests.
  static func test(of value: Shape, _ tests: Keys) -> Shape {
    var keys = tests + Keys.otherTests(of: value)
    keys.refusesNothing = true
    keys.isFilled = true
    return .either(
      [.list(of: value, orOne: true, isFilled: true), .mapping(keys)],
      expected: "a value, a list of values or a mapping of tests")
  }
}
