import YAML

/// A tree as the suite's `test.event` files write it, one event a line, with what our nodes leave
/// out left out: aliases are written out, keys have no style, and tags, anchors, brackets and the
/// marks of streams and documents are gone.
///
/// See github.com/yaml/yaml-test-suite: `+MAP {} &anchor <tag>`, `=VAL &anchor <tag> :text`, …
enum SuiteEvents {
  /// What our nodes say; nothing at all is an empty plain scalar, as in the suite.
  static func lines(of node: Node?) -> [String] {
    switch node?.content {
    case nil: ["=VAL :"]
    case .scalar(let scalar): ["=VAL \(mark(of: scalar.style))\(escaped(scalar.text))"]
    case .sequence(let items): ["+SEQ"] + items.flatMap(lines) + ["-SEQ"]
    case .mapping(let entries):
      ["+MAP"] + entries.flatMap { ["=KEY \(escaped($0.name))"] + lines(of: $0.value) } + ["-MAP"]
    }
  }

  private static func mark(of style: Scalar.Style) -> String {
    switch style {
    case .plain: ":"
    case .singleQuoted: "'"
    case .doubleQuoted: "\""
    case .literal: "|"
    case .folded: ">"
    }
  }

  private static func escaped(_ text: String) -> String {
    let escapes: [Unicode.Scalar: String] = [
      "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\u{8}": "\\b",
    ]
    return text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined()
  }
}

/// The first document of a `test.event` file, in the same form.
struct SuiteDocument {
  private var rest: ArraySlice<Substring>
  private var anchors: [Substring: [String]] = [:]
  private(set) var lines = ["=VAL :"]

  init(_ events: String) {
    rest = events.split(separator: "\n").drop { !$0.hasPrefix("+DOC") }.dropFirst()
    if !rest.isEmpty { lines = value() }
  }

  private mutating func value() -> [String] {
    guard let line = rest.popFirst() else { return ["?"] }
    let kind = line.prefix(4)
    if kind == "=ALI" { return anchors[line.dropFirst(6)] ?? ["?"] }
    // `+MAP {} &anchor <tag>`, or `=VAL &anchor <tag> :text` where the text may hold anything.
    var (anchor, words) = (nil as Substring?, line.dropFirst(5))
    while let first = words.first, "{[&<".contains(first) {
      let word = words.prefix { $0 != " " }
      if first == "&" { anchor = word.dropFirst() }
      words = words.dropFirst(word.count + 1)
    }
    var lines = ["\(kind)"]
    switch kind {
    case "+SEQ":
      while let next = rest.first, next != "-SEQ" { lines += value() }
      lines.append("\(rest.popFirst() ?? "?")")
    case "+MAP":
      while let next = rest.first, next != "-MAP" { lines += key() + value() }
      lines.append("\(rest.popFirst() ?? "?")")
    default: lines = ["=VAL \(words)"]
    }
    if let anchor { anchors[anchor] = lines }
    return lines
  }

  private mutating func key() -> [String] {
    let lines = value()
    guard lines.count == 1, lines[0].hasPrefix("=VAL ") else { return lines }
    return ["=KEY \(lines[0].dropFirst(6))"]
  }
}
