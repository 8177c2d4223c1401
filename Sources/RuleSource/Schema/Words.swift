import LeadCore

/// Words of which one must be written, each with what it means.
struct Words: Sendable, ExpressibleByDictionaryLiteral {
  struct Word: Sendable {
    let name: String
    let about: String
  }

  let all: [Word]

  init(dictionaryLiteral words: (String, String)...) {
    all = words.map { Word(name: $0.0, about: $0.1) }
  }

  /// The words of an enumeration.
  init<Choice>(of type: Choice.Type, _ about: (Choice) -> String)
  where Choice: RawRepresentable<String> & CaseIterable {
    all = Choice.allCases.map { Word(name: $0.rawValue, about: about($0)) }
  }

  init(_ all: [Word]) { self.all = all }

  var names: [String] { all.map(\.name) }

  /// For `Field.choice(of:)` where the word itself is what is wanted.
  var choices: [(String, String)] { names.map { ($0, $0) } }
}

extension Words {
  static let weekdays = Words(
    zip(
      Weekday.allCases,
      ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    ).map { Word(name: "\($0)", about: $1) })

  static let fieldTypes = Words(of: FieldType.self) {
    switch $0 {
    case .text: "Compared as text, without regard to case."
    case .number: "A number: `at_least`, `between` and the like."
    case .date: "A date: `within`, `before` and the like."
    }
  }

  static let stages = Words(of: Stage.self) {
    switch $0 {
    case .lead: "Known, not yet qualified."
    case .mql: "Marketing-qualified: waits for a rep, or has one who has not begun yet."
    case .sal: "Sales-accepted: a rep is at work."
    case .sql: "Sales-qualified: a real opportunity."
    case .customer: "Has bought."
    case .nurture: "Rests on a nurture track."
    case .disqualified: "Will not buy."
    }
  }

  /// `A1` to `D4`: a letter for fit, a digit for interest.
  static let grades = Words(
    ["A", "B", "C", "D"].flatMap { letter in
      (1...4).map { Word(name: "\(letter)\($0)", about: "Fit \(letter), interest \($0).") }
    })

  static let seniorities: Words = [
    "c_level": "Chiefs, founders and owners.",
    "vp": "Vice presidents.",
    "director": "Directors.",
    "head": "Heads of something.",
    "manager": "Managers.",
    "individual": "Everyone with another title.",
    "intern": "Interns.",
    "student": "Students.",
  ]

  static let emailKinds: Words = [
    "business": "An address at a company's own domain.",
    "free": "A free mail provider's.",
    "disposable": "An address to throw away.",
  ]

  static let periods: Words = [
    "month": "Calendar months.", "quarter": "Calendar quarters.", "year": "Calendar years.",
  ]
}
