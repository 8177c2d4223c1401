public import Diagnostics
public import LeadCore
import YAML

/// Reads a condition that stands alone, such as `{country: TR}` on a command line, and compiles
/// it into a rulebook, whose fields and lists it may use.
///
/// - Returns: nil where anything in it is wrong.
public func readCondition(
  _ file: SourceFile, for rules: inout Rulebook, into diagnostics: inout Diagnostics
) -> When? {
  var reader = RuleReader()
  reader.book = rules
  reader.listNames = Set(rules.program.lists.keys)
  let condition = reader.onlyCondition(in: file)
  reader.checkReferences()
  diagnostics.append(contentsOf: reader.diagnostics)
  guard let condition, !reader.diagnostics.hasErrors else { return nil }
  let when = reader.compile(condition)
  rules = reader.book
  return when
}

extension RuleReader {
  fileprivate mutating func onlyCondition(in file: SourceFile) -> Condition? {
    if let node = parse(file, into: &diagnostics) {
      return condition(Field(name: "condition", keySpan: SourceSpan(wholeOf: file), node: node))
    }
    if !diagnostics.hasErrors {
      diagnostics.error(.emptyValue, "there is no condition", at: SourceSpan(wholeOf: file))
    }
    return nil
  }
}
