import Diagnostics
import Glibc
import LeadCore

extension RuleReader {
  /// Thresholds that no sum of points passes, and those that every sum passes.
  mutating func checkScores() {
    reasoning.rest()
    let reach: [Standing: ClosedRange<Double>] = [
      .fit: scores(of: book.fit), .interest: scores(of: book.interest),
    ]
    for test in mentions.scoreTests {
      guard let reach = reach[test.standing] else { continue }
      check(test, reach)
    }
    for threshold in mentions.thresholds {
      guard let reach = reach[threshold.standing] else { continue }
      check(threshold, reach)
    }
    guard let fit = reach[.fit], let interest = reach[.interest] else { return }
    let letters = grades(book.qualification.grades.fit, fit, ["a", "b", "c", "d"])
    let digits = grades(book.qualification.grades.interest, interest, ["1", "2", "3", "4"])
    let reached = Set(letters.flatMap { letter in digits.map { FoldedText(letter + $0) } })
    let ends = reach.sorted { $0.key.rawValue < $1.key.rawValue }.filter {
      $0.value.upperBound.isFinite
    }
    .map { "`\($0.key.rawValue)` is never more than \(shown($0.value.upperBound))" }
    for test in mentions.gradeTests where !test.grades.contains(where: reached.contains) {
      diagnostics.warning(
        .unreachableScore, "no lead is ever graded so", at: test.span,
        label: ends.joined(separator: ", "))
    }
  }

  private mutating func check(_ test: Mentions.ScoreTest, _ reach: ClosedRange<Double>) {
    var left = NumberRange(
      lower: .init(reach.lowerBound, isInclusive: true),
      upper: .init(reach.upperBound, isInclusive: true))
    let all = left
    left.narrow(to: test.range)
    if left.isEmpty {
      let isTooHigh = test.range.lower.map { $0.value >= reach.upperBound } ?? false
      diagnostics.warning(
        .unreachableScore, "`\(test.standing.rawValue)` is never \(ends(isTooHigh, reach))",
        at: test.span, label: "this never holds")
    } else if left == all {
      diagnostics.warning(
        .alwaysTrueScore,
        "`\(test.standing.rawValue)` is never \(ends(test.range.lower == nil, reach))",
        at: test.span, label: "this holds for every lead")
    }
  }

  private mutating func check(_ threshold: Mentions.Threshold, _ reach: ClosedRange<Double>) {
    let value = Double(threshold.value)
    if value > reach.upperBound {
      diagnostics.warning(
        .unreachableScore, "`\(threshold.standing.rawValue)` is never \(ends(true, reach))",
        at: threshold.span, label: "no lead is graded \(threshold.grade)")
    } else if value <= reach.lowerBound, !threshold.isLast {
      // To begin the last grade at the bottom is how one does with fewer.
      diagnostics.warning(
        .alwaysTrueScore, "`\(threshold.standing.rawValue)` is never \(ends(false, reach))",
        at: threshold.span, label: "every lead is graded \(threshold.grade) or better")
    }
  }

  private func ends(_ isUpper: Bool, _ reach: ClosedRange<Double>) -> String {
    isUpper ? "more than \(shown(reach.upperBound))" : "less than \(shown(reach.lowerBound))"
  }

  /// The grades that scores within reach can give.
  private func grades(
    _ thresholds: [Int], _ reach: ClosedRange<Double>, _ names: [String]
  ) -> [String] {
    names.indices.filter { grade in
      let isHighEnough = grade == thresholds.count || reach.upperBound >= Double(thresholds[grade])
      let isLowEnough = grade == 0 || reach.lowerBound < Double(thresholds[grade - 1])
      return isHighEnough && isLowEnough
    }.map { names[$0] }
  }

