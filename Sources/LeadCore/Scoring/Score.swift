/// Fit and interest of a lead at an instant.
public func scores(
  _ state: LeadState, _ look: Look, _ rules: Rulebook, now: Instant
) -> (fit: Int, interest: Int) {
  var situation = Situation(rules, look, state, now: now)
  situation.score()
  return (situation.state.fit, situation.state.interest)
}

extension Situation {
  /// Works out fit and interest, in this order: interest rules may not look at fit, but both are
  /// there for everything that comes after.
  mutating func score() {
    state.fit = total(rules.fit, firstSum: 0)
    state.interest = total(rules.interest, firstSum: 1 + rules.fit.groups.count)
  }

  private func total(_ sheet: ScoreSheet, firstSum: Int) -> Int {
    var total = sum(sheet, group: nil, look.firstSum + firstSum)
    for group in sheet.groups.indices {
      total += sheet.groups[group].capped(
        sum(sheet, group: group, look.firstSum + firstSum + 1 + group))
    }
    let rounded = Int(total.rounded(.toNearestOrAwayFromZero))
    guard let limits = sheet.limits else { return rounded }
    return min(max(rounded, limits.lowerBound), limits.upperBound)
  }

  /// The points of a group before its caps, nil for the rules of none: what the look holds at
  /// `place`, and what depends on more than fields.
  private func sum(_ sheet: ScoreSheet, group: Int?, _ place: Int) -> Double {
    var sum = Double(look.sums[place])
    // By place: every lead comes by here, and a copy of a rule counts references to its parts.
    for index in sheet.rules.indices
    where !sheet.rules[index].isStatic && sheet.rules[index].group == group {
      sum += points(of: sheet.rules[index])
    }
    return sum
  }

  /// The points a rule gives a lead now.
  private func points(of rule: PointsRule) -> Double {
    switch rule.form {
    case .did(let points):
      return points.points(for: state.activities, from: state.interestFrom, now: now)
    case .firstOf(let choices):
      return Double(choices.first { holds($0.when) }?.points ?? 0)
    case .per: preconditionFailure("a rule of fields alone is in the look's sums")
    }
  }

  /// Every rule that gave points, and how many. `number` gives the number a field holds.
  func pointsByRule(
    _ sheet: ScoreSheet, number: (String) -> Double?
  ) -> [Trace.Points] {
    sheet.rules.compactMap { rule in
      let points: Double =
        switch rule.form {
        case .per(let field, let each, let upTo):
          Double(number(field).map { LeadCore.points(each, per: $0, upTo: upTo) } ?? 0)
        case .firstOf, .did: self.points(of: rule)
        }
      let shown = (points * 100).rounded() / 100
      return shown == 0 ? nil : Trace.Points(rule: rule.name, points: shown)
    }
  }
}
