// seeds: rules Tests/RuleSource/Fixtures/invalid
// dictionary: Fuzz/Seeds/rules.dict
import Diagnostics
import LeadCore
import RuleSource

/// Any bytes as a file of rules: a rulebook that decides upon leads, or errors.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRulebook(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let file = SourceFile(name: "any.yaml", bytes: bytes, count)
  let list = SourceFile(name: "lists/competitors.txt", text: "acme\n")
  var diagnostics = Diagnostics()
  let files = RuleFiles(files: [file], lists: [list])
  let rules = loadRulebook(files, into: &diagnostics)
  checkThatPeopleCanRead(diagnostics)
  precondition((rules == nil) == diagnostics.hasErrors)
  guard let rules else { return 0 }
  let state = Leads.state(rules)
  for look in Leads.looks(rules) {
    _ = assess(look, rules, now: Leads.now)
    let decision = decide(state, .fields, look, rules, now: Leads.now)
    _ = decide(decision.state, .due, look, rules, now: Leads.now + .days(40))
  }
  return 0
}
