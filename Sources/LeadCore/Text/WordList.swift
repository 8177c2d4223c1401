/// A word list of the rulebook: its folded entries side by side, found by their hash. A million of
/// them take some 60 MB, and asking for one a look or two.
public struct WordList: Sendable {
  private var bytes: [UInt8] = []
  /// Where each entry ends.
  private var ends: [UInt32] = []
  /// Open addressing: an entry's number, or -1.
  private var places = [Int32](repeating: -1, count: 8)

  public init() {}

  public init(_ entries: some Sequence<FoldedText>) {
    for entry in entries { insert(entry) }
  }

  public var count: Int { ends.count }
  public var isEmpty: Bool { ends.isEmpty }

  /// The entries themselves, in the order in which they came.
  public var all: [FoldedText] {
    bytes.withUnsafeBufferPointer { all in
      ends.indices.map { FoldedText(UnsafeBufferPointer(rebasing: all[range(of: $0)])) }
    }
  }

  public func contains(_ entry: FoldedText) -> Bool {
    !entry.bytes.isEmpty && places[place(of: entry.bytes)] >= 0
  }

  /// Adds an entry that is not there yet; empty text is none.
  public mutating func insert(_ entry: FoldedText) {
    guard !entry.bytes.isEmpty, case let place = place(of: entry.bytes), places[place] < 0
    else { return }
    places[place] = Int32(ends.count)
    bytes += entry.bytes
    ends.append(UInt32(bytes.count))
    if ends.count * 2 > places.count { grow() }
  }

  /// The place of an entry, or the free one where it belongs.
  private func place(of entry: [UInt8]) -> Int {
    var place = entry.withUnsafeBufferPointer { Int(truncatingIfNeeded: hash($0)) }
    while true {
      place &= places.count - 1
      let number = Int(places[place])
      if number < 0 || isEntry(number, entry) { return place }
      place += 1
    }
  }

  private func freePlace(_ hash: Int) -> Int {
    var place = hash & (places.count - 1)
    while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
    return place
  }

  private func isEntry(_ number: Int, _ entry: [UInt8]) -> Bool {
    let range = range(of: number)
    guard range.count == entry.count else { return false }
    for i in 0..<entry.count where bytes[range.lowerBound + i] != entry[i] { return false }
    return true
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  private mutating func grow() {
    places = [Int32](repeating: -1, count: places.count * 4)
    bytes.withUnsafeBufferPointer { all in
      for number in ends.indices {
        let entry = UnsafeBufferPointer(rebasing: all[range(of: number)])
        places[freePlace(Int(truncatingIfNeeded: hash(entry)))] = Int32(number)
      }
    }
  }
}
