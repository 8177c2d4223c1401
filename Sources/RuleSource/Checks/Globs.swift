/// Whether a glob takes every path that another one takes. `*` and `?` stop at `/`.
///
/// The other glob is read as a path in which `*` stands for something that only `*` can take.
func covers(_ wide: String, _ narrow: String) -> Bool {
  if wide == narrow { return true }
  // Longer ones are not worth the time.
  guard max(wide.utf8.count, narrow.utf8.count) <= 100 else { return false }
  let wide = Array(wide.unicodeScalars)
  // By how much of `wide` was read: whether that can take what was read of `narrow`.
  var reached = [true] + [Bool](repeating: false, count: wide.count)
  func passStars() {
    for (place, scalar) in wide.enumerated() where scalar == "*" && reached[place] {
      reached[place + 1] = true
    }
  }
  passStars()
  for scalar in narrow.unicodeScalars {
    var next = [Bool](repeating: false, count: wide.count + 1)
    for (place, pattern) in wide.enumerated() where reached[place] {
      if pattern == "*", scalar != "/" {
        next[place] = true
      } else if scalar != "*", pattern == scalar || pattern == "?" && scalar != "/" {
        next[place + 1] = true
      }
    }
    reached = next
    passStars()
  }
  return reached[wide.count]
}
