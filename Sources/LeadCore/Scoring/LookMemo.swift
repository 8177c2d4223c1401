/// What follows for a lead from what scoring found in it, remembered: leads in which it found the
/// same are decided once. Open addressing; what was found is compared, not only its hash. It stops
/// taking in when it is full: rows without repetition cost little memory.
struct LookMemo<Value> {
  private var values: [Value] = []
  private var atoms: [UInt64] = []
  private var sums: [Int32] = []
  private var hashes: [UInt64] = []
  private var places = [Int32](repeating: -1, count: 1 << 17)
  private let limit = 1 << 16

  /// The value for one row of what `Scorer.look` found.
  mutating func value(of looks: Looks, row: Int, make: () -> Value) -> Value {
    let hash = looks.hash(ofRow: row)
    if let place = place(of: looks, row: row, hash: hash) { return values[place] }
    let value = make()
    insert(looks, row: row, hash: hash, value)
    return value
  }

  private func place(of looks: Looks, row: Int, hash: UInt64) -> Int? {
    var index = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[index] >= 0 {
      let place = Int(places[index])
      if hashes[place] == hash, isSame(looks, row, place) { return place }
      index = (index + 1) & (places.count - 1)
    }
    return nil
  }

  private func isSame(_ looks: Looks, _ row: Int, _ place: Int) -> Bool {
    for word in 0..<looks.words
    where atoms[place * looks.words + word] != looks.atoms[row * looks.words + word] {
      return false
    }
    for sum in 0..<looks.sumCount
    where sums[place * looks.sumCount + sum] != looks.sums[row * looks.sumCount + sum] {
      return false
    }
    return true
  }

  private mutating func insert(_ looks: Looks, row: Int, hash: UInt64, _ value: Value) {
    guard values.count < limit else { return }
    var index = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[index] >= 0 { index = (index + 1) & (places.count - 1) }
    places[index] = Int32(values.count)
    hashes.append(hash)
    values.append(value)
    atoms.append(contentsOf: looks.atoms[(row * looks.words)..<((row + 1) * looks.words)])
    sums.append(contentsOf: looks.sums[(row * looks.sumCount)..<((row + 1) * looks.sumCount)])
  }
}

extension Looks {
  /// A hash of what one row holds: multiplication and folding, word by word.
  fileprivate func hash(ofRow row: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    func mix(_ value: UInt64) {
      let product = (hash ^ value).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
    }
    for word in (row * words)..<((row + 1) * words) { mix(atoms[word]) }
    for sum in (row * sumCount)..<((row + 1) * sumCount) {
      mix(UInt64(UInt32(bitPattern: sums[sum])) &+ 0x1_0000_0000)
    }
    return hash
  }
}
