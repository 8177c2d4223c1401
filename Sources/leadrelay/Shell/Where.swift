import LeadCore

/// Compiles `--where`, a condition as the rulebook has them, in YAML's flow form.
func compileCondition(_ text: String, _ rules: inout Rulebook) throws -> When {
  // RuleSource has no public reader of a single condition yet.
  throw Failure(.usage, "--where is not there yet")
}
