import Diagnostics
import YAML

/// What became of a text: its tree, and what was said about it.
struct Reading {
  var node: Node?
  var diagnostics = Diagnostics()

  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  init(bytes: [UInt8]) {
    node = parse(SourceFile(name: "f", bytes: bytes), into: &diagnostics)
  }

  /// `line:column id`, in order.
  var places: [String] {
    diagnostics.sorted.map {
      let position = $0.span.position
      return $0.span.isWholeFile
        ? "file \($0.id)" : "\(position.line):\(position.column) \($0.id)"
    }
  }

  /// As printed, for looking into.
  var output: String { Renderer().render(diagnostics) }
}

/// The tree in one line: `{a: [1, "2"]}`, texts that are not plain in double quotes.
func outline(_ node: Node?) -> String {
  switch node?.content {
  case nil: return "nil"
  case .scalar(let scalar): return scalar.isPlain ? scalar.text : "\"" + scalar.text + "\""
  case .sequence(let items): return "[" + items.map(outline).joined(separator: ", ") + "]"
  case .mapping(let entries):
    return "{" + entries.map { "\($0.name): \(outline($0.value))" }.joined(separator: ", ") + "}"
  }
}
