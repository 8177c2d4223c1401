/// The tree that a `test.event` file of the suite describes, with aliases written out.
///
/// See github.com/yaml/yaml-test-suite: `+MAP {} &anchor <tag>`, `=VAL &anchor <tag> :text`, …
struct SuiteTree {
  private var lines: ArraySlice<Substring>
  private var anchors: [Substring: String] = [:]
  private(set) var outline = ":"

  init(_ events: String) {
    lines = events.split(separator: "\n")[...]
    lines = lines.drop { !$0.hasPrefix("+DOC") }.dropFirst()
    if !lines.isEmpty { outline = value() }
  }

  private mutating func value() -> String {
    guard let line = lines.popFirst() else { return "?" }
    let (kind, anchor, text) = SuiteTree.parts(of: line)
    let result: String
    switch kind {
    case "=ALI": return anchors[text] ?? "?"
    case "+SEQ":
      var items: [String] = []
      while let next = lines.first, !next.hasPrefix("-SEQ") { items.append(value()) }
      lines = lines.dropFirst()
      result = "[" + items.joined(separator: ",") + "]"
    case "+MAP":
      var entries: [String] = []
      while let next = lines.first, !next.hasPrefix("-MAP") {
        let key = value()
        entries.append("\(key)=\(value())")
      }
      lines = lines.dropFirst()
      result = "{" + entries.joined(separator: ",") + "}"
    default: result = ":" + SuiteTree.unescaped(text)
    }
    if let anchor { anchors[anchor] = result }
    return result
  }

  private static func parts(of line: Substring) -> (Substring, Substring?, Substring) {
    var rest = line
    let kind = rest.prefix(4)
    rest = rest.dropFirst(5)
    var anchor: Substring?
    if kind == "=ALI" { return (kind, nil, rest.dropFirst()) }
    while let first = rest.first {
      switch first {
      case "&": anchor = rest.prefix { $0 != " " }.dropFirst()
      case "<", "{", "[": break
      default: return (kind, anchor, rest.dropFirst())
      }
      rest = rest.drop { $0 != " " }.dropFirst()
    }
    return (kind, anchor, "")
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      guard character == "\\", let escape = rest.popFirst() else {
        result.append(character)
        continue
      }
      switch escape {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "b": result.append("\u{8}")
      default: result.append(escape)
      }
    }
    return result
  }
}
