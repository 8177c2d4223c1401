public import LeadCore

extension Trace {
  /// The trace as a JSON object: scores, the rules that gave points, the alternatives and what
  /// they said.
  public var json: String {
    var object = JSONObject()
    object.add("fit", fit)
    object.add("interest", interest)
    object.add("fit_rules", Trace.points(fitRules))
    object.add("interest_rules", Trace.points(interestRules))
    object.add("alternatives", Trace.findings(alternatives))
    object.add("disqualifying", Trace.findings(disqualifying.filter(\.held)))
    object.add("requires_known", requiresKnown)
    return object.closed
  }

  private static func points(_ points: [Points]) -> JSONObject {
    var object = JSONObject()
    for entry in points { object.add(entry.rule, entry.points) }
    return object
  }

  private static func findings(_ findings: [Finding]) -> JSONObject {
    var object = JSONObject()
    for finding in findings { object.add(finding.name, finding.held) }
    return object
  }
}

extension Candidate {
  /// `{"rep","taken","reason","free"}`; `rep` is null for those of a large team who are not named,
  /// and `count` says how many they are.
  public var json: String {
    var object = JSONObject()
    object.add("rep", rep)
    object.add("taken", isTaken)
    object.add("reason", reason.rawValue)
    object.add("free", free)
    if let count { object.add("count", count) }
    return object.closed
  }
}
