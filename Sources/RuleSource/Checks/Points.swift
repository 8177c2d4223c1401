import Diagnostics
import LeadCore

extension RuleReader {
  /// Points and caps that change no score.
  mutating func checkPoints() {
    reasoning.rest()
    checkPoints(of: book.fit, in: "fit")
    checkPoints(of: book.interest, in: "interest")
  }

  private mutating func checkPoints(of sheet: ScoreSheet, in section: String) {
    let points = mentions.points.filter { $0.section == section && $0.points != 0 }
    let caps = mentions.caps.filter { $0.section == section }
    // More than anybody writes by hand are not worth the time.
    if points.count + caps.count <= 2_000 {
      for cap in caps { check(cap, sheet) }
      for mention in points { check(mention, sheet) }
    }
    guard let limits = sheet.limits, let first = points.first else { return }
    let sum = reach(of: sheet)
    if sum.upperBound <= Double(limits.lowerBound) {
      reportFlat(section, limits.lowerBound, "no sum is more", at: first)
    } else if sum.lowerBound >= Double(limits.upperBound) {
      reportFlat(section, limits.upperBound, "no sum is less", at: first)
    }
  }

  private mutating func reportFlat(
    _ section: String, _ score: Int, _ why: String, at points: Mentions.Points
  ) {
    diagnostics.warning(
      .pointlessPoints, "`\(section)` is \(score) for every lead", at: points.span,
      label: "\(why) than its limit \(score)")
  }

  /// A cap that no sum passes.
  private mutating func check(_ cap: Mentions.Cap, _ sheet: ScoreSheet) {
    let group = sheet.groups[cap.group]
    let sum = reach(of: sheet.rules.filter { $0.group == cap.group })
    if cap.isUpper, let most = group.atMost, sum.upperBound < Double(most) {
      diagnostics.warning(
        .pointlessPoints, "the sum of `\(group.name)` is never more than \(shown(sum.upperBound))",
        at: cap.span, label: "this cap makes no difference")
    } else if !cap.isUpper, let least = group.atLeast, sum.lowerBound > Double(least) {
      diagnostics.warning(
        .pointlessPoints, "the sum of `\(group.name)` is never less than \(shown(sum.lowerBound))",
        at: cap.span, label: "this cap makes no difference")
    }
  }

  /// Points of which the cap of the group always cuts some off, whatever else is in the group.
  private mutating func check(_ points: Mentions.Points, _ sheet: ScoreSheet) {
    let rule = sheet.rules[points.rule]
    guard let index = rule.group else { return }
    // Of what fades, more lasts longer.
    if case .did(let activity) = rule.form, activity.halfLife != nil { return }
    let group = sheet.groups[index]
    let others = sheet.rules.indices.filter { $0 != points.rule && sheet.rules[$0].group == index }
      .map { sheet.rules[$0].form.reach }
      .reduce(0...0) { ($0.lowerBound + $1.lowerBound)...($0.upperBound + $1.upperBound) }
    if points.points > 0, let most = group.atMost,
      Double(points.points) + others.lowerBound > Double(most)
    {
      report(points, "at most", most, "more", Double(most) - others.lowerBound)
    } else if points.points < 0, let least = group.atLeast,
      Double(points.points) + others.upperBound < Double(least)
    {
      report(points, "at least", least, "less", Double(least) - others.upperBound)
    }

    func report(
      _ points: Mentions.Points, _ bound: String, _ cap: Int, _ beyond: String, _ useful: Double
    ) {
      diagnostics.warning(
        .pointlessPoints, "`\(group.name)` counts \(bound) \(cap)", at: points.span,
        label: "\(beyond) than \(shown(useful)) makes no difference")
    }
  }
}
