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
  let errorCount = diagnostics.errorCount
  guard let node = parse(file, into: &diagnostics) else {
    if diagnostics.errorCount == errorCount {
      diagnostics.error(.emptyValue, "there is no condition", at: SourceSpan(wholeOf: file))
    }
    return nil
  }
  var reader = RuleReader()
  reader.book = rules
  reader.listNames = Set(rules.program.lists.keys)
  let field = Field(name: "condition", keySpan: SourceSpan(wholeOf: file), node: node)
  let condition = reader.condition(field)
  reader.checkReferences()
  diagnostics.append(contentsOf: reader.diagnostics)
  guard let condition, !reader.diagnostics.hasErrors else { return nil }
  let when = reader.compile(condition)
  rules = reader.book
  return when
}
