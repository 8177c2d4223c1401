/// Places with keys, of which the one with the least key is always known; of equal keys, the
/// first place. A change costs as many comparisons as there are rounds: a tournament tree.
struct Tournament<Key: Comparable & Sendable>: Sendable {
  private var keys: [Key?]
  /// Per match, who won it; 1 is the last match, 0 is unused, -1 stands for nobody.
  private var winners: [Int32]
  private let size: Int

  init(places: Int) {
    keys = Array(repeating: nil, count: places)
    var size = 1
    while size < places { size *= 2 }
    self.size = size
    winners = Array(repeating: -1, count: size * 2)
  }

  /// The place with the least key.
  var first: Int? { winners[1] < 0 ? nil : Int(winners[1]) }

  /// The key of a place; nil where it takes no part.
  subscript(place: Int) -> Key? {
    get { keys[place] }
    set {
      keys[place] = newValue
      var match = size + place
      winners[match] = newValue == nil ? -1 : Int32(place)
      while match > 1 {
        match /= 2
        let winner = winner(winners[match * 2], winners[match * 2 + 1])
        // Who lost before and loses still changes nothing further up.
        if winner == winners[match], winner != place { break }
        winners[match] = winner
      }
    }
  }

  private func winner(_ left: Int32, _ right: Int32) -> Int32 {
    guard left >= 0, let a = keys[Int(left)] else { return right }
    guard right >= 0, let b = keys[Int(right)] else { return left }
    return b < a ? right : left
  }
}
