/// A set of places 0, 1, 2 …, in which the next one from anywhere is found at once.
struct PlaceSet: Sendable {
  private var words: [UInt64]
  /// A bit for each word that is not empty.
  private var filled: [UInt64]

  init(places: Int) {
    words = Array(repeating: 0, count: (places + 63) / 64)
    filled = Array(repeating: 0, count: (words.count + 63) / 64)
  }

  mutating func insert(_ place: Int) {
    words[place >> 6] |= 1 << UInt64(place & 63)
    filled[place >> 12] |= 1 << UInt64(place >> 6 & 63)
  }

  mutating func remove(_ place: Int) {
    words[place >> 6] &= ~(1 << UInt64(place & 63))
    if words[place >> 6] == 0 { filled[place >> 12] &= ~(1 << UInt64(place >> 6 & 63)) }
  }

  /// The least place that is not below another.
  func next(from place: Int) -> Int? {
    let word = place >> 6
    guard word < words.count else { return nil }
    let rest = words[word] & (~0 << UInt64(place & 63))
    if rest != 0 { return word << 6 + rest.trailingZeroBitCount }
    guard let next = PlaceSet.next(from: word + 1, in: filled) else { return nil }
    return next << 6 + words[next].trailingZeroBitCount
  }

  private static func next(from place: Int, in words: [UInt64]) -> Int? {
    var word = place >> 6
    guard word < words.count else { return nil }
    var rest = words[word] & (~0 << UInt64(place & 63))
    while rest == 0 {
      word += 1
      guard word < words.count else { return nil }
      rest = words[word]
    }
    return word << 6 + rest.trailingZeroBitCount
  }
}
