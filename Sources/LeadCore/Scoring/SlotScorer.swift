/// Decides the atoms and the points of one column.
struct SlotScorer {
  /// What may be remembered, and by what key.
  private enum Key {
    /// Only whether there is a value matters.
    case presence
    /// What follows the `@` matters.
    case mailDomain
    /// Numbers rarely repeat: reading one is as quick as looking it up.
    case number
    case value
    /// The answer depends on the time.
    case none
  }

  let slot: Int
  private let atoms: [(index: Int, atom: AtomTable.Atom)]
  private let items: [ScorePlan.Item]
  private let key: Key
  private let words: Int
  private let sumCount: Int
  private var memo = Memo()
  /// Entry by entry: the row's atom words, and its sums. Entry 0 is that of a missing value.
  private var entryAtoms: [UInt64]
  private var entrySums: [Int32]

  init(slot: Int, table: AtomTable, plan: ScorePlan) {
    self.slot = slot
    atoms = table.atomsOfSlot[slot].map { ($0, table.atoms[$0]) }
    items = plan.ofSlot[slot]
    words = table.words
    sumCount = plan.sumCount
    key = SlotScorer.key(atoms.map(\.atom), items)
    entryAtoms = Array(repeating: 0, count: words)
    entrySums = Array(repeating: 0, count: sumCount)
    addItems(atoms: 0, sums: 0, number: nil)
  }

  private static func key(_ atoms: [AtomTable.Atom], _ items: [ScorePlan.Item]) -> Key {
    let asksNumber = items.contains { if case .per = $0.form { true } else { false } }
    var kinds: Set<Key> = asksNumber ? [.number] : []
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

  /// Adds what one value says to a row's atoms and sums.
  @inline(__always)
  mutating func look(
    at value: UnsafeBufferPointer<UInt8>, atoms: UnsafeMutablePointer<UInt64>,
    sums: UnsafeMutablePointer<Int32>, context: ScoringContext
  ) {
    let entry = value.count == 0 ? 0 : entry(of: value, context: context)
    entryAtoms.withUnsafeBufferPointer { from in
      for word in 0..<words { atoms[word] |= from[entry * words + word] }
    }
    entrySums.withUnsafeBufferPointer { from in
      for sum in 0..<sumCount { sums[sum] &+= from[entry * sumCount + sum] }
    }
  }

  private mutating func entry(
    of value: UnsafeBufferPointer<UInt8>, context: ScoringContext
  ) -> Int {
    var value = value
    switch key {
    case .presence:
      if entryAtoms.count == words { addEntry(value, context) }
      return 1
    case .mailDomain:
      if let at = value.lastIndex(of: UInt8(ascii: "@")) {
        value = UnsafeBufferPointer(rebasing: value[at...])
      }
    case .value: break
    case .number, .none: return passing(value, context)
    }
    guard value.count <= Memo.valueLimit else { return passing(value, context) }
    let hash = hash(value)
    if let known = memo.entry(of: value, hash: hash) { return known }
    guard !memo.isFull else { return passing(value, context) }
    if entryAtoms.count == words { addEntry(value, context) }
    addEntry(value, context)
    let entry = entryAtoms.count / words - 1
    memo.insert(value, hash: hash, entry: entry)
    return entry
  }

  /// Entry 1 is kept for values that are not remembered.
  private mutating func passing(
    _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) -> Int {
    if entryAtoms.count == words {
      addEntry(value, context)
    } else {
      for word in words..<(2 * words) { entryAtoms[word] = 0 }
      for sum in sumCount..<(2 * sumCount) { entrySums[sum] = 0 }
      fill(entry: 1, value, context)
    }
    return 1
  }

  private mutating func addEntry(
    _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) {
    entryAtoms.append(contentsOf: repeatElement(0, count: words))
    entrySums.append(contentsOf: repeatElement(0, count: sumCount))
    fill(entry: entryAtoms.count / words - 1, value, context)
  }

  private mutating func fill(
    entry: Int, _ value: UnsafeBufferPointer<UInt8>, _ context: ScoringContext
  ) {
    if key == .number {
      let number = number(value)
      for (index, atom) in atoms {
        if case .number(let range) = atom.test, !(number.map(range.contains) ?? false) { continue }
        entryAtoms[entry * words + index >> 6] |= 1 << UInt64(index & 63)
      }
      return addItems(atoms: entry * words, sums: entry * sumCount, number: number)
    }
    var reading = FieldValue(value, context)
    for (index, atom) in atoms where reading.passes(atom) {
      entryAtoms[entry * words + index >> 6] |= 1 << UInt64(index & 63)
    }
    addItems(atoms: entry * words, sums: entry * sumCount, number: number(value))
  }

  private mutating func addItems(atoms base: Int, sums: Int, number: Double?) {
    entryAtoms.withUnsafeBufferPointer { atoms in
      for item in items {
        entrySums[sums + item.sum] &+= item.points(atoms: atoms.baseAddress! + base, number: number)
      }
    }
  }
}
