/// The candidate that was probably meant, for "did you mean …?"; nil where none is near enough.
///
/// Near means: one slip (a wrong, missing, extra or swapped character; case aside) for every three
/// characters, at least one. Of several that are equally near, the first by name is taken. Among
/// more than 2,000 nothing is looked for, because that takes long.
public func closest(to text: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, min(text.count, 64) / 3)
  guard text.count <= 64 else { return nil }
  let wanted = Array(text.lowercased())
  var best: (distance: Int, name: String)?
  for (count, name) in candidates.enumerated() {
    if count == 2_000 { return nil }
    let letters = Array(name.lowercased())
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = slips(wanted, letters)
    // Everything replaced is not a likeness: `a` is no misspelt `b`.
    guard distance <= limit, distance < max(wanted.count, letters.count) else { continue }
    if best.map({ (distance, name) < $0 }) ?? true { best = (distance, name) }
  }
  return best?.name
}

/// The optimal string alignment distance: Damerau-Levenshtein without edits inside a swapped pair.
///
/// See L. Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.1.
func slips(_ left: [Character], _ right: [Character]) -> Int {
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in 1...left.count {
    var row = [i]
    row.reserveCapacity(right.count + 1)
    for j in 1...right.count {
      let same = left[i - 1] == right[j - 1]
      var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        cost = min(cost, beforeLast[j - 2] + 1)
      }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
