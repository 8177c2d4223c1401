/// Where a lead stands between marketing and sales.
public enum Stage: String, CaseIterable, Codable, Sendable {
  case lead
  /// Marketing qualified: waits for a rep, or has one who has not taken it yet.
  case mql
  /// Sales accepted.
  case sal
  /// Sales qualified: a real opportunity.
  case sql
  case customer
  case nurture
  case disqualified

  var folded: FoldedText { Stage.foldedNames[Stage.allCases.firstIndex(of: self)!] }
  private static let foldedNames = Stage.allCases.map { FoldedText($0.rawValue) }
}
