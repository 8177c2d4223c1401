internal import CLibYAML

/// One event of libyaml's, its marks counted in characters.
struct Event {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    /// Explicit where `...` was written.
    case documentEnd(isExplicit: Bool)
    case alias(String)
    case scalar(Scalar)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
  }

  let kind: Kind
  let start: Int
  let end: Int
  var anchor: String?
  var tag: String?
}

/// What libyaml says of a text that is not YAML, its marks counted in characters.
struct SyntaxProblem: Error {
  /// libyaml's words, for instance `did not find expected key`.
  let problem: String
  let start: Int
  /// What it was doing, for instance `while parsing a block mapping`.
  let context: String
  /// Where it began to do so.
  let contextStart: Int?
}

/// libyaml's event parser over bytes that must outlive it.
struct EventReader: ~Copyable {
  // On the heap, because libyaml keeps pointers into the parser.
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let isReady: Bool

  /// The bytes are valid UTF-8 without a byte order mark.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser.initialize(to: yaml_parser_t())
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
  }

  /// The next event. Must not be called again after the end of the stream or an error.
  mutating func next() throws(SyntaxProblem) -> Event {
    guard isReady else {
      throw SyntaxProblem(problem: "", start: 0, context: "", contextStart: nil)
    }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw problem }
    defer { yaml_event_delete(&event) }
    return Event(event)
  }

  private var problem: SyntaxProblem {
    let state = parser.pointee
    return SyntaxProblem(
      problem: state.problem.map { String(cString: $0) } ?? "",
      start: Int(state.problem_mark.index),
      context: state.context.map { String(cString: $0) } ?? "",
      contextStart: state.context == nil ? nil : Int(state.context_mark.index))
  }
}

extension Event {
  fileprivate init(_ event: yaml_event_t) {
    start = Int(event.start_mark.index)
    end = Int(event.end_mark.index)
    switch event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT:
      kind = .documentEnd(isExplicit: event.data.document_end.implicit == 0)
    case YAML_ALIAS_EVENT: kind = .alias(Event.text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let data = event.data.scalar
      (anchor, tag) = (Event.text(data.anchor), Event.text(data.tag))
      let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
      kind = .scalar(Scalar(String(decoding: bytes, as: UTF8.self), style: .init(data.style)))
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      (anchor, tag) = (Event.text(data.anchor), Event.text(data.tag))
      kind = .sequenceStart(isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE)
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      (anchor, tag) = (Event.text(data.anchor), Event.text(data.tag))
      kind = .mappingStart(isFlow: data.style == YAML_FLOW_MAPPING_STYLE)
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .streamEnd
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

extension Scalar.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    self =
      switch style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
  }
}
