import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `routing:`, who gets which lead.
  mutating func readRouting(_ field: Field) {
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = fields(item, .route) else { continue }
      let name = name(in: fields, of: "routing")
      let when = when(in: fields)
      let choice = fields["by"]?.choice(of: Route.Choice.self, into: &diagnostics)
      let ifFull = fields["if_full"].flatMap { self.ifFull($0) } ?? .wait
      let to = fields["to"]
      let team = to?.text(into: &diagnostics)
      if let team, let to { mentions.routedTo.append(.init(name: team, span: to.span)) }
      let keepOwner = fields["keep_owner"]?.choice(of: Route.KeepOwner.self, into: &diagnostics)
      // One that passes on what its team cannot take leaves the others something to do.
      noteChoice(when, of: "routing", passesOn: ifFull == .next, at: item)
      guard let name, let when, let team else { continue }
      var route = Route(name: name, when: when, team: team)
      route.choice = choice ?? .roundRobin
      route.ifFull = ifFull
      route.keepOwner = keepOwner ?? .none
      book.routes.append(route)
    }
  }

  private mutating func ifFull(_ field: Field) -> Route.IfFull? {
    let expected = "wait, next or a team"
    guard let text = field.scalar(expected: expected, into: &diagnostics)?.text else { return nil }
    switch text {
    case "wait": return .wait
    case "next": return .next
    default:
      mentions.routedTo.append(.init(name: text, span: field.span, group: "if_full"))
      return .team(text)
    }
  }
}

extension Keys {
  static let route: Keys = [
    .required("name", .filledText, "What people call the route; handoffs keep it."),
    .optional("when", .condition, "Which leads take it; without it, all that come this far."),
    .required("to", .id, "The team, one of `teams`."),
    .optional("by", .word(.choices), "Who of the team is next.", usual: "round_robin"),
    .optional(
      "if_full", .id, "Where nobody of the team can take it: `wait`, the `next` route, or a team.",
      usual: "wait", examples: ["wait", "next"]),
    .optional(
      "keep_owner", .word(.keptOwners), "Who comes before everyone else, if they can take it.",
      usual: "none"),
  ]
}

extension Words {
  fileprivate static let choices = Words(of: Route.Choice.self) {
    switch $0 {
    case .roundRobin: "In turn."
    case .weighted: "In turn, by `weight`, evenly mixed."
    case .leastLoaded: "Who has the most room, compared to their limit."
    }
  }

  fileprivate static let keptOwners = Words(of: Route.KeepOwner.self) {
    switch $0 {
    case .lead: "The rep of the lead's last handoff."
    case .account: "The rep of an open handoff of the same company."
    case .none: "Nobody."
    }
  }
}
