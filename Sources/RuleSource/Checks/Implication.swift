import LeadCore

/// What follows from conditions, whoever the lead is: whether one can hold at all, whether one
/// holds wherever another does.
///
/// It looks for a lead for whom everything claimed is so, case by case. It is careful: where it
/// cannot tell, there may be such a lead, and no claim is made.
struct Implication {
  let lists: [String: WordList]
  /// Where it is given, claims are of this time and all that comes after it.
  var now: Instant?
  /// How many more steps may be taken, by this check and by those to come: no rulebook can keep
  /// the reader busy.
  private var steps = Self.stepsPerCheck
  private var stepsToCome = 1_000_000
  private var stepsOfQuestion = 0

  private static let stepsPerCheck = 200_000
  private static let stepsPerQuestion = 2_000

  init(lists: [String: WordList] = [:], now: Instant? = nil) {
    self.lists = lists
    self.now = now
  }

  /// Gives the next check its own steps, whatever the last one has used.
  mutating func rest() {
    stepsToCome += steps
    steps = min(stepsToCome, Self.stepsPerCheck)
    stepsToCome -= steps
  }

  /// Whether this check has no steps left, so that nothing more is claimed.
  var isTired: Bool { steps <= 0 }

  /// Whether there is no lead for whom it holds.
  mutating func neverHolds(_ condition: @autoclosure () -> Condition) -> Bool {
    guard !isTired else { return false }
    stepsOfQuestion = min(steps, Self.stepsPerQuestion)
    let given = stepsOfQuestion
    defer { steps -= given - max(0, stepsOfQuestion) }
    return !canBe([Claim(condition(), true)], Findings())
  }

  /// Whether it holds for every lead.
  mutating func alwaysHolds(_ condition: Condition) -> Bool { neverHolds(.not(condition)) }

  /// Whether `other` holds wherever `condition` does.
  mutating func implies(_ condition: Condition, _ other: Condition) -> Bool {
    neverHolds(.all([condition, .not(other)]))
  }

  /// Whether the two never hold together.
  mutating func contradicts(_ condition: Condition, _ other: Condition) -> Bool {
    neverHolds(.all([condition, other]))
  }
}

extension Implication {
  /// A condition, and whether it holds.
  private struct Claim {
    var condition: Condition
    var holds: Bool
    init(_ condition: Condition, _ holds: Bool) {
      self.condition = condition
      self.holds = holds
    }
    /// What it is made of, where it is `all` or `any`.
    var parts: [Condition] {
      switch condition {
      case .all(let parts), .any(let parts): parts
      default: []
      }
    }
  }

  /// What has been claimed of single fields so far.
  private struct Findings {
    var subjects: [Subject: Tests] = [:]
    var did: [DidTest] = []
    var didNot: [DidTest] = []
  }

  /// Whether all of this can be so at once.
  private mutating func canBe(_ claims: [Claim], _ findings: Findings) -> Bool {
    var open = claims
    var findings = findings
    var branching: [Claim] = []
    while let claim = open.popLast() {
      stepsOfQuestion -= 1
      guard stepsOfQuestion > 0 else { return true }
      switch claim.condition {
      case .not(let part): open.append(Claim(part, !claim.holds))
      case .all(let parts) where claim.holds || parts.count == 1,
        .any(let parts) where !claim.holds || parts.count == 1:
        open += parts.map { Claim($0, claim.holds) }
      case .all, .any: branching.append(claim)
      case .field(let name, let test):
        guard note(.field(name), test, claim.holds, &findings) else { return false }
      case .standing(let standing, let test):
        guard note(.standing(standing), test, claim.holds, &findings) else { return false }
      case .did(let test):
        guard note(test, claim.holds, &findings) else { return false }
      }
    }
    guard
      let fewest = branching.indices.min(by: {
        branching[$0].parts.count < branching[$1].parts.count
      })
    else { return true }
    let branch = branching.remove(at: fewest)
    // All else that is open comes first: what it settles cuts cases off.
    return branch.parts.contains { canBe(branching + [Claim($0, branch.holds)], findings) }
  }

  /// Adds a test of a field; false where the field can then have no value.
  private mutating func note(
    _ subject: Subject, _ test: FieldTest, _ holds: Bool, _ findings: inout Findings
  ) -> Bool {
    var tests = findings.subjects[subject] ?? Tests()
    tests.add(test, holds)
    findings.subjects[subject] = tests
    stepsOfQuestion -= tests.steps
    return mayPass(tests, subject)
  }

  /// The same for what the lead did.
  private mutating func note(_ test: DidTest, _ holds: Bool, _ findings: inout Findings) -> Bool {
    if holds { findings.did.append(test) } else { findings.didNot.append(test) }
    let pairs =
      holds ? findings.didNot.map { (test, $0) } : findings.did.map { ($0, test) }
    if holds, !canBeOfActivity([Claim(test.match.properties, true)]) { return false }
    return !pairs.contains { covers($0.1, $0.0) }
  }

  /// Whether whoever did what `narrow` asks did what `wide` asks.
  private mutating func covers(_ wide: DidTest, _ narrow: DidTest) -> Bool {
    guard stepsOfQuestion > 0, wide.atLeast <= narrow.atLeast,
      narrow.match.activities.allSatisfy(wide.match.activities.contains)
    else { return false }
    if let within = wide.within, narrow.within.map({ $0 > within }) ?? true { return false }
    let properties = [
      Claim(narrow.match.properties, true), Claim(wide.match.properties, false),
    ]
    return !canBeOfActivity(properties)
  }

  /// Whether all of this can be so of one activity: of dates, as of the time of the activity.
  private mutating func canBeOfActivity(_ claims: [Claim]) -> Bool {
    let time = now
    now = nil
    defer { now = time }
    return canBe(claims, Findings())
  }
}
