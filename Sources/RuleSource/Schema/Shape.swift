import LeadCore

/// What a value of the rulebook may be.
///
/// Readers take their keys and words from shapes, the JSON Schema is made of them, and what has no
/// reader yet is checked against them: so none of the three can say another thing than the others.
indirect enum Shape: Sendable {
  /// Any text, `""` too.
  case text
  /// A text with something to be seen in it.
  case filledText
  /// Lower-case letters, digits, `_` and `-`.
  case id
  /// A field, in whatever spelling.
  case fieldName
  case email
  case boolean
  case integer(in: ClosedRange<Int> = .min ... .max)
  case number(in: ClosedRange<Double> = -.infinity ... .infinity)
  /// `60%`.
  case percentage
  /// `4h`.
  case duration(atLeast: Interval = .zero)
  /// `2026-03-02`.
  case date
  /// A date, or `2026-12-24/2027-01-02`.
  case dates
  case timeZone
  /// `nurture/TRACK`, `disqualified` or `stay`.
  case destination
  /// One word out of a few, in any case where the reader folds it.
  case word(Words, inAnyCase: Bool = false)
  /// A text of a form of its own.
  case written(Writing)
  /// A list; with `orOne` anything else counts as a list of one, with `isFilled` it is never empty.
  case list(of: Shape, orOne: Bool = false, isFilled: Bool = false)
  /// A list of so many items, each of its own shape.
  case tuple([Shape])
  /// A mapping whose keys the language gives.
  case mapping(Keys)
  /// A mapping whose keys the user chooses.
  case entries(of: Shape, by: KeyForm = .name)
  /// Nothing at all, or the shape.
  case orNothing(Shape)
  /// Any of several, with how a message words them.
  case either([Shape], expected: String)
  /// A shape that others share, or that contains itself.
  case shared(SharedShape)
  /// Nothing is right here; the key is there to say why.
  case never

  /// What a key that the user chooses must be.
  enum KeyForm: Sendable {
    case name
    case id
    case fieldName
    case written(Writing)
  }
}

/// A text of a form of its own, such as `3 per 7d`.
struct Writing: Sendable {
  /// How messages word it, with an example.
  let expected: String
  /// A regular expression of the kind that JSON Schema and Swift both know.
  let pattern: String
  /// Texts of this form.
  let examples: [String]
}

extension Shape {
  /// A mapping with these keys.
  static func mapping(_ keys: Key...) -> Shape { .mapping(Keys(keys)) }

  /// `none`, or the shape.
  static func orNone(_ shape: Shape, _ about: String, expected: String) -> Shape {
    .either([.word(["none": about]), shape], expected: expected)
  }

  static let condition = Shape.shared(.condition)

  /// Whether it is a list or a mapping of its own.
  var isCollection: Bool {
    switch self {
    case .list, .tuple, .mapping, .entries: true
    default: false
    }
  }

  /// What fields' values are compared with: one or several.
  static let values = Shape.list(of: .filledText, orOne: true, isFilled: true)
}
