import Testing

@testable import LeadCore

/// Random rules and random leads: columns, memory and batches change nothing.
@Suite struct ScorerPropertyTests {
  /// The sums of one lead's fields by the words of the rulebook.
  static func sums(_ lead: TestLead, _ rules: Rulebook, _ plain: Interpreter) -> [Int32] {
    [rules.fit, rules.interest].flatMap { sheet in
      var sums = [Int32](repeating: 0, count: sheet.groups.count + 1)
      for rule in sheet.rules {
        sums[rule.group.map { $0 + 1 } ?? 0] += points(rule, lead, plain)
      }
      return sums
    }
  }

  static func points(_ rule: PointsRule, _ lead: TestLead, _ plain: Interpreter) -> Int32 {
    switch rule.form {
    case .firstOf(let choices):
      return Int32(choices.first { plain.holds($0.when.condition, lead) }?.points ?? 0)
    case .per(let field, let each, let upTo):
      guard let number = lead.fields[field].flatMap({ plain.number($0) }), number > 0 else {
        return 0
      }
      let points = (each * number).rounded(.towardZero)
      return Int32(max(min(points, upTo ?? points), -(upTo ?? abs(points))))
    case .did: preconditionFailure("not of fields alone")
    }
  }

  static func sums(_ look: Look, _ rules: Rulebook) -> [Int32] {
    let count = 2 + rules.fit.groups.count + rules.interest.groups.count
    return Array(look.sums[look.firstSum..<(look.firstSum + count)])
  }

  /// The tests of fields in which the scorer and the words of the rulebook differ.
  static func differing(
    _ look: Look, _ lead: TestLead, _ rules: Rulebook, _ plain: Interpreter
  ) -> [String] {
    let table = rules.program.lead
    return table.atoms.indices.compactMap { index in
      let atom = table.atoms[index]
      let field = atom.derivation?.rawValue ?? table.fields[atom.slot]
      var lead = lead
      if atom.derivation != nil { lead.fields[field] = nil }
      if atom.derivation == nil, Derivation(rawValue: field) != nil { return nil }
      let expected = plain.holds(.field(field, atom.test), lead)
      return look.atom(Int32(index)) == expected
        ? nil : "\(field) \(atom.test) of \(lead.fields[table.fields[atom.slot]] ?? [])"
    }
  }

  static func isSame(_ a: Look, _ b: Look, _ rules: Rulebook) -> Bool {
    sums(a, rules) == sums(b, rules)
      && rules.program.lead.atoms.indices.allSatisfy { a.atom(Int32($0)) == b.atom(Int32($0)) }
  }

