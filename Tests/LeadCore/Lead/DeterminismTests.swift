import TestSupport
import Testing

@testable import LeadCore

/// "Nothing in the core depends on hash order": dictionaries that were filled in another order, and
/// everything done again, give the same.
@Suite struct DeterminismTests {
  static let reasons = (0..<40).map { "reason \($0)" }

  static func rules(reversed: Bool) -> Rulebook {
    .with { book in
      book.mql(.equals("hot", "yes"))
      book.team("sales", .rep("jim"), .rep("pam"))
      book.route(to: "sales", by: .weighted)
      book.plan {
        $0.attempts = 2
        $0.unreached = "nurture/t1"
      }
      for index in 0..<40 { book.nurture("t\(index)", rest: .days(Int64(index))) }
      var byReason: [FoldedText: Destination] = [:]
      byReason.reserveCapacity(reversed ? 1000 : 1)
      for (index, reason) in reversed
        ? Array(reasons.enumerated().reversed()) : Array(reasons.enumerated())
      {
        byReason[FoldedText(reason)] = .nurture("t\(index)")
      }
      book.rejections.byReason = byReason
      book.interestRule(did: "visit", points: 10, halfLife: .days(30))
    }
  }

  static func life(_ rules: Rulebook, reversed: Bool, seed: UInt64) -> Life {
    var random = SplitMix64(seed: seed)
    let fields = (0..<30).map { ("f\($0)", "v\($0)") } + [("hot", "yes")]
    var lead = TestLead([:])
    for (name, value) in reversed ? fields.reversed() : fields {
      lead.fields[name] = Array(value.utf8)
    }
    var life = Life(rules, lead)
    for index in 0..<40 { life.state.rounds["t\(reversed ? 39 - index : index)"] = 1 }
    life.know()
    for _ in 0..<30 {
      if life.state.isWaiting { life.hand(to: random.pick(["jim", "pam"])) }
      switch random.below(5) {
      case 0: life.did("visit")
      case 1: life.attempt(random.pick(Attempt.Outcome.allCases))
      case 2: life.say(.rejected, reason: random.pick(reasons))
      case 3: life.say(random.pick([.accepted, .recycle, .nurture]), track: "t\(random.below(40))")
      default: life.wait(.days(Int64(random.below(20))))
      }
    }
    return life
  }

  @Test(arguments: 0..<12)
  func theOrderOfDictionariesIsNothing(seed: UInt64) {
    let one = Self.life(Self.rules(reversed: false), reversed: false, seed: seed)
    let other = Self.life(Self.rules(reversed: true), reversed: true, seed: seed)
    #expect(one.state == other.state)
    #expect(one.effects == other.effects)
    #expect(one.path.count > 2, "something happened")
  }

  @Test func packedRecordsHaveOneForm() {
    let fields = (0..<200).map { ($0, "value \($0)") }
    var whole = FieldRecord()
    for (field, value) in fields { whole.append(field, value) }
    var odd = FieldRecord()
    var even = FieldRecord()
    for (field, value) in fields {
      if field % 2 == 0 { even.append(field, value) } else { odd.append(field, value) }
    }
    #expect(odd.overlaid(with: even, keeping: []) == whole)
    #expect(even.overlaid(with: odd, keeping: [3]) == whole)
  }

  @Test func routingIsTheSameEachTime() {
    let rules = Self.rules(reversed: false)
    let runs = (0..<5).map { _ in
      var desk = Desk(rules)
      return desk.give(times: 50)
    }
    #expect(Set(runs).count == 1)
  }
}
