import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `routing:`, who gets which lead.
  mutating func readRouting(_ field: Field) {
    let known = ["name", "when", "to", "by", "if_full", "keep_owner"]
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = item.fields(known, into: &diagnostics) else { continue }
      let name = name(in: fields, of: "routing")
      let when = when(in: fields)
      let choice = fields["by"]?.choice(of: Route.Choice.self, into: &diagnostics)
      let ifFull = fields["if_full"].flatMap { self.ifFull($0) } ?? .wait
      let to = fields.required("to", into: &diagnostics)
      let team = to?.text(into: &diagnostics)
      if let team, let to { mentions.routedTo.append(.init(name: team, span: to.span)) }
      readKeepOwner(fields)
      // One that passes on what its team cannot take leaves the others something to do.
      noteChoice(when, of: "routing", passesOn: ifFull == .next, at: item)
      guard let name, let when, let team else { continue }
      var route = Route(name: name, when: when, team: team)
      route.choice = choice ?? .roundRobin
      route.ifFull = ifFull
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

  private mutating func readKeepOwner(_ fields: Fields) {
    let words = ["lead", "account", "none"].map { ($0, $0) }
    guard let field = fields["keep_owner"],
      let kept = field.choice(of: words, into: &diagnostics), kept != "none"
    else { return }
    notYet(field)
  }
}
