import Diagnostics
import LeadCore

extension RuleReader {
  /// Thresholds that no sum of points can pass.
  mutating func checkScores() {
    for test in mentions.scoreTests {
      let reach: ClosedRange<Double>
      switch test.standing {
      case .fit: reach = book.fit.reach
      case .interest: reach = book.interest.reach
      default: continue
      }
      let isTooHigh = test.range.lower.map { lower in
        lower.value > reach.upperBound || lower.value == reach.upperBound && !lower.isInclusive
      }
      let isTooLow = test.range.upper.map { upper in
        upper.value < reach.lowerBound || upper.value == reach.lowerBound && !upper.isInclusive
      }
      if isTooHigh ?? false {
        report(test, "is never more than \(shown(reach.upperBound))")
      } else if isTooLow ?? false {
        report(test, "is never less than \(shown(reach.lowerBound))")
      }
    }
  }

  private mutating func report(_ test: Mentions.ScoreTest, _ what: String) {
    diagnostics.warning(
      .unreachableScore, "`\(test.standing.rawValue)` \(what)", at: test.span,
      label: "this never holds")
  }

  private func shown(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}

extension ScoreSheet {
  /// Between what a score can lie: all that takes points, and all that gives them, summed up.
  var reach: ClosedRange<Double> {
    var sums = Array(repeating: (least: 0.0, most: 0.0), count: groups.count + 1)
    for rule in rules {
      let sum = rule.group.map { $0 + 1 } ?? 0
      let reach = rule.form.reach
      sums[sum].least += reach.lowerBound
      sums[sum].most += reach.upperBound
    }
    var (least, most) = sums[0]
    for (group, sum) in zip(groups, sums.dropFirst()) {
      least += min(max(sum.least, bound(group.atLeast, -.infinity)), bound(group.atMost, .infinity))
      most += min(max(sum.most, bound(group.atLeast, -.infinity)), bound(group.atMost, .infinity))
    }
    guard let limits else { return least...most }
    let (low, high) = (Double(limits.lowerBound), Double(limits.upperBound))
    return min(max(least, low), high)...min(max(most, low), high)
  }

  private func bound(_ cap: Int?, _ otherwise: Double) -> Double {
    cap.map(Double.init) ?? otherwise
  }
}

extension PointsRule.Form {
  /// The least and the most that the rule gives.
  fileprivate var reach: ClosedRange<Double> {
    switch self {
    case .firstOf(let choices):
      let points = choices.map { Double($0.points) }
      let always = choices.contains { $0.when.isAlways }
      let all = always ? points : points + [0]
      return (all.min() ?? 0)...(all.max() ?? 0)
    case .per(_, let points, let upTo):
      let most = upTo ?? .infinity
      return points < 0 ? -most...0 : points > 0 ? 0...most : 0...0
    case .did(let points):
      guard points.points != 0 else { return 0...0 }
      var most = Double.infinity
      if case .latest(let count) = points.count { most = Double(count * abs(points.points)) }
      return points.points < 0 ? -most...0 : 0...most
    }
  }
}
