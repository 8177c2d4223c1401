import Diagnostics
import LeadCore
import RuleSource
import Testing

/// Whatever a person mistypes, there is a rulebook or an error, never a crash.
@Suite struct MutationTests {
  /// The multiplier and increment are Knuth's for MMIX.
  private struct Sequence {
    var state: UInt64
    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  private static let pieces = [
    "", "{}", "[]", "0", "-1", "none", "~", "x", ": ", ", ", "{ not: { country: TR } }", "[1, 2]",
    "nurture/lost", "99999999999999999999", "1.5", "\"\"", "\n", "  ",
  ]

  @Test(arguments: [UInt64](1...8))
  func neverACrash(_ seed: UInt64) {
    var numbers = Sequence(state: seed)
    let words = sampleRules.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<60 {
      var mutant = words
      for _ in 0...numbers.next(below: 3) {
        let place = numbers.next(below: mutant.count)
        switch numbers.next(below: 3) {
        case 0: mutant[place] = Self.pieces[numbers.next(below: Self.pieces.count)]
        case 1: mutant[place] = mutant[numbers.next(below: mutant.count)]
        default: mutant.remove(at: place)
        }
      }
      let loaded = Loaded(mutant.joined(separator: " "))
      #expect((loaded.book == nil) == loaded.diagnostics.hasErrors, "seed \(seed)")
    }
  }
}
