/// A JSON value (RFC 8259); an object keeps its keys in the order in which they were given.
indirect enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case array([JSON])
  case object([Member])

  struct Member: Sendable {
    let name: String
    var value: JSON
  }

  /// The members of an object; of anything else, none.
  var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// A member of an object. Setting adds it at the end, or takes the place of the one that is
  /// there; nil changes nothing.
  subscript(name: String) -> JSON? {
    get { members.first { $0.name == name }?.value }
    set {
      guard let newValue else { return }
      var members = members
      if let index = members.firstIndex(where: { $0.name == name }) {
        members[index].value = newValue
      } else {
        members.append(Member(name: name, value: newValue))
      }
      self = .object(members)
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral items: JSON...) { self = .array(items) }
  init(dictionaryLiteral members: (String, JSON)...) {
    self = .object(members.map { Member(name: $0.0, value: $0.1) })
  }
}

extension JSON {
  /// A list of texts.
  static func texts(_ texts: [String]) -> JSON { .array(texts.map { .text($0) }) }

  /// For people: indented, short values on one line.
  var indented: String {
    var out = ""
    write(to: &out, margin: "")
    return out + "\n"
  }

  private static let width = 100

  private func write(to out: inout String, margin: String) {
    let line = compact
    if margin.utf8.count + line.utf8.count <= JSON.width { return out += line }
    let inner = margin + "  "
    switch self {
    case .array(let items):
      out += "["
      for (index, item) in items.enumerated() {
        out += (index > 0 ? ",\n" : "\n") + inner
        item.write(to: &out, margin: inner)
      }
      out += "\n" + margin + "]"
    case .object(let members):
      out += "{"
      for (index, member) in members.enumerated() {
        out += (index > 0 ? ",\n" : "\n") + inner + JSON.quoted(member.name) + ": "
        member.value.write(to: &out, margin: inner)
      }
      out += "\n" + margin + "}"
    default: out += line
    }
  }

  /// On one line.
  private var compact: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): Int(exactly: value).map(String.init) ?? "\(value)"
    case .text(let value): JSON.quoted(value)
    case .array(let items): "[" + items.map(\.compact).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { JSON.quoted($0.name) + ": " + $0.value.compact }.joined(separator: ", ")
        + "}"
    }
  }

  /// A string: quotes, backslashes and control characters escaped, all else as it is.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
