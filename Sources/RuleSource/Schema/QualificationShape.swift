import LeadCore

extension Keys {
  static let qualification: Keys = [
    .optional("lead", .condition, "Whom reports count as a lead at all; everyone if not given."),
    .optional("grades", .mapping(.grades), "The least scores of the grades."),
    .optional(
      "requires", .fieldNames, "Without these nobody is handed over.", examples: [["email"]]),
    .optional(
      "mql", .list(of: .mapping(.alternative)), "What makes a lead an MQL: any one of these."),
    .optional("sql", .mapping(.sql), "What a real opportunity needs."),
    .optional(
      "disqualify", .list(of: .mapping(.disqualifying)), "Who is out, for as long as one holds."),
    .optional("waiting", .mapping(.waiting), "MQLs for whom no rep has room."),
  ]

  static let grades: Keys = [
    .optional("fit", .mapping(.fitGrades), "The letter of the grade; below C it is D."),
    .optional("interest", .mapping(.interestGrades), "The digit of the grade; below 3 it is 4."),
  ]

  static let fitGrades: Keys = [
    .optional("A", .integer(in: pointsRange), "The least fit of an A.", usual: 75),
    .optional("B", .integer(in: pointsRange), "The least fit of a B.", usual: 50),
    .optional("C", .integer(in: pointsRange), "The least fit of a C.", usual: 25),
  ]

  static let interestGrades: Keys = [
    .optional("1", .integer(in: pointsRange), "The least interest of a 1.", usual: 75),
    .optional("2", .integer(in: pointsRange), "The least interest of a 2.", usual: 50),
    .optional("3", .integer(in: pointsRange), "The least interest of a 3.", usual: 25),
  ]

  /// A condition that has a name.
  static let alternative: Keys = {
    let name: Keys = [.required("name", .filledText, "What people call the alternative.")]
    var keys = name + .condition
    keys.others = Keys.condition.others
    keys.refusesNothing = true
    return keys
  }()

  static let sql: Keys = [
    .optional(
      "requires", .fieldNames, "Fields that must be known before the verdict `sql`.",
      examples: [["amount"]])
  ]

  static let disqualifying: Keys = [
    .required("name", .filledText, "What people call the rule."),
    .required("when", .condition, "Which leads are out."),
  ]

  static let waiting: Keys = [
    .optional(
      "order", .list(of: .word(.orders), orOne: true),
      "Who is next: what comes first counts first.", examples: [["grade", "oldest"]]),
    .optional(
      "expires", .duration(atLeast: aMoment), "How long a lead waits at most.", needs: "then"),
    .optional("then", .destination, "Where it goes that has waited so long.", needs: "expires"),
  ]
}

extension Shape {
  static let fieldNames = Shape.list(of: .fieldName, orOne: true)
}

extension Words {
  fileprivate static let orders = Words(of: Waiting.Order.self) {
    switch $0 {
    case .grade: "The best grade first."
    case .oldest: "Who became MQL first."
    case .newest: "Who became MQL last."
    case .fit: "The highest fit first."
    case .interest: "The highest interest first."
    }
  }
}
