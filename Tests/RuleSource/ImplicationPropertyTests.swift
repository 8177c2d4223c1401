import Testing

@testable import LeadCore
@testable import RuleSource

/// What is claimed of conditions is so for every lead: random conditions, random leads.
@Suite struct ImplicationPropertyTests {
  private static let noon = Instant(milliseconds: 1_795_348_800_000)
  private static let lists = ["home": WordList(words("tr", "de")), "empty": WordList()]

  /// The multiplier and increment are Knuth's for MMIX.
  private struct Numbers {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
  }

  /// Few words, so that conditions have to do with each other.
  private struct Vocabulary {
    var numbers: Numbers

    static let values: [String: [String]] = [
      "country": ["", "TR", "de", "PL", "Türkiye"],
      "title": ["", "Vice President", "president of sales", "Vice", "dr. vice president, sales"],
      "employees": ["", "49", "50", "50.5", "100", " 1,000 ", "many"],
      "since": ["", "2026-11-20", "2026-10-20", "2026-01-01", "2027-01-01", "soon"],
      "email": ["", "a@gmail.com", "b@acme.com"],
    ]

    private mutating func texts(_ choice: [String]) -> [FoldedText] {
      (0...numbers.below(2)).map { _ in FoldedText(numbers.pick(choice)) }
    }

    private mutating func range(_ choice: [Double]) -> NumberRange {
      let lower = NumberRange.Bound(numbers.pick(choice), isInclusive: numbers.below(2) == 0)
      let upper = NumberRange.Bound(numbers.pick(choice), isInclusive: numbers.below(2) == 0)
      switch numbers.below(3) {
      case 0: return NumberRange(lower: lower)
      case 1: return NumberRange(upper: upper)
      default: return NumberRange(lower: lower, upper: upper)
      }
    }

    private mutating func date() -> DateTest {
      let days = Interval.days(Int64(numbers.pick([7, 40, 400])))
      let edge = noon - .days(Int64(numbers.pick([-60, 3, 35, 320])))
      return numbers.pick([.within(days), .olderThan(days), .before(edge), .after(edge)])
    }

    private mutating func field() -> Condition {
      let name = numbers.pick(["country", "title", "employees", "since", "email_kind"])
      if numbers.below(6) == 0 { return .field(name, .known) }
      switch name {
      case "country":
        return numbers.below(4) == 0
          ? .field(name, .inList(numbers.pick(["home", "empty"])))
          : .field(name, .equals(texts(["TR", "DE", "PL", "NZ"])))
      case "title":
        let texts = texts(["vice", "president", "vice president", "sales", "dent", "vi"])
        return .field(
          name,
          numbers.pick([
            .contains(texts), .hasWord(texts), .startsWith(texts), .endsWith(texts), .equals(texts),
          ]))
      case "employees":
        return numbers.below(6) == 0
          ? .field(name, .equals(texts(["50", "100", "many"])))
          : .field(name, .number(range([49, 50, 51, 100, 1000])))
      case "since": return .field(name, .date(date()))
      default: return .field(name, .equals(texts(["free", "business", "disposable"])))
      }
    }

    private mutating func standing() -> Condition {
      switch numbers.below(4) {
      case 0: return .standing(.stage, .equals(texts(["lead", "mql", "nurture"])))
      case 1: return .standing(.grade, .equals(texts(["A1", "A2", "B1", "D4"])))
      case 2: return .standing(.track, numbers.pick([.known, .equals(texts(["lost", "stale"]))]))
      default:
        return .standing(
          numbers.pick([.fit, .interest, .cycle]), .number(range([0, 1, 49.5, 50, 75])))
      }
    }

    private mutating func did() -> Condition {
      let properties: [Condition] = [
        .always, .field("form", .equals(texts(["demo", "ebook"]))), .field("form", .known),
        .field("day", .date(.within(.days(7)))),
      ]
      let match = ActivityMatch(
        activities: texts(["asked", "read"]), properties: numbers.pick(properties))
      let within = numbers.pick([nil, Interval.days(7), .days(40)])
      return .did(DidTest(match: match, within: within, atLeast: 1 + numbers.below(2)))
    }

