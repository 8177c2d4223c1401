import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// Keeps what a plan says that only deadlines give a meaning.
  mutating func notePromises(_ terms: PlanTerms, _ fields: Fields) {
    let deadlines = [terms.accept, terms.firstAttempt, terms.nextAttempt, terms.verdict]
    guard deadlines.allSatisfy({ $0 == nil }), let ladder = fields["breach"] else { return }
    diagnostics.warning(
      .idleStep, "this plan has no deadline that could be missed", at: ladder.keySpan,
      label: "add accept, first_attempt, next_attempt or verdict")
  }

  /// Whom alerts of plans go to.
  mutating func checkTold() {
    var isManagerTold = false
    for mention in mentions.told {
      switch mention.name {
      case "rep": continue
      case "manager": isManagerTold = true
      case let name where name.contains("@"): continue
      case let name:
        guard mentions.reps[name] == nil else { continue }
        let known = Set(mentions.reps.keys).union(["rep", "manager"])
        let near = diagnostics.suggestion(for: name, among: known)
        diagnostics.error(
          .unknownRep, "there is no rep \(quoted(name))", at: mention.span,
          label: near.map { "did you mean '\($0)'?" }
            ?? "write rep, manager, the id of a rep or an e-mail address")
      }
    }
    guard isManagerTold, let place = mentions.told.first(where: { $0.name == "manager" })
    else { return }
    for team in book.teams where team.manager == nil && !team.reps.isEmpty {
      diagnostics.warning(
        .nobodyToTell, "the team \(quoted(team.id)) has no manager to tell", at: place.span,
        label: "give it a `manager`")
    }
  }
}
