// seeds: Fuzz/Seeds/conditions
// dictionary: Fuzz/Seeds/rules.dict
import Diagnostics
import LeadCore
import RuleSource

/// Any bytes as a condition, asked of a few leads: where it holds, its opposite does not.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCondition(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let file = SourceFile(name: "--where", bytes: bytes, count)
  var rules = surroundings
  var diagnostics = Diagnostics()
  let when = readCondition(file, for: &rules, into: &diagnostics)
  checkThatPeopleCanRead(diagnostics)
  precondition((when == nil) == diagnostics.hasErrors)
  guard let when else { return 0 }
  let opposite = rules.program.compile(.not(when.condition))
  let state = Leads.state(rules)
  for look in Leads.looks(rules) {
    let holds = LeadCore.holds(when, state, look, rules, now: Leads.now)
    precondition(holds != LeadCore.holds(opposite, state, look, rules, now: Leads.now))
  }
  return 0
}

/// A rulebook with something of all that conditions may name.
private let surroundings: Rulebook = {
  let text = """
    lists: { competitors: [acme, rival.example] }
    fields: { seats: number, signed_up: date, plan: text }
    nurture: { lost: { rest: 180d } }
    """
  var diagnostics = Diagnostics()
  let files = RuleFiles(files: [SourceFile(name: "rules.yaml", text: text)])
  guard let rules = loadRulebook(files, into: &diagnostics) else {
    fatalError(Renderer().render(diagnostics))
  }
  return rules
}()