    mutating func condition(depth: Int = 2) -> Condition {
      switch depth == 0 ? 4 + numbers.below(4) : numbers.below(8) {
      case 0: return .all((0..<numbers.below(4)).map { _ in condition(depth: depth - 1) })
      case 1: return .any((0..<numbers.below(4)).map { _ in condition(depth: depth - 1) })
      case 2, 3: return .not(condition(depth: depth - 1))
      case 4: return standing()
      case 5: return did()
      default: return field()
      }
    }

    mutating func state(_ id: Int, _ reader: ActivityReader) -> LeadState {
      var state = LeadState(id: Int64(id), since: noon, createdAt: noon)
      (state.fit, state.interest) = (numbers.pick([0, 1, 49, 50, 75]), numbers.pick([0, 50, 75]))
      (state.stage, state.cycle) = (numbers.pick(Stage.allCases), numbers.below(2))
      if numbers.below(2) == 0 {
        let track = numbers.pick(["lost", "stale", "other"])
        state.enrolment = Enrolment(track: track, since: noon, restsUntil: nil)
      }
      for ago in (0..<numbers.below(4)).map({ $0 * 13 }).reversed() {
        let properties = [
          "activity": numbers.pick(["asked", "read", "left"]),
          "form": numbers.pick(["", "demo", "ebook", "other"]),
          "day": numbers.pick(["", "2026-11-20", "2026-10-09"]),
        ]
        let arena = ByteArena()
        let cells = reader.properties.map { arena.append(properties[$0] ?? "") }
        let at = noon - .days(Int64(ago))
        state.activities.append(reader.mark(at: at) { arena.bytes(cells[$0]) })
      }
      return state
    }
  }

  /// Which of the conditions hold, lead by lead.
  private static func table(
    _ conditions: [Condition], leads: Int, now: Instant, _ vocabulary: inout Vocabulary
  ) -> [[Bool]] {
    var rules = Rulebook()
    rules.program = Program(lists: lists)
    let whens = conditions.map { rules.program.compile($0) }
    let (arena, slots) = (ByteArena(), rules.program.lead.fields)
    var cells: [Cell] = []
    for _ in 0..<leads {
      for slot in slots {
        cells.append(arena.append(vocabulary.numbers.pick(Vocabulary.values[slot] ?? [""])))
      }
    }
    let rows = Rows(
      arena: arena, cells: cells, stride: slots.count, columnOfSlot: Array(slots.indices))
    let looks = Scorer(rules).look(at: rows, now: now)
    let reader = ActivityReader(rules)
    return (0..<leads).map { lead in
      let state = vocabulary.state(lead, reader)
      let situation = Situation(rules, looks[lead], state, now: now)
      return whens.map(situation.holds)
    }
  }

  @Test(arguments: [UInt64](1...6))
  func whatIsClaimedIsSo(_ seed: UInt64) {
    var vocabulary = Vocabulary(numbers: Numbers(state: seed))
    var (implied, contradicted, never) = (0, 0, 0)
    for _ in 0..<8 {
      let conditions = (0..<24).map { _ in vocabulary.condition() }
      let days = Interval.days(Int64(vocabulary.numbers.pick([0, 45, 500])))
      let table = Self.table(conditions, leads: 400, now: Self.noon + days, &vocabulary)
      for claims in [nil, Self.noon] {
        var reasoning = Implication(lists: Self.lists, now: claims)
        for (i, one) in conditions.enumerated() {
          if reasoning.neverHolds(one) {
            never += 1
            #expect(!table.contains { $0[i] }, "seed \(seed): \(one)")
          }
          for (j, other) in conditions.enumerated() where i != j {
            reasoning.rest()
            if reasoning.implies(one, other) {
              implied += 1
              #expect(!table.contains { $0[i] && !$0[j] }, "seed \(seed): \(one) → \(other)")
            }
            if reasoning.contradicts(one, other) {
              contradicted += 1
              #expect(!table.contains { $0[i] && $0[j] }, "seed \(seed): \(one) | \(other)")
            }
          }
        }
      }
    }
    #expect(
      implied > 100 && contradicted > 100 && never > 5, "\(implied), \(contradicted), \(never)")
  }
}
