/// Decides the atoms and the points of one column.
struct SlotScorer {
  /// What may be remembered, and by what key.
  private enum Key {
    /// Only whether there is a value matters.
    case presence
    /// What follows the `@` matters.
    case mailDomain
    /// The number matters that the value says.
    case number
    case value
    /// The answer depends on the time.
    case none
  }

  private let atoms: [(index: Int, atom: AtomTable.Atom)]
  private let items: [ScorePlan.Item]
  private let key: Key
  private let words: Int
  private let sumCount: Int
  /// Which of a row's words and sums this column has a part in.
  private let ownWords: [Int]
  private let ownSums: [Int]
  private var memo = Memo()
  private var numbers: NumberMemo
  /// Entry by entry: the row's atom words, and its sums. Entry 0 is that of a missing value, entry
  /// 1 that of nothing at all.
  private var entryAtoms: [UInt64]
  private var entrySums: [Int32]

  init(slot: Int, table: AtomTable, plan: ScorePlan) {
    atoms = table.atomsOfSlot[slot].map { ($0, table.atoms[$0]) }
    items = plan.ofSlot[slot]
    words = table.words
    sumCount = plan.sumCount
    ownWords = Set(table.atomsOfSlot[slot].map { $0 >> 6 }).sorted()
    ownSums = Set(items.map(\.sum)).sorted()
    key = SlotScorer.key(atoms.map(\.atom), items)
    let ranges = atoms.compactMap { _, atom in
      if case .number(let range) = atom.test { range } else { nil }
    }
    numbers = NumberMemo(ranges, countsEach: SlotScorer.countsEach(items))
    entryAtoms = Array(repeating: 0, count: 2 * words)
    entrySums = Array(repeating: 0, count: 2 * sumCount)
    for item in items {
      entrySums[item.sum] &+= item.points(atoms: entryAtoms, number: nil)
    }
  }

  private static func countsEach(_ items: [ScorePlan.Item]) -> Bool {
    items.contains { if case .per = $0.form { true } else { false } }
  }

  private static func key(_ atoms: [AtomTable.Atom], _ items: [ScorePlan.Item]) -> Key {
    var kinds: Set<Key> = countsEach(items) ? [.number] : []
    for atom in atoms {
      switch (atom.test, atom.derivation) {
      case (.date, _): return .none
      case (_, .emailDomain), (_, .emailKind): kinds.insert(.mailDomain)
      case (.known, nil): kinds.insert(.presence)
      case (.number, nil): kinds.insert(.number)
      default: kinds.insert(.value)
      }
    }
    kinds.remove(.presence)
    return kinds.count > 1 ? .value : kinds.first ?? .presence
  }

  /// Adds what the values of a column say to the atoms and sums of their rows.
  ///
  /// - Parameters:
  ///   - cells: that of the first row, the others `stride` behind each other; nil where the rows
  ///     have no such column.
  ///   - base: where the cells' arena begins.
  ///   - atoms: the words of the first row, the others behind them; likewise its sums.
  ///   - entries: room for as many as there are rows.
  mutating func look(
    at cells: UnsafePointer<Cell>?, stride: Int, base: UnsafePointer<UInt8>,
    atoms: UnsafeMutablePointer<UInt64>, sums: UnsafeMutablePointer<Int32>,
    entries: UnsafeMutableBufferPointer<Int32>, context: ScoringContext
  ) {
    if let cells {
      for row in entries.indices {
        let cell = cells[row &* stride]
        if cell.count == 0 {
          entries[row] = 0
          continue
        }
        let value = UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
        let entry =
          entry(of: value, context)
          ?? passing(value, atoms + row &* words, sums + row &* sumCount, context)
        entries[row] = Int32(truncatingIfNeeded: entry)
      }
    } else {
      entries.update(repeating: 0)
    }
    for word in ownWords {
      entryAtoms.withUnsafeBufferPointer { from in
        for row in entries.indices {
          atoms[row &* words &+ word] |= from[Int(entries[row]) &* words &+ word]
        }
      }
    }
    for sum in ownSums {
      entrySums.withUnsafeBufferPointer { from in
        for row in entries.indices {
          sums[row &* sumCount &+ sum] &+= from[Int(entries[row]) &* sumCount &+ sum]
        }
      }
    }
  }

  /// The entry of a value; nil where it is not remembered.
  @inline(__always)
  private mutating func entry(
    of value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) -> Int? {
    switch key {
    case .value: return remembered(value, context)
    case .number:
      let number = SlotScorer.number(value)
      return numbers.place(of: number).map { remembered(at: $0, number, value, context) }
    case .presence: return remembered(at: 0, nil, value, context)
    case .mailDomain:
      let at = value.lastIndex(of: UInt8(ascii: "@")) ?? 0
      return remembered(UnsafeBufferPointer(rebasing: value[at...]), context)
    case .none: return nil
    }
  }

  @inline(__always)
  private static func number(_ value: UnsafeBufferPointer<UInt8>) -> Double? {
    let whole = ShortText(value.baseAddress!, value.count).wholeNumber(value.count)
    return whole.map { Double($0) } ?? LeadCore.number(value)
  }

  @inline(__always)
  private mutating func remembered(
    at place: Int, _ number: Double?, _ value: UnsafeBufferPointer<UInt8>,
    _ context: ScoringContext
  ) -> Int {
    if let known = numbers[place] { return known }
    let entry = added(value, context)
    numbers[place] = entry
    return entry
  }

  @inline(__always)
  private mutating func remembered(
    _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) -> Int? {
    guard value.count <= Memo.valueLimit else { return nil }
    let key = Memo.Key(value)
    if let known = memo.entry(of: key) { return known }
    guard !memo.isFull else { return nil }
    let entry = added(value, context)
    memo.insert(key, entry: entry)
    return entry
  }

  /// What a value says goes to its row at once; all that is left to add is nothing.
  private func passing(
    _ value: UnsafeBufferPointer<UInt8>, _ atoms: UnsafeMutablePointer<UInt64>,
    _ sums: UnsafeMutablePointer<Int32>, _ context: ScoringContext
  ) -> Int {
    fill(atoms, sums, value, context)
    return 1
  }

  private mutating func added(
    _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) -> Int {
    var atoms = [UInt64](repeating: 0, count: words)
    var sums = [Int32](repeating: 0, count: sumCount)
    fill(&atoms, &sums, value, context)
    entryAtoms += atoms
    entrySums += sums
    return entryAtoms.count / words - 1
  }

  private func fill(
    _ atoms: UnsafeMutablePointer<UInt64>, _ sums: UnsafeMutablePointer<Int32>,
    _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) {
    var reading = FieldValue(value, context)
    for place in self.atoms.indices where reading.passes(self.atoms[place].atom) {
      let index = self.atoms[place].index
      atoms[index >> 6] |= 1 << UInt64(index & 63)
    }
    guard !items.isEmpty else { return }
    let number = LeadCore.number(value)
    for item in items { sums[item.sum] &+= item.points(atoms: atoms, number: number) }
  }
}