  func shown(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// Between what a score lies.
  private mutating func scores(of sheet: ScoreSheet) -> ClosedRange<Double> {
    let sum = reach(of: sheet).rounded
    guard let limits = sheet.limits else { return sum }
    return sum.clamped(to: Double(limits.lowerBound)...Double(limits.upperBound))
  }

  /// Between what the sum of a sheet lies, its groups capped, before its limits.
  mutating func reach(of sheet: ScoreSheet) -> ClosedRange<Double> {
    var (least, most) = (0.0, 0.0)
    let rules = Dictionary(grouping: sheet.rules, by: \.group)
    for group in [nil] + sheet.groups.indices.map(Optional.some) {
      var sum = reach(of: rules[group] ?? [])
      if let group { sum = sheet.groups[group].capped(sum) }
      least += sum.lowerBound
      most += sum.upperBound
    }
    return least...most
  }

  /// Between what the sum of rules lies. Of those that never hold together only one counts.
  mutating func reach(of rules: [PointsRule]) -> ClosedRange<Double> {
    var least: [Alternatives] = []
    var most: [Alternatives] = []
    for rule in rules {
      let reach = rule.form.reach
      // What a rule gives in any case is not a matter of conditions.
      let (low, high) = (reach.lowerBound, reach.upperBound)
      add(low, low < 0 ? rule.form.condition { $0 < 0 } : nil, to: &least)
      add(high, high > 0 ? rule.form.condition { $0 > 0 } : nil, to: &most)
    }
    return least.reduce(0) { $0 + $1.points }...most.reduce(0) { $0 + $1.points }
  }

  /// Conditions of which at most one holds, and the most that it gives or takes.
  private struct Alternatives {
    var conditions: [Condition]
    var points: Double
  }

  private mutating func add(
    _ points: Double, _ condition: Condition?, to alternatives: inout [Alternatives]
  ) {
    guard points != 0 else { return }
    guard let condition, !reasoning.isTired else {
      return alternatives.append(Alternatives(conditions: [.always], points: points))
    }
    let fitting = alternatives.indices.first { index in
      alternatives[index].conditions.allSatisfy { reasoning.contradicts($0, condition) }
    }
    guard let fitting else {
      return alternatives.append(Alternatives(conditions: [condition], points: points))
    }
    alternatives[fitting].conditions.append(condition)
    let before = alternatives[fitting].points
    alternatives[fitting].points = points < 0 ? min(before, points) : max(before, points)
  }
}

extension ClosedRange<Double> {
  /// As a score is rounded.
  fileprivate var rounded: ClosedRange<Double> {
    lowerBound.rounded(.toNearestOrAwayFromZero)...upperBound.rounded(.toNearestOrAwayFromZero)
  }
}

extension PointsGroup {
  fileprivate func capped(_ sum: ClosedRange<Double>) -> ClosedRange<Double> {
    let least = atLeast.map(Double.init) ?? -.infinity
    return sum.clamped(to: least...(atMost.map(Double.init) ?? .infinity))
  }
}

extension PointsRule.Form {
  /// The least and the most that the rule gives.
  var reach: ClosedRange<Double> {
    switch self {
    case .firstOf(let choices):
      let points = choices.map { Double($0.points) }
      let always = choices.contains { $0.when.isAlways }
      let all = always ? points : points + [0]
      return (all.min() ?? 0)...(all.max() ?? 0)
    case .per(_, let points, let upTo):
      return Self.from(zeroTo: upTo ?? .infinity, points)
    case .did(let points): return Self.from(zeroTo: points.most, Double(points.points))
    }
  }

  private static func from(zeroTo most: Double, _ points: Double) -> ClosedRange<Double> {
    points < 0 ? -most...0 : points > 0 ? 0...most : 0...0
  }

  /// What must hold for it to give such points; nil where that is not a matter of conditions.
  fileprivate func condition(_ isSuch: (Int) -> Bool) -> Condition? {
    guard case .firstOf(let choices) = self else { return nil }
    return .any(choices.filter { isSuch($0.points) }.map(\.when.condition))
  }
}

extension ActivityPoints {
  /// The most that all activities together give, or take: the latest just now, the others as
  /// young as `count` allows.
  fileprivate var most: Double {
    let each = Double(abs(points))
    switch count {
    case nil: return .infinity
    case .latest(let most): return each * Double(most)
    case .per(let most, let window):
      let age = Double(window.milliseconds)
      let lots = expires.map { (Double($0.milliseconds) / age).rounded(.down) + 1 } ?? .infinity
      guard let halfLife else { return each * Double(most) * lots }
      // A geometric series: of each lot less is left than of the one after it.
      let left = exp2(-age / Double(halfLife.milliseconds))
      return each * Double(most) * (left < 1 ? (1 - pow(left, lots)) / (1 - left) : lots)
    }
  }
}
