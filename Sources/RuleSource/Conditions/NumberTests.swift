import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// All number tests of one field: together they are a range.
  mutating func number(_ tests: Fields, _ subject: TestSubject) -> Condition? {
    var range = NumberRange()
    var isWhole = true
    var last = tests.span
    for test in tests.all where numberTests.contains(test.name) {
      if let reason = subject.reasonAgainstNumbers {
        return reportWrongTest(test, named: subjectName(subject), is: reason)
      }
      last = test.span
      if let part = bounds(test) {
        range.narrow(to: part)
      } else {
        isWhole = false
      }
    }
    guard isWhole else { return nil }
    if range.isEmpty {
      diagnostics.error(.emptyRange, "no number lies between these bounds", at: last)
      return nil
    }
    if case .standing(let standing) = subject {
      mentions.scoreTests.append(.init(standing: standing, range: range, span: last))
    }
    let condition = subject.condition(.number(range))
    mentions.rangeTests.append(.init(condition: condition, span: last))
    return condition
  }

  private mutating func bounds(_ test: Field) -> NumberRange? {
    if test.name == "between" { return between(test) }
    guard let number = test.number(into: &diagnostics) else { return nil }
    switch test.name {
    case "at_least": return NumberRange(lower: .init(number, isInclusive: true))
    case "above": return NumberRange(lower: .init(number, isInclusive: false))
    case "at_most": return NumberRange(upper: .init(number, isInclusive: true))
    default: return NumberRange(upper: .init(number, isInclusive: false))
    }
  }

  private mutating func between(_ test: Field) -> NumberRange? {
    let numbers = test.list(into: &diagnostics) { $0.number(into: &$1) }
    guard let numbers, numbers.count == test.node.sequence?.count else { return nil }
    guard numbers.count == 2 else {
      diagnostics.error(
        .wrongShape, "`between` needs two numbers, the least and the most", at: test.span)
      return nil
    }
    return NumberRange(
      lower: .init(numbers[0], isInclusive: true), upper: .init(numbers[1], isInclusive: true))
  }

  private func subjectName(_ subject: TestSubject) -> String {
    switch subject {
    case .field(let name, _): name
    case .standing(let standing): standing.rawValue
    }
  }
}

extension NumberRange {
  /// Leaves only what lies in the other range too.
  mutating func narrow(to other: NumberRange) {
    if let bound = other.lower {
      let isNarrower = lower.map { $0.value < bound.value } ?? true
      if isNarrower || lower?.value == bound.value && !bound.isInclusive { lower = bound }
    }
    if let bound = other.upper {
      let isNarrower = upper.map { $0.value > bound.value } ?? true
      if isNarrower || upper?.value == bound.value && !bound.isInclusive { upper = bound }
    }
  }

  /// Whether no number lies in it.
  var isEmpty: Bool {
    guard let lower, let upper else { return false }
    return lower.value > upper.value
      || lower.value == upper.value && !(lower.isInclusive && upper.isInclusive)
  }
}