  @Test(arguments: [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 4)])
  func batchesRowsAndWordsAgree(seed: UInt64, batches: Int) throws {
    var vocabulary = Vocabulary(seed: seed)
    let rules = vocabulary.rulebook()
    let plain = Interpreter(lists: Vocabulary.lists, now: Vocabulary.now)
    let (scorer, single) = (Scorer(rules), Scorer(rules))
    for batch in 0..<batches {
      let leads = (0..<2000).map { _ in vocabulary.lead() }
      let looks = scorer.look(at: leads, rules, now: Vocabulary.now)
      for (row, lead) in leads.enumerated() {
        let place = Comment("seed \(seed), batch \(batch), row \(row): \(lead.fields)")
        let look = looks[row]
        let alone = single.look(at: [lead], rules, now: Vocabulary.now)[0]
        try #require(Self.isSame(look, alone, rules), place)
        if row % 100 == 0 {
          try #require(Self.isSame(look, rules.look(at: lead, now: Vocabulary.now), rules), place)
        }
        guard row % (2 * batches) == 0 else { continue }
        if Self.sums(look, rules) != Self.sums(lead, rules, plain) {
          Issue.record("\(place): \(Self.differing(look, lead, rules, plain))")
          return
        }
        for alternative in rules.qualification.alternatives {
          try #require(
            look.holds(alternative.when.code) == plain.holds(alternative.when.condition, lead),
            place)
        }
      }
    }
  }

  /// What is remembered of leads that are alike says of each what it would say of it alone.
  @Test(arguments: 30..<36)
  func leadsAlikeAreAssessedAlike(seed: UInt64) {
    var vocabulary = Vocabulary(seed: seed)
    var rules = vocabulary.rulebook()
    // A rule that asks for more than fields: its tests are asked once the sums are known.
    let late = Condition.all([vocabulary.condition(), .score(.fit, .atLeast(10))])
    rules.interestRule("late", late, points: 7)
    rules.settle()
    let looks = Scorer(rules).look(
      at: (0..<3000).map { _ in vocabulary.lead() }, rules, now: Vocabulary.now)
    var assessor = Assessor(rules, now: Vocabulary.now)
    for (row, assessment) in assessor.assess(looks).enumerated() {
      #expect(
        assessment == assess(looks[row], rules, now: Vocabulary.now), "seed \(seed), row \(row)")
    }
  }

  /// Caps and limits over those sums.
  @Test(arguments: 20..<26)
  func scoresAreSumsCappedAndLimited(seed: UInt64) {
    var vocabulary = Vocabulary(seed: seed)
    let rules = vocabulary.rulebook()
    let plain = Interpreter(lists: Vocabulary.lists, now: Vocabulary.now)
    for _ in 0..<60 {
      var life = Life(rules, vocabulary.lead(), now: Vocabulary.now)
      life.know()
      let sums = Self.sums(life.lead, rules, plain).map(Int.init)
      let totals = [(rules.fit, sums[0..<3]), (rules.interest, sums[3..<6])].map { sheet, sums in
        let sums = Array(sums)
        let total = sums[0] + min(sums[1], 30) + max(sums[2], -20)
        return sheet.limits.map { min(max(total, $0.lowerBound), $0.upperBound) } ?? total
      }
      #expect([life.state.fit, life.state.interest] == totals, "seed \(seed)")
    }
  }

  /// More distinct values than are remembered, then the first ones again.
  @Test func aFullMemoryForgetsNothingAndInventsNothing() {
    let rules = Rulebook.with { book in
      book.fit.limits = nil
      book.fitRule("odd", .endsWith("code", "1", "3", "5", "7", "9"), points: 1)
      book.fitRule("seven", .contains("code", "7"), points: 10)
    }
    let scorer = Scorer(rules)
    for pass in 1...2 {
      let codes = (0..<15_000).map { "code \($0)" }
      let looks = scorer.look(at: codes.map { ["code": $0] }, rules, now: Vocabulary.now)
      let wrong = codes.indices.filter { row in
        let expected = row % 2 + (codes[row].contains("7") ? 10 : 0)
        return Self.sums(looks[row], rules)[0] != Int32(expected)
      }
      #expect(wrong == [], "pass \(pass)")
    }
  }

  @Test(arguments: [255, 256, 257, 5000])
  func longValuesAreReadToTheirEnd(_ count: Int) {
    let rules = Rulebook.with { $0.fitRule("end", .endsWith("notes", "end"), points: 1) }
    let scorer = Scorer(rules)
    let filler = String(repeating: "x", count: count - 3)
    for (value, points) in [(filler + "end", 1), (filler + "enx", 0), (filler + "end", 1), ("", 0)]
    {
      let look = scorer.look(at: [["notes": value]], rules, now: Vocabulary.now)[0]
      #expect(Self.sums(look, rules)[0] == Int32(points))
    }
  }

  @Test func noRowsAndNoRules() {
    let rules = Rulebook.with { _ in }
    #expect(Scorer(rules).look(at: [], rules, now: Vocabulary.now).sums.isEmpty)
    let look = rules.look(at: ["country": "TR"], now: Vocabulary.now)
    #expect(Self.sums(look, rules) == [0, 0])
  }
}
