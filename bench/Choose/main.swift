import Diagnostics
import LeadCore
import RuleSource

// choose: what it takes to give leads to reps, out of ten and out of ten thousand, in turn. Prints
// the microseconds of one lead and how many times as long it takes among the many, per way of
// choosing.

let leads = 20_000
let rounds = 5

/// One team, a third of whose reps are each of weight 1, 2 and 3, with room for all.
func load(_ choice: Route.Choice, reps: Int) -> Load {
  let members = (0..<reps).map {
    "{ id: r\($0), weight: \(1 + $0 % 3), bandwidth: { open: 1000000 } }"
  }
  let text = """
    teams: { sales: { reps: [\(members.joined(separator: ",\n"))] } }
    routing: [{ name: Everyone, to: sales, by: \(choice.rawValue) }]
    """
  var diagnostics = Diagnostics()
  let files = RuleFiles(files: [SourceFile(name: "choose.yaml", text: text)])
  guard let rules = loadRulebook(files, into: &diagnostics) else {
    fatalError(Renderer().render(diagnostics))
  }
  return Load(rules, now: Instant(milliseconds: 0))
}

/// How long one lead takes; of each three, one ends at once.
func give(_ load: inout Load) -> Duration {
  let now = Instant(milliseconds: 0)
  let time = ContinuousClock().measure {
    for lead in 0..<leads {
      guard let found = load.assignment(for: RoutingKey(routes: [0]), now: now) else {
        fatalError("nobody is free")
      }
      load.take(found, now: now)
      if lead % 3 == 0 { load.release(rep: found.rep, now: now) }
    }
  }
  return time / leads
}

for choice in Route.Choice.allCases {
  var (few, many) = (load(choice, reps: 10), load(choice, reps: 10_000))
  var times: [(few: Duration, many: Duration)] = []
  for _ in 0..<rounds { times.append((give(&few), give(&many))) }
  let ratios = times.map { $0.many / $0.few }.sorted()
  let one = times.map(\.few).sorted()[rounds / 2] / Duration.microseconds(1)
  let name = choice.rawValue
  print("\(name): \(tenths(one)) µs among 10 reps, \(tenths(ratios[rounds / 2]))× among 10,000")
}

func tenths(_ number: Double) -> Double { (number * 10).rounded() / 10 }
