public import LeadCore

/// The cells of rows, one after the other, in memory that a scanner may write to: appending to an
/// array would copy all that was found once more.
public final class CellList {
  // Exclusivity is checked at compile time only, as in `ByteArena`.
  @exclusivity(unchecked) private var base: UnsafeMutablePointer<Cell>
  @exclusivity(unchecked) public private(set) var count = 0
  @exclusivity(unchecked) private var capacity = 256

  public init() { base = .allocate(capacity: capacity) }

  deinit { base.deallocate() }

  public subscript(place: Int) -> Cell {
    get {
      precondition(place >= 0 && place < count, "there is no such cell")
      return base[place]
    }
    set {
      precondition(place >= 0 && place < count, "there is no such cell")
      base[place] = newValue
    }
  }

  public subscript(places: Range<Int>) -> UnsafeBufferPointer<Cell> {
    precondition(places.lowerBound >= 0 && places.upperBound <= count, "there are no such cells")
    return UnsafeBufferPointer(start: base + places.lowerBound, count: places.count)
  }

  /// Makes room for `more` cells behind the last one and returns where they go.
  func reserve(_ more: Int) -> UnsafeMutablePointer<Cell> {
    if count + more > capacity {
      let wanted = max(capacity * 2, count + more)
      let moved = UnsafeMutablePointer<Cell>.allocate(capacity: wanted)
      moved.update(from: base, count: count)
      base.deallocate()
      base = moved
      capacity = wanted
    }
    return base + count
  }

  /// Declares `more` reserved cells written.
  func commit(_ more: Int) {
    precondition(count + more <= capacity, "more cells committed than were reserved")
    count += more
  }

  func append(_ cell: Cell) {
    reserve(1)[0] = cell
    count += 1
  }

  func removeAll() { count = 0 }

  func removeFirst(_ gone: Int) {
    precondition(gone <= count)
    base.update(from: base + gone, count: count - gone)
    count -= gone
  }
}
