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
  /// 1 serves values that are not remembered.
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
    addItems(entry: 0, number: nil)
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
  mutating func look(
    at cells: UnsafePointer<Cell>?, stride: Int, rows: Int, base: UnsafePointer<UInt8>,
    atoms: UnsafeMutablePointer<UInt64>, sums: UnsafeMutablePointer<Int32>, context: ScoringContext
  ) {
    // What the loop asks for row by row is not looked up in `self` again.
    let (ownWords, ownSums, words, sumCount) = (ownWords, ownSums, words, sumCount)
    for row in 0..<rows {
      var entry = 0
      if let cell = cells?[row &* stride], cell.count > 0 {
        let value = UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
        entry = self.entry(of: value, context)
      }
      for word in ownWords { atoms[row &* words &+ word] |= entryAtoms[entry &* words &+ word] }
      for sum in ownSums {
        sums[row &* sumCount &+ sum] &+= entrySums[entry &* sumCount &+ sum]
      }
    }
  }

  @inline(__always)
  private mutating func entry(
    of value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) -> Int {
    switch key {
    case .presence: return remembered(at: 0, number: nil, value, context)
    case .number:
      let number = number(value)
      guard let place = numbers.place(of: number) else {
        return passing(value, number: number, context)
      }
      return remembered(at: place, number: number, value, context)
    case .mailDomain:
      let at = value.lastIndex(of: UInt8(ascii: "@")) ?? 0
      return remembered(UnsafeBufferPointer(rebasing: value[at...]), context)
    case .value: return remembered(value, context)
    case .none: return passing(value, number: nil, context)
    }
  }

  @inline(__always)
  private mutating func remembered(
    at place: Int, number: Double?, _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) -> Int {
    if let known = numbers[place] { return known }
    let entry = added(value, number: number, context)
    numbers[place] = entry
    return entry
  }

  @inline(__always)
  private mutating func remembered(
    _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) -> Int {
    guard value.count <= Memo.valueLimit else { return passing(value, number: nil, context) }
    let hash = hash(value)
    if let known = memo.entry(of: value, hash: hash) { return known }
    guard !memo.isFull else { return passing(value, number: nil, context) }
    let entry = added(value, number: nil, context)
    memo.insert(value, hash: hash, entry: entry)
    return entry
  }

  private mutating func passing(
    _ value: UnsafeBufferPointer<UInt8>, number: Double?, _ context: ScoringContext
  ) -> Int {
    for word in words..<(2 * words) { entryAtoms[word] = 0 }
    for sum in sumCount..<(2 * sumCount) { entrySums[sum] = 0 }
    fill(entry: 1, value, number: number, context)
    return 1
  }

  private mutating func added(
    _ value: UnsafeBufferPointer<UInt8>, number: Double?, _ context: ScoringContext
  ) -> Int {
    entryAtoms.append(contentsOf: repeatElement(0, count: words))
    entrySums.append(contentsOf: repeatElement(0, count: sumCount))
    let entry = entryAtoms.count / words - 1
    fill(entry: entry, value, number: number, context)
    return entry
  }

  private mutating func fill(
    entry: Int, _ value: UnsafeBufferPointer<UInt8>, number: Double?, _ context: ScoringContext
  ) {
    let number = key == .number ? number : LeadCore.number(value)
    var reading = FieldValue(value, context)
    for place in atoms.indices {
      let holds =
        if key == .number, case .number(let range) = atoms[place].atom.test {
          number.map(range.contains) ?? false
        } else {
          reading.passes(atoms[place].atom)
        }
      if holds {
        entryAtoms[entry * words + atoms[place].index >> 6] |=
          1 << UInt64(atoms[place].index & 63)
      }
    }
    addItems(entry: entry, number: number)
  }

  private mutating func addItems(entry: Int, number: Double?) {
    entryAtoms.withUnsafeBufferPointer { atoms in
      for item in items {
        entrySums[entry * sumCount + item.sum] &+= item.points(
          atoms: atoms.baseAddress! + entry * words, number: number)
      }
    }
  }
}
