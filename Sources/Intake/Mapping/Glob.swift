/// Patterns of file names: `*` and `?` stop at `/`, everything else stands for itself.
public enum Glob {
  public static func matches(_ pattern: String, _ path: String) -> Bool {
    let pattern = Array(pattern.unicodeScalars)
    let path = Array(path.unicodeScalars)
    var p = 0
    var i = 0
    // Where the last star stands, and how far it reaches: a mismatch lets it reach one further.
    var star = -1
    var reach = 0
    while i < path.count {
      if p < pattern.count, pattern[p] == "*" {
        star = p
        reach = i
        p += 1
      } else if p < pattern.count, pattern[p] == path[i] || (pattern[p] == "?" && path[i] != "/") {
        p += 1
        i += 1
      } else if star >= 0, path[reach] != "/" {
        reach += 1
        i = reach
        p = star + 1
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == "*" { p += 1 }
    return p == pattern.count
  }
}
