import LeadCore

extension Condition {
  static func known(_ field: String) -> Condition { .field(field, .known) }
  static func equals(_ field: String, _ values: String...) -> Condition {
    .field(field, .equals(values.folded))
  }
  static func isNot(_ field: String, _ values: String...) -> Condition {
    .not(.field(field, .equals(values.folded)))
  }
  static func inList(_ field: String, _ list: String) -> Condition { .field(field, .inList(list)) }
  static func contains(_ field: String, _ parts: String...) -> Condition {
    .field(field, .contains(parts.folded))
  }
  static func hasWord(_ field: String, _ words: String...) -> Condition {
    .field(field, .hasWord(words.folded))
  }
  static func startsWith(_ field: String, _ starts: String...) -> Condition {
    .field(field, .startsWith(starts.folded))
  }
  static func endsWith(_ field: String, _ ends: String...) -> Condition {
    .field(field, .endsWith(ends.folded))
  }
  static func matches(_ field: String, _ pattern: String) throws -> Condition {
    .field(field, .matches([try Pattern(pattern)]))
  }
  static func number(_ field: String, _ range: NumberRange) -> Condition {
    .field(field, .number(range))
  }
  static func date(_ field: String, _ test: DateTest) -> Condition { .field(field, .date(test)) }
  static func score(_ standing: Standing, _ range: NumberRange) -> Condition {
    .standing(standing, .number(range))
  }
  static func did(
    _ activity: String, within: Interval? = nil, atLeast: Int = 1, where: Condition = .always
  ) -> Condition {
    .did(
      DidTest(
        match: ActivityMatch(activities: [FoldedText(activity)], properties: `where`),
        within: within, atLeast: atLeast))
  }
}

extension NumberRange {
  static func atLeast(_ n: Double) -> NumberRange {
    NumberRange(lower: Bound(n, isInclusive: true))
  }
  static func atMost(_ n: Double) -> NumberRange {
    NumberRange(upper: Bound(n, isInclusive: true))
  }
  static func above(_ n: Double) -> NumberRange {
    NumberRange(lower: Bound(n, isInclusive: false))
  }
  static func below(_ n: Double) -> NumberRange {
    NumberRange(upper: Bound(n, isInclusive: false))
  }
  static func between(_ a: Double, _ b: Double) -> NumberRange {
    NumberRange(lower: Bound(a, isInclusive: true), upper: Bound(b, isInclusive: true))
  }
}

extension [String] {
  var folded: [FoldedText] { map { FoldedText($0) } }
}
