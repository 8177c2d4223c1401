public import LeadCore

/// Conditions in the words of the rulebook, on one line: `employees: {at_least: 50}`.
extension Condition {
  /// What joins the parts of `all`, `any` and `not` is left to the reader of the parts.
  public var text: String {
    switch self {
    case .all(let parts): parts.isEmpty ? "always" : "all of:"
    case .any: "any of:"
    case .not(.field(let field, let test)): "\(field): {not: {\(test.text)}}"
    case .not(.standing(let standing, let test)): "\(standing.rawValue): {not: {\(test.text)}}"
    case .not: "not:"
    case .field(let field, .equals(let texts)): "\(field): \(list(texts))"
    case .field(let field, let test): "\(field): {\(test.text)}"
    case .standing(let standing, .equals(let texts)): "\(standing.rawValue): \(list(texts))"
    case .standing(let standing, let test): "\(standing.rawValue): {\(test.text)}"
    case .did(let test): test.text
    }
  }

  /// The whole on one line, parts included.
  var line: String {
    switch self {
    case .all(let parts): parts.map(\.line).joined(separator: ", ")
    case .any(let parts): "any: [\(parts.map { "{\($0.line)}" }.joined(separator: ", "))]"
    case .not(let part): "not: {\(part.line)}"
    default: text
    }
  }
}

extension DidTest {
  fileprivate var text: String {
    var text = "did: \(list(match.activities))"
    if match.properties != .always { text += " where {\(match.properties.line)}" }
    if let within { text += " within \(within.text)" }
    return atLeast == 1 ? text : text + " at_least \(atLeast)"
  }
}

extension FieldTest {
  fileprivate var text: String {
    switch self {
    case .known: "known: true"
    case .equals(let texts): texts.count == 1 ? "is: \(list(texts))" : "one_of: \(list(texts))"
    case .inList(let name): "in: \(name)"
    case .contains(let texts): "contains: \(list(texts))"
    case .hasWord(let texts): "has_word: \(list(texts))"
    case .startsWith(let texts): "starts_with: \(list(texts))"
    case .endsWith(let texts): "ends_with: \(list(texts))"
    case .matches(let patterns):
      "matches: "
        + (patterns.count == 1
          ? patterns[0].written : "[\(patterns.map(\.written).joined(separator: ", "))]")
    case .number(let range): range.text
    case .date(let test): test.text
    }
  }
}

extension NumberRange {
  fileprivate var text: String {
    if let lower, let upper, lower.isInclusive, upper.isInclusive {
      return lower.value == upper.value
        ? "is: \(plain(lower.value))" : "between: [\(plain(lower.value)), \(plain(upper.value))]"
    }
    let low = lower.map { "\($0.isInclusive ? "at_least" : "above"): \(plain($0.value))" }
    let high = upper.map { "\($0.isInclusive ? "at_most" : "below"): \(plain($0.value))" }
    return [low, high].compactMap { $0 }.joined(separator: ", ")
  }
}

extension DateTest {
  fileprivate var text: String {
    switch self {
    case .within(let span): "within: \(span.text)"
    case .olderThan(let span): "older_than: \(span.text)"
    case .before(let instant): "before: \(instant.iso)"
    case .after(let instant): "after: \(instant.iso)"
    }
  }
}

extension Interval {
  /// `2w`, `1d`, `90s`: in the largest unit that goes into it.
  fileprivate var text: String {
    let seconds = milliseconds / 1000
    let units: [(Int64, String)] = [(604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m")]
    for (length, unit) in units where seconds > 0 && seconds % length == 0 {
      return "\(seconds / length)\(unit)"
    }
    return "\(seconds)s"
  }
}

private func list(_ texts: [FoldedText]) -> String {
  texts.count == 1
    ? texts[0].description : "[\(texts.map(\.description).joined(separator: ", "))]"
}

private func plain(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
}
