/// Texts that are hard on careless patterns: one thing many times, and then perhaps something
/// else, so that all ways to divide it up are tried in vain. `(a+)+$` has 2⁴⁷ of them.
struct PatternProbes {
  private let written: String

  /// Bytes of a text, and how often at least it repeats something.
  private static let (length, repeats) = (48, 20)
  /// Of letters, digits, blanks and what stands between words.
  private static let usual = [
    "a", "1", "a1", "a ", "a.", "a-", "a@", "a/", "a,b ", "é", "ا", "ก", "字",
  ]
  /// How many words of the pattern itself are tried.
  private static let ownLimit = 24

  init(of written: String) { self.written = written }

  /// A text on which the pattern reaches its limits, the beginning of it; nil where there is none.
  var costly: String? {
    guard let pattern = try? CompiledPattern(written, isForProbing: true) else { return nil }
    for unit in PatternProbes.usual + own {
      let repeated = FoldedText(
        String(
          repeating: unit,
          count: max(PatternProbes.length / unit.count, PatternProbes.repeats)))
      for end: [UInt8] in [[], [UInt8(ascii: "!")], [0x20, UInt8(ascii: "!")]]
      where pattern.search(repeated.bytes + end) == .limitReached {
        return String(repeated.description.prefix(8))
      }
    }
    return nil
  }

  /// The words that stand in the pattern, and their first letters.
  private var own: [String] {
    let runs = written.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(8) }
    var units: [String] = []
    for run in runs {
      for unit in [String(run), String(run.prefix(1)), String(run.suffix(1))]
      where units.count < PatternProbes.ownLimit && !units.contains(unit) {
        units.append(unit)
      }
    }
    return units
  }
}
