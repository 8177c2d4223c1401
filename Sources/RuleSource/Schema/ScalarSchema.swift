import LeadCore

extension Shape {
  static let filledPattern = #"\S"#
  static let idPattern = "^[a-z0-9_-]+$"
  private static let datePattern = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

  /// What JSON Schema says of a shape that is a single value.
  ///
  /// A `pattern` speaks of strings only, and bounds of numbers only, so that both may stand beside
  /// each other: a number in quotes is a number to us.
  var scalarSchema: JSON {
    switch self {
    case .filledText, .fieldName:
      return JSON.text(matching: Shape.filledPattern, "must not be empty")
    case .id:
      return JSON.text(matching: Shape.idPattern, "must be an id: only a-z, 0-9, _ and -")
    case .email:
      return JSON.matching(#"^[^@\s]+@[^@\s]+$"#, "an e-mail address", ["rep@example.com"])
    case .boolean:
      var boolean = JSON.matching("^(true|false)$", "true or false")
      boolean["type"] = ["boolean", "string"]
      return boolean
    case .integer(let bounds):
      var integer = JSON.matching("^[-+]?(0|[1-9][0-9]*)$", "a whole number")
      integer["type"] = ["integer", "string"]
      if bounds.lowerBound != .min { integer["minimum"] = .integer(bounds.lowerBound) }
      if bounds.upperBound != .max { integer["maximum"] = .integer(bounds.upperBound) }
      return integer
    case .number(let bounds):
      var number = JSON.matching(#"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?$"#, "a number")
      number["type"] = ["number", "string"]
      if bounds.lowerBound.isFinite { number["minimum"] = .number(bounds.lowerBound) }
      if bounds.upperBound.isFinite { number["maximum"] = .number(bounds.upperBound) }
      return number
    case .percentage:
      return JSON.matching(
        #"^0*(100(\.0+)?|[0-9]{1,2}(\.[0-9]+)?)%$"#, "a percentage such as 60%", ["60%"])
    case .duration(let least):
      let digits = least > .zero ? "0*[1-9][0-9]*" : "[0-9]+"
      return JSON.matching(
        "^\(digits)[smhdw]$", "a duration such as 90s, 15m, 4h, 1d or 2w",
        ["15m", "4h", "1d", "2w"])
    case .date:
      return JSON.matching("^\(Shape.datePattern)$", "a date such as 2026-03-02", ["2026-03-02"])
    case .dates:
      return JSON.matching(
        "^\(Shape.datePattern)(/\(Shape.datePattern))?$",
        "a date or a range of dates such as 2026-12-24/2027-01-02", ["2026-12-24/2027-01-02"])
    case .timeZone:
      return JSON.matching(
        "^(UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+)$", "a time zone such as Europe/Istanbul",
        ["Europe/Istanbul", "Europe/Berlin", "UTC"])
    case .destination:
      return JSON.matching(
        "^(disqualified|stay|nurture/.+)$", "nurture/TRACK, disqualified or stay",
        ["nurture/unreached", "disqualified", "stay"])
    case .word(let words, let inAnyCase): return words.schema(inAnyCase: inAnyCase)
    case .written(let writing):
      return JSON.matching(writing.pattern, writing.expected, writing.examples)
    default: return .anyText
    }
  }
}

extension JSON {
  /// What may reach an editor as text, a number or a boolean. As a `type` of its own editors would
  /// suggest `true` and `false`.
  fileprivate static let anyText: JSON = [
    "not": ["type": ["object", "array", "null"]], "errorMessage": "must be text",
  ]

  fileprivate static func text(matching pattern: String, _ message: String) -> JSON {
    var schema = anyText
    schema["pattern"] = .text(pattern)
    schema["patternErrorMessage"] = .text(message)
    return schema
  }

  fileprivate static func matching(
    _ pattern: String, _ expected: String, _ examples: [String] = []
  ) -> JSON {
    var schema: JSON = [
      "type": "string", "pattern": .text(pattern),
      "patternErrorMessage": .text("must be \(expected)"),
    ]
    if !examples.isEmpty { schema["examples"] = texts(examples) }
    return schema
  }
}

extension Words {
  fileprivate func schema(inAnyCase: Bool) -> JSON {
    let schema: JSON = [
      "enum": .texts(names), "enumDescriptions": .texts(all.map(\.about)),
    ]
    guard inAnyCase else { return schema }
    let forms = names.map { word in
      word.map { $0.isLetter ? "[\($0.uppercased())\($0.lowercased())]" : "\($0)" }.joined()
    }
    let pattern = JSON.text("^(\(forms.joined(separator: "|")))$")
    return ["anyOf": [schema, ["type": "string", "pattern": pattern]]]
  }
}
