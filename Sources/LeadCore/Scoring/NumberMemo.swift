/// What is already known of the numbers of one column: which entry a number has.
///
/// Which ranges a number is in depends only on where it lies among their bounds. Where each of a
/// number gives points it is the number itself that counts, and small whole ones are remembered.
struct NumberMemo {
  /// The bounds of the column's ranges, ascending.
  private let bounds: [Double]
  private let countsEach: Bool
  /// First that of text which is no number, then one for each place among the bounds, on them and
  /// between them, or for each whole number. -1 where none is known yet.
  private var entries: [Int32]

  private static let wholeNumbers = 1_024

  /// - Parameter countsEach: whether points are given for each of a number.
  init(_ ranges: [NumberRange], countsEach: Bool) {
    let ends = ranges.flatMap { [$0.lower?.value, $0.upper?.value].compactMap(\.self) }
    bounds = Set(ends).sorted()
    self.countsEach = countsEach
    let places = countsEach ? NumberMemo.wholeNumbers : 2 * bounds.count + 1
    entries = Array(repeating: -1, count: 1 + places)
  }

  /// Where the entry of a number is kept, nil standing for text that is none; nil where numbers
  /// such as this are not remembered.
  @inline(__always)
  func place(of number: Double?) -> Int? {
    guard let number else { return 0 }
    guard countsEach else { return 1 + placeAmongBounds(number) }
    guard number >= 0, number < Double(NumberMemo.wholeNumbers) else { return nil }
    let whole = Int(number)
    return Double(whole) == number ? 1 + whole : nil
  }

  /// Twice the bounds below a number, and one more if it is one itself. They are few; going through
  /// all is quicker than a search whose branches nobody can guess.
  @inline(__always)
  private func placeAmongBounds(_ number: Double) -> Int {
    var place = 0
    for bound in bounds { place &+= (bound < number ? 1 : 0) &+ (bound <= number ? 1 : 0) }
    return place
  }

  /// The entry kept at a place; nil where there is none yet.
  @inline(__always)
  subscript(place: Int) -> Int? {
    get { entries[place] < 0 ? nil : Int(entries[place]) }
    set { entries[place] = newValue.map { Int32($0) } ?? -1 }
  }
}
