/// Shapes that are used in many places, or that contain themselves.
enum SharedShape: String, CaseIterable, Sendable {
  /// A condition on a lead whose scores are known.
  case condition
  /// A condition on a lead that is being scored.
  case scoringCondition = "scoring_condition"
  /// A condition on the properties of an activity.
  case propertyCondition = "property_condition"
  /// What is asked of a field.
  case test
  /// What is asked of `fit`, `interest` and `cycle`.
  case scoreTest = "score_test"
  case gradeTest = "grade_test"
  case stageTest = "stage_test"
  /// What is asked of the lead's activities.
  case did

  var shape: Shape {
    switch self {
    case .condition: .mapping(.condition)
    case .scoringCondition: .mapping(.scoringCondition)
    case .propertyCondition: .mapping(.propertyCondition)
    case .test: .test(of: .filledText, Keys.textTests + Keys.numberTests + Keys.dateTests)
    case .scoreTest: .test(of: .integer(), Keys.numberTests)
    case .gradeTest: .test(of: .word(.grades, inAnyCase: true), Keys.textTests)
    case .stageTest: .test(of: .word(.stages, inAnyCase: true), Keys.textTests)
    case .did: .did
    }
  }

  /// What it says, in a sentence.
  var about: String {
    switch self {
    case .condition: "Which leads are meant: every entry must hold."
    case .scoringCondition: "Which leads are meant, before their scores are known."
    case .propertyCondition: "Which activities are meant, by their properties."
    case .test: "A value, several of which one must be the field's, or tests that must all hold."
    case .scoreTest: "A number, or tests of it."
    case .gradeTest: "A grade, several, or tests."
    case .stageTest: "A stage, several, or tests."
    case .did: "An activity, several, or which, when and how often."
    }
  }
}
