import Diagnostics
import LeadCore

extension RuleReader {
  /// Entries that others make pointless.
  mutating func checkShadows() {
    let lists = Dictionary(grouping: mentions.choices, by: \.list)
    // Each is compared with each: where there are thousands that would take too long.
    for (_, entries) in lists.sorted(by: { $0.key < $1.key }) where entries.count <= 1_000 {
      reasoning.rest()
      if entries.contains(where: \.countsAnyway) {
        checkAlternatives(entries)
      } else {
        checkOrder(entries)
      }
    }
    checkRanges()
  }

  /// Where the first that matches counts, what those above it always forestall is never reached.
  private mutating func checkOrder(_ entries: [Mentions.Choice]) {
    var above: [Mentions.Choice] = []
    for entry in entries {
      if reasoning.isTired { return }
      defer { if !entry.passesOn { above.append(entry) } }
      if reasoning.neverHolds(entry.condition) { continue }
      if let first = above.first(where: { reasoning.implies(entry.condition, $0.condition) }) {
        diagnostics.warning(
          .shadowed, "this is never reached", at: entry.span, label: whenHolds(first))
      } else if reasoning.implies(entry.condition, .any(above.map(\.condition))) {
        diagnostics.warning(
          .shadowed, "this is never reached", at: entry.span,
          label: "one of the entries above always holds where this does")
      }
    }
  }

  /// Where any may hold, one that holds only where another does makes no difference.
  private mutating func checkAlternatives(_ entries: [Mentions.Choice]) {
    for (place, entry) in entries.enumerated() where !reasoning.neverHolds(entry.condition) {
      if reasoning.isTired { return }
      let wider = entries.indices.first { other in
        other != place && reasoning.implies(entry.condition, entries[other].condition)
          && (other < place || !reasoning.implies(entries[other].condition, entry.condition))
      }
      guard let wider else { continue }
      diagnostics.warning(
        .redundant, "this makes no difference", at: entry.span, label: whenHolds(entries[wider]))
    }
  }

  private mutating func whenHolds(_ entry: Mentions.Choice) -> String {
    let isForAll = reasoning.alwaysHolds(entry.condition)
    return "the entry on line \(entry.span.line) holds "
      + (isForAll ? "for all" : "wherever this does")
  }

  /// Ranges of one field that have a part in common, but not all of either: at their ends the
  /// order decides, which is easily overlooked.
  private mutating func checkRanges() {
    for (place, choice) in mentions.ranges.enumerated() {
      let above = mentions.ranges[..<place].suffix(100).reversed()
      for other in above where other.list == choice.list && other.field == choice.field {
        var common = other.range
        common.narrow(to: choice.range)
        guard !common.isEmpty, common != other.range, common != choice.range,
          let least = common.lower?.value, let most = common.upper?.value
        else { continue }
        let numbers =
          least == most ? "at \(shown(least))" : "from \(shown(least)) to \(shown(most))"
        diagnostics.warning(
          .overlappingRanges, "two ranges of `\(choice.field)` hold \(numbers)", at: choice.span,
          label: "the one on line \(other.span.line) counts")
      }
    }
  }
}
