internal import Diagnostics

/// Builds the tree of one document from events, within the limits.
struct Composer: ~Copyable {
  /// Composing cannot go on; the reason has been reported.
  struct Stop: Error {}

  /// A value with what it weighs when aliases are written out.
  struct Composed {
    let node: Node
    var weight = 1
    var height = 0
  }

  /// An anchor is open while the value that it names is still being read.
  enum Anchor {
    case open
    case closed(Composed)
  }

  let file: SourceFile
  var events: EventReader
  var offsets: CharacterOffsets
  var anchors: [String: Anchor] = [:]
  private var written = 0
  var aliased = 0
  /// Where the brackets began that are still open, in characters.
  var openBrackets: [Int] = []
  var hasExplicitEnd = false
  /// Whether a value was left out of the tree, which must then not be used.
  var isIncomplete = false

  init(_ file: SourceFile, events: consuming EventReader) {
    self.file = file
    self.events = events
    offsets = CharacterOffsets(file)
  }

  /// The only document of the stream, nil where it is empty or unusable.
  mutating func document(into diagnostics: inout Diagnostics) -> Node? {
    do {
      _ = try next(into: &diagnostics)
      guard case .documentStart = try next(into: &diagnostics).kind else { return nil }
      let root = try value(try next(into: &diagnostics), depth: 0, into: &diagnostics)
      if case .documentEnd(true) = try next(into: &diagnostics).kind { hasExplicitEnd = true }
      let after = try next(into: &diagnostics)
      if case .documentStart = after.kind {
        diagnostics.append(secondDocument(at: span(of: after)))
      }
      guard let node = root?.node, !isIncomplete, !node.isNull else { return nil }
      return node
    } catch {
      return nil
    }
  }

  /// The value that begins with the event; nil where it was left out.
  private mutating func value(
    _ event: Event, depth: Int, into diagnostics: inout Diagnostics
  ) throws(Stop) -> Composed? {
    if case .alias(let name) = event.kind {
      return try resolve(name, at: span(of: event), depth: depth, into: &diagnostics)
    }
    written += 1
    if written > Limits.nodes {
      let message = "the file has more than \(Limits.nodes) values"
      diagnostics.error(.tooMany, message, at: span(of: event))
      throw Stop()
    }
    if let tag = event.tag { report(tag: tag, of: event, into: &diagnostics) }
    if let anchor = event.anchor { anchors[anchor] = .open }
    let composed: Composed
    switch event.kind {
    case .scalar(let scalar):
      try check(scalar, of: event, into: &diagnostics)
      composed = Composed(node: Node(.scalar(scalar), at: span(of: event)))
    case .sequenceStart(let isFlow):
      try checkDepth(depth + 1, at: event, into: &diagnostics)
      composed = try sequence(event, isFlow: isFlow, depth: depth + 1, into: &diagnostics)
    case .mappingStart(let isFlow):
      try checkDepth(depth + 1, at: event, into: &diagnostics)
      composed = try mapping(event, isFlow: isFlow, depth: depth + 1, into: &diagnostics)
    default:
      // libyaml's grammar has no other event here.
      throw Stop()
    }
    if let anchor = event.anchor { anchors[anchor] = .closed(composed) }
    return composed
  }

  private mutating func sequence(
    _ start: Event, isFlow: Bool, depth: Int, into diagnostics: inout Diagnostics
  ) throws(Stop) -> Composed {
    if isFlow { openBrackets.append(start.start) }
    var items: [Node] = []
    var (weight, height, lastEnd) = (1, 1, 0)
    while true {
      let event = try next(into: &diagnostics)
      if case .sequenceEnd = event.kind {
        if isFlow { openBrackets.removeLast() }
        let whole = span(from: start, to: event, isFlow: isFlow, lastEnd: lastEnd)
        return Composed(node: Node(.sequence(items), at: whole), weight: weight, height: height)
      }
      guard let item = try value(event, depth: depth, into: &diagnostics) else { continue }
      items.append(item.node)
      lastEnd = end(of: item.node, from: event)
      weight += item.weight
      height = max(height, item.height + 1)
    }
  }

  private mutating func mapping(
    _ start: Event, isFlow: Bool, depth: Int, into diagnostics: inout Diagnostics
  ) throws(Stop) -> Composed {
    if isFlow { openBrackets.append(start.start) }
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    var (weight, height, lastEnd) = (1, 1, 0)
    while true {
      let event = try next(into: &diagnostics)
      if case .mappingEnd = event.kind {
        if isFlow { openBrackets.removeLast() }
        let whole = span(from: start, to: event, isFlow: isFlow, lastEnd: lastEnd)
        return Composed(node: Node(.mapping(entries), at: whole), weight: weight, height: height)
      }
      let keySpan = span(of: event)
      let key = try value(event, depth: depth, into: &diagnostics)
      let content = try next(into: &diagnostics)
      guard let value = try value(content, depth: depth, into: &diagnostics), let key else {
        continue
      }
      weight += key.weight + value.weight
      height = max(height, value.height + 1)
      // libyaml places a value that is not there where the next thing begins.
      lastEnd = value.node.span.isEmpty ? keySpan.end : end(of: value.node, from: content)
      guard let name = name(of: key.node, at: keySpan, into: &diagnostics) else { continue }
      if let place = places[name] {
        diagnostics.error(
          .duplicateKey, "the key \(quoted(name)) is here twice", at: keySpan,
          label: "first on line \(entries[place].keySpan.line)")
      } else {
        places[name] = entries.count
        entries.append(Entry(name: name, keySpan: keySpan, value: value.node))
      }
    }
  }

  /// The text of a key that may be used, nil where it may not.
  private mutating func name(
    of key: Node, at span: SourceSpan, into diagnostics: inout Diagnostics
  ) -> String? {
    guard let scalar = key.scalar else {
      diagnostics.error(.keyShape, "a key must be text, not \(key.kind)", at: span)
      isIncomplete = true
      return nil
    }
    if scalar.isPlain, scalar.text == "<<" {
      diagnostics.error(
        .mergeKey, "merge keys ('<<') are not supported", at: span,
        label: "repeat the keys, or use '&' and '*' for a whole value")
      isIncomplete = true
      return nil
    }
    return scalar.text
  }
}
