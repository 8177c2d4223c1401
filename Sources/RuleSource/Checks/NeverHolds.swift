import Diagnostics
import LeadCore

extension RuleReader {
  /// Conditions that nobody can meet.
  mutating func checkConditions() {
    reasoning.rest()
    var found: Set<Int> = []
    for (index, conjunction) in mentions.conjunctions.enumerated()
    where reasoning.neverHolds(conjunction.condition) {
      let isSaid = conjunction.inner.contains(where: found.contains)
      found.insert(index)
      report(conjunction, isSaid: isSaid)
    }
    checkStages()
  }

  /// Points at the part that leaves nothing of those before it.
  private mutating func report(_ conjunction: Mentions.Conjunction, isSaid: Bool) {
    let parts = conjunction.parts
    let last = parts.indices.first { reasoning.neverHolds(.all(parts[...$0].map(\.condition))) }
    guard let last else { return }
    let part = parts[last]
    if reasoning.neverHolds(part.condition) {
      if isSaid { return }
      return diagnostics.warning(.neverHolds, "`\(part.name)` can never hold", at: part.span)
    }
    let other = parts[..<last].first { reasoning.contradicts($0.condition, part.condition) }
    diagnostics.warning(
      .neverHolds, "this can never hold", at: part.span, label: contradicted(other, part))
  }

  private func contradicted(_ other: Mentions.Conjunction.Part?, _ part: Mentions.Conjunction.Part)
    -> String
  {
    guard let other else { return "it contradicts what stands before it" }
    let name = other.name == "all" ? "the item" : "`\(other.name)`"
    let isNear = other.span.file === part.span.file && other.span.line == part.span.line
    return "it contradicts \(name) \(isNear ? "before it" : "on line \(other.span.line)")"
  }

  /// Conditions that are asked only of leads in stages in which they never hold.
  private mutating func checkStages() {
    for entry in mentions.choices where entry.list == "mql" {
      let stages: [Stage] = [.lead, .nurture]
      report(entry.condition, stages, beside: .always, at: entry.span)
    }
    for mention in mentions.wakes {
      guard let wakes = book.track(mention.name)?.wakes else { continue }
      let track = Condition.standing(.track, .equals([FoldedText(mention.name)]))
      report(wakes.condition, [.nurture], beside: track, at: mention.span)
    }
  }

  private mutating func report(
    _ condition: Condition, _ stages: [Stage], beside other: Condition, at span: SourceSpan
  ) {
    let stage = Condition.standing(.stage, .equals(stages.map { FoldedText($0.rawValue) }))
    guard reasoning.neverHolds(.all([condition, stage, other])),
      !reasoning.neverHolds(condition)
    else { return }
    let names = stages.map(\.rawValue).joined(separator: " or ")
    diagnostics.warning(
      .neverHolds, "this can never hold where it is asked", at: span,
      label: "only leads in the stage \(names) are asked")
  }
}

extension Mentions.Conjunction {
  var condition: Condition { .all(parts.map(\.condition)) }
}
