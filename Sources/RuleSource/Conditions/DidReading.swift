import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `did: demo_requested`, a list of activities, or a mapping that says which, when and how often.
  mutating func did(_ entry: Field, _ scope: ConditionScope) -> Condition? {
    if scope == .activity {
      diagnostics.error(
        .wrongTest, "`did` cannot be asked of an activity", at: entry.keySpan)
      return nil
    }
    guard entry.node.mapping != nil else {
      return match(entry, where: nil).map { .did(DidTest(match: $0)) }
    }
    guard let fields = fields(entry, .did) else { return nil }
    let within = fields["within"]?.duration(atLeast: aMoment, into: &diagnostics)
    let atLeast = fields["at_least"]?.integer(in: 1...1_000_000, into: &diagnostics)
    guard let activity = fields["activity"],
      let match = match(activity, where: fields.all.first { $0.name == "where" })
    else { return nil }
    return .did(DidTest(match: match, within: within, atLeast: atLeast ?? 1))
  }

  /// Which activities are meant, by name and properties.
  mutating func match(_ activity: Field, where properties: Field?) -> ActivityMatch? {
    let names = foldedTexts(activity)
    let first = mentions.conjunctions.count
    let condition = properties.map { self.condition($0, .activity) } ?? .always
    for index in mentions.conjunctions[first...].indices {
      mentions.conjunctions[index].isOfActivity = true
    }
    guard let names, let condition else { return nil }
    let match = ActivityMatch(activities: names, properties: condition)
    if book.program.compile(match) != nil { return match }
    diagnostics.error(
      .tooManyActivities,
      "a rulebook asks for at most \(Program.matchLimit) different kinds of activities",
      at: activity.span, label: "use the same `where` in more places")
    return nil
  }
}
