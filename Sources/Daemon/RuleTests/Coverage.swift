public import LeadCore

/// What of a rulebook its tests put to use.
public struct Coverage: Sendable {
  /// A part of the rulebook that a test can put to use.
  public struct Item: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, CaseIterable, Sendable {
      case fit = "fit rule"
      case interest = "interest rule"
      case mql
      case disqualify
      case ignore
      case route
      case plan
      case track
    }
    public var kind: Kind
    public var name: String

    public init(_ kind: Kind, _ name: String) {
      self.kind = kind
      self.name = name
    }
  }

  /// Everything, in the order of the rulebook.
  public let all: [Item]
  public let exercised: Set<Item>

  /// - Parameter exercised: by all tests together.
  public init(of rules: Rulebook, exercised: Set<Item>) {
    self.exercised = exercised
    let names: [(Item.Kind, [String])] = [
      (.fit, rules.fit.rules.map(\.name)), (.interest, rules.interest.rules.map(\.name)),
      (.mql, rules.qualification.alternatives.map(\.name)),
      (.disqualify, rules.qualification.disqualifying.map(\.name)),
      (.ignore, rules.ignored.map(\.name)), (.route, rules.routes.map(\.name)),
      (.plan, rules.plans.map(\.name)), (.track, rules.tracks.map(\.name)),
    ]
    all = names.flatMap { kind, names in names.map { Item(kind, $0) } }
  }

  /// What no test put to use.
  public var missing: [Item] { all.filter { !exercised.contains($0) } }

  /// The part that was put to use, from 0 to 1; an empty rulebook is covered.
  public var share: Double {
    all.isEmpty ? 1 : Double(all.count - missing.count) / Double(all.count)
  }
}
