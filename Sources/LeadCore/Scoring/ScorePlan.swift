/// How a rulebook's points are worked out: what a single column decides is added up once per
/// distinct value, what several decide once per row, and what needs more than fields is left to
/// `decide`.
struct ScorePlan: Sendable {
  /// Rules that one slot decides, per slot.
  var ofSlot: [[Item]]
  /// Rules of fields that several slots decide.
  var crossing: [Item] = []
  /// Sums per row: fit without group, fit's groups, interest without group, interest's groups.
  let sumCount: Int
  /// Where interest's sums begin.
  let firstInterestSum: Int
  /// Per word of a row's atoms, those on which more than sums of points may depend.
  private(set) var asked: [UInt64]

  /// One rule and the sum it adds to.
  struct Item: Sendable {
    var form: Form
    var sum: Int
  }
  enum Form: Sendable {
    case firstOf([(code: [Operation], points: Int32)])
    case per(slot: Int, points: Double, upTo: Double?)
  }

  init(fit: ScoreSheet, interest: ScoreSheet, program: Program) {
    firstInterestSum = 1 + fit.groups.count
    sumCount = firstInterestSum + 1 + interest.groups.count
    ofSlot = Array(repeating: [], count: program.lead.fields.count)
    asked = program.lead.asked
    for rule in fit.rules { add(rule, base: 0, program) }
    for rule in interest.rules { add(rule, base: firstInterestSum, program) }
    while asked.count < program.lead.words { asked.append(0) }
  }

  private mutating func add(_ rule: PointsRule, base: Int, _ program: Program) {
    let sum = base + (rule.group.map { $0 + 1 } ?? 0)
    switch rule.form {
    case .did: return
    case .per(let field, let points, let upTo):
      let slot = program.lead.slotIfKnown(field)!
      ofSlot[slot].append(Item(form: .per(slot: slot, points: points, upTo: upTo), sum: sum))
    case .firstOf(let choices):
      guard rule.isStatic else {
        for choice in choices { choice.when.code.markAtoms(in: &asked) }
        return
      }
      let item = Item(
        form: .firstOf(choices.map { ($0.when.code, Int32(clamping: $0.points)) }), sum: sum)
      let slots = Set(choices.flatMap { $0.when.code.compactMap(program.lead.slot(of:)) })
      if slots.count == 1, let slot = slots.first, !program.lead.isTimed(slot: slot) {
        ofSlot[slot].append(item)
      } else {
        crossing.append(item)
      }
    }
  }
}

extension ScorePlan.Item {
  /// The points this rule gives, by the atoms of a row and, for `per`, the number in its slot.
  @inline(__always)
  func points(atoms: UnsafePointer<UInt64>, number: Double?) -> Int32 {
    switch form {
    case .firstOf(let choices):
      for choice in choices where holds(choice.code, atoms: atoms) { return choice.points }
      return 0
    case .per(_, let points, let upTo):
      return number.map { LeadCore.points(points, per: $0, upTo: upTo) } ?? 0
    }
  }
}

/// Points for each of a number, cut towards zero, at most `upTo` either way; negative numbers
/// give none.
func points(_ each: Double, per number: Double, upTo: Double?) -> Int32 {
  guard number > 0 else { return 0 }
  let bound = min(upTo ?? 1e8, 1e8)
  let exact = each * number
  // 0.57 × 100 is 57, whatever binary fractions make of it.
  let near = exact.rounded()
  let cut = abs(exact - near) <= 1e-9 * max(1, abs(exact)) ? near : exact.rounded(.towardZero)
  return Int32(min(max(cut, -bound), bound))
}

extension PointsRule {
  /// Whether the lead's fields alone decide it.
  var isStatic: Bool {
    switch form {
    case .firstOf(let choices): choices.allSatisfy { $0.when.isStatic }
    case .per: true
    case .did: false
    }
  }
}

extension AtomTable {
  func slotIfKnown(_ field: String) -> Int? { fields.firstIndex(of: field) }

  func slot(of operation: Operation) -> Int? {
    if case .atom(let atom) = operation { atoms[Int(atom)].slot } else { nil }
  }
}
