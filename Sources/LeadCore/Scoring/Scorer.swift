/// Looks at the fields of leads, a batch of rows at a time and column by column; a single lead is
/// a batch of one. What it finds out about a distinct value it remembers.
public final class Scorer {
  private let plan: ScorePlan
  private let words: Int
  private var slots: [SlotScorer]
  private let program: Program
  private let zone: Zone
  /// Rows taken together: their atoms and sums stay in the processor's cache.
  private static let chunk = 1_600

  public init(_ rules: Rulebook) {
    plan = ScorePlan(fit: rules.fit, interest: rules.interest, program: rules.program)
    words = rules.program.lead.words
    slots = rules.program.lead.fields.indices.map { [plan] in
      SlotScorer(slot: $0, table: rules.program.lead, plan: plan)
    }
    program = rules.program
    zone = rules.calendar.zone
  }

  /// What the rules see in the fields of these rows.
  public func look(at rows: Rows, now: Instant) -> Looks {
    var looks = Looks(
      words: words, sumCount: plan.sumCount, asked: plan.asked,
      atoms: Array(repeating: 0, count: rows.count * words),
      sums: Array(repeating: 0, count: rows.count * plan.sumCount))
    let context = ScoringContext(program, zone: zone, now: now)
    var entries = [Int32](repeating: 0, count: min(rows.count, Scorer.chunk))
    looks.atoms.withUnsafeMutableBufferPointer { atoms in
      looks.sums.withUnsafeMutableBufferPointer { sums in
        entries.withUnsafeMutableBufferPointer { entries in
          guard let atoms = atoms.baseAddress, let sums = sums.baseAddress else { return }
          var first = 0
          while first < rows.count {
            let end = min(first + Scorer.chunk, rows.count)
            look(
              at: rows, first..<end, atoms + first * words, sums + first * plan.sumCount,
              UnsafeMutableBufferPointer(rebasing: entries[..<(end - first)]), context)
            first = end
          }
        }
      }
    }
    return looks
  }

  /// Fills the atoms and sums of some rows; the pointers are to those of the first.
  private func look(
    at rows: Rows, _ range: Range<Int>, _ atoms: UnsafeMutablePointer<UInt64>,
    _ sums: UnsafeMutablePointer<Int32>, _ entries: UnsafeMutableBufferPointer<Int32>,
    _ context: ScoringContext
  ) {
    let base = UnsafePointer(rows.arena.base)
    rows.cells.withUnsafeBufferPointer { cells in
      let first = cells.baseAddress.map { $0 + range.lowerBound * rows.stride }
      for slot in slots.indices {
        let column = rows.columnOfSlot[slot]
        slots[slot].look(
          at: column < 0 ? nil : first.map { $0 + column }, stride: rows.stride, base: base,
          atoms: atoms, sums: sums, entries: entries, context: context)
      }
    }
    guard !plan.crossing.isEmpty else { return }
    for row in 0..<range.count {
      for item in plan.crossing {
        sums[row * plan.sumCount + item.sum] &+=
          item.points(atoms: atoms + row * words, number: nil)
      }
    }
  }
}
