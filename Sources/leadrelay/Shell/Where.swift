import Diagnostics
import LeadCore
import RuleSource

/// Compiles `--where`, a condition as the rulebook has them, in YAML's flow form.
func compileCondition(_ text: String, _ rules: inout Rulebook) throws -> When {
  var diagnostics = Diagnostics()
  let file = SourceFile(name: "--where", text: text)
  if let when = readCondition(file, for: &rules, into: &diagnostics) { return when }
  warn(Renderer(usesColour: Output.usesColour(2)).render(diagnostics))
  throw Failure(.usage, "--where takes a condition, such as '{country: TR}'")
}
