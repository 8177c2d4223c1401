public import LeadCore

/// What keeps a lead from a stage or from a rep, line by line.
public struct WhyNot: Sendable {
  /// One thing that must be so, or a sentence about it.
  public struct Line: Sendable {
    /// How deep it stands below the line it is part of.
    public var depth: Int
    /// Whether it is so; nil for a sentence.
    public var held: Bool?
    public var text: String
    /// What the lead has there.
    public var found: String?
  }

  /// The stage or the rep.
  public var target: String
  public private(set) var lines: [Line] = []

  public init(_ target: String) { self.target = target }

  /// A sentence.
  public mutating func say(_ text: String, depth: Int = 0) {
    lines.append(Line(depth: depth, text: text))
  }

  /// Something that must be so.
  public mutating func need(
    _ text: String, held: Bool, found: String? = nil, depth: Int = 0
  ) {
    lines.append(Line(depth: depth, held: held, text: text, found: found))
  }

  /// A condition, part by part.
  public mutating func need(_ finding: ConditionFinding, depth: Int) {
    if case .all = finding.condition {
      for part in finding.parts { need(part, depth: depth) }
      return
    }
    let isTest = finding.parts.isEmpty || finding.isNegatedTest
    need(
      finding.condition.text, held: finding.held,
      found: isTest ? finding.found ?? "missing" : nil, depth: depth)
    if !isTest {
      for part in finding.parts { need(part, depth: depth + 1) }
    }
  }

  /// The lines for people.
  public func text(_ style: TextStyle) -> String {
    var text = style.bold("Why not \(target)?") + "\n"
    for line in lines {
      let indent = String(repeating: "  ", count: line.depth + 1)
      let mark = line.held.map { $0 ? style.good("yes ") : style.bad("no  ") } ?? ""
      let found = line.found.map { style.dim("  found: ") + cell($0, most: 80) } ?? ""
      text += indent + mark + cell(line.text, most: 160) + found + "\n"
    }
    return text
  }
}

extension ConditionFinding {
  /// Whether it is the opposite of a single test, which is told on one line.
  fileprivate var isNegatedTest: Bool {
    guard case .not(let part) = condition else { return false }
    switch part {
    case .field, .standing: return true
    default: return false
    }
  }
}

extension JSONObject {
  /// `target lines`, each line `{depth, held, text, found}`.
  public init(_ whyNot: WhyNot) {
    self.init()
    add("target", whyNot.target)
    let lines = whyNot.lines.map { line in
      var object = JSONObject()
      object.add("depth", line.depth)
      if let held = line.held {
        object.add("held", held)
      } else {
        object.add("held", nil as String?)
      }
      object.add("text", line.text)
      object.add("found", line.found)
      return object.closed
    }
    add("lines", json: "[" + lines.joined(separator: ",") + "]")
  }
}
