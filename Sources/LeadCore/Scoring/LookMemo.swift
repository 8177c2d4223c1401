/// What follows for a lead from what scoring found in it, remembered: leads that are alike in their
/// sums of points and in all that is asked for besides are decided once. Open addressing; what was
/// found is compared, not only its hash. It stops taking in when it is full: rows without
/// repetition cost little memory.
struct LookMemo<Value> {
  private var values: [Value] = []
  private var atoms: [UInt64] = []
  private var sums: [Int32] = []
  private var hashes: [UInt64] = []
  /// A power of two of them, at most half in use.
  private var places = [Int32](repeating: -1, count: 64)
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
    where atoms[place * looks.words + word] != looks.asked(row, word) {
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
    if values.count * 2 >= places.count { grow() }
    keep(values.count, hash)
    hashes.append(hash)
    values.append(value)
    for word in 0..<looks.words { atoms.append(looks.asked(row, word)) }
    sums.append(contentsOf: looks.sums[(row * looks.sumCount)..<((row + 1) * looks.sumCount)])
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: places.count * 2)
    for (place, hash) in hashes.enumerated() { keep(place, hash) }
  }

  private mutating func keep(_ place: Int, _ hash: UInt64) {
    var index = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[index] >= 0 { index = (index + 1) & (places.count - 1) }
    places[index] = Int32(place)
  }
}

extension Looks {
  /// A word of a row's atoms, without those that only give points.
  @inline(__always)
  fileprivate func asked(_ row: Int, _ word: Int) -> UInt64 {
    atoms[row * words + word] & asked[word]
  }

  /// A hash of what one row holds: multiplication and folding, word by word.
  fileprivate func hash(ofRow row: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    func mix(_ value: UInt64) {
      let product = (hash ^ value).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
    }
    for word in 0..<words { mix(asked(row, word)) }
    for sum in (row * sumCount)..<((row + 1) * sumCount) {
      mix(UInt64(UInt32(bitPattern: sums[sum])) &+ 0x1_0000_0000)
    }
    return hash
  }
}
