/// A syntax problem in words for people who do not know YAML's grammar.
struct SyntaxWords {
  let message: String
  var label: String?
  /// Whether to show where the construct began instead of where libyaml gave up.
  var showsBeginning = false

  init(_ problem: String, in context: String) {
    switch (problem, context) {
    case ("found unexpected end of stream", "while scanning a quoted scalar"):
      message = "this quote is never closed"
      showsBeginning = true
    case ("found unexpected document indicator", "while scanning a quoted scalar"):
      message = "this quote is not closed before the document ends"
      showsBeginning = true
    case ("could not find expected ':'", _):
      message = "a key without a ':' behind it"
      showsBeginning = true
    case ("mapping values are not allowed in this context", _):
      message = "a ':' is not allowed here"
      label = "quote text that has ': ' in it, and check the indentation"
    case ("mapping keys are not allowed in this context", _):
      message = "a key is not allowed here; check the indentation"
    case ("block sequence entries are not allowed in this context", _):
      message = "a list item is not allowed here"
      label = "begin it on a line of its own, and check the indentation"
    case ("did not find expected key", _):
      message = "this does not fit the mapping around it; check indentation and quotes"
    case ("did not find expected '-' indicator", _):
      message = "this does not fit the list around it"
      label = "begin an item with '-', and check the indentation"
    case ("did not find expected ',' or ']'", _):
      message = "a ',' or the closing ']' is missing before this"
    case ("did not find expected ',' or '}'", _):
      message = "a ',' or the closing '}' is missing before this"
    case ("did not find expected node content", _):
      message = "a value is missing before this"
    case ("did not find expected <document start>", _):
      message = "this does not belong to the document above; check the indentation"
    case ("found character that cannot start any token", _):
      message = "a value cannot begin with this character; put it in quotes"
    case ("found unknown escape character", _):
      message = "unknown escape in double quotes"
      label = "write \\\\ for a backslash, or use single quotes"
    case ("found invalid Unicode character escape code", _):
      message = "this escape is no character"
    case ("did not find expected hexdecimal number", _):
      message = "hexadecimal digits are missing in this escape"
    case ("found undefined tag handle", _), ("did not find expected tag URI", _):
      message = "tags, words that begin with '!', are not supported; quote the text"
    case ("did not find expected alphabetic or numeric character", _):
      let sign = context == "while scanning an alias" ? "*" : "&"
      message = "the name behind '\(sign)' must be of the letters a-z, digits, '_' and '-'"
      label = "quote text that begins with '\(sign)'"
    default:
      message = problem.isEmpty ? "libyaml cannot read this" : "not valid YAML: \(problem)"
      label = context.isEmpty ? nil : context
    }
  }

  /// Whether libyaml tripped over a tab; the second is decided by looking at the place.
  static func isAboutTabs(_ problem: String) -> Bool { problem.hasPrefix("found a tab character") }
}
