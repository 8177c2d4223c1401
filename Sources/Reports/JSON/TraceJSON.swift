public import LeadCore

extension Trace {
  /// The trace as a JSON object: scores, the rules that gave points, the alternatives and what
  /// they said.
  public var json: String {
    var object = JSONObject()
    object.add("fit", fit)
    object.add("interest", interest)
    object.add("fit_rules", json: Trace.points(fitRules))
    object.add("interest_rules", json: Trace.points(interestRules))
    object.add("alternatives", json: Trace.findings(alternatives))
    object.add("disqualifying", json: Trace.findings(disqualifying.filter(\.held)))
    object.add("requires_known", requiresKnown)
    return object.closed
  }

  private static func points(_ points: [Points]) -> String {
    var object = JSONObject()
    for entry in points { object.add(entry.rule, entry.points) }
    return object.closed
  }

  private static func findings(_ findings: [Finding]) -> String {
    var object = JSONObject()
    for finding in findings { object.add(finding.name, finding.held) }
    return object.closed
  }
}

extension Candidate {
  /// `{"rep","taken","reason","free"}`.
  public var json: String {
    var object = JSONObject()
    object.add("rep", rep)
    object.add("taken", isTaken)
    object.add("reason", reason.rawValue)
    object.add("free", free)
    return object.closed
  }
}
