internal import Diagnostics

// Aliases, and everything that is checked on the way.
extension Composer {
  mutating func resolve(
    _ name: String, at span: SourceSpan, depth: Int, into diagnostics: inout Diagnostics
  ) throws(Stop) -> Composed? {
    switch anchors[name] {
    case nil:
      diagnostics.error(
        .unknownAlias, "no anchor \(quoted("&" + name)) above", at: span,
        label: diagnostics.suggestion(for: name, among: anchors.keys)
          .map { "did you mean '*\($0)'?" }
          ?? "quote text that begins with '*'")
      isIncomplete = true
      return nil
    case .open:
      let message = "the value \(quoted("&" + name)) contains itself"
      diagnostics.error(.aliasRecursion, message, at: span)
      isIncomplete = true
      return nil
    case .closed(let composed):
      // Sums cannot overflow: no weight exceeds what is written plus what may be aliased.
      aliased += composed.weight
      if aliased > Limits.aliasedNodes {
        let message = "aliases add more than \(Limits.aliasedNodes) values"
        diagnostics.error(.aliasExpansion, message, at: span)
        throw Stop()
      }
      try checkDepth(depth + composed.height, at: span, into: &diagnostics)
      return composed
    }
  }

  func checkDepth(
    _ depth: Int, at span: SourceSpan, into diagnostics: inout Diagnostics
  ) throws(Stop) {
    guard depth > Limits.depth else { return }
    diagnostics.error(.depth, "nested more than \(Limits.depth) levels deep", at: span)
    throw Stop()
  }

  mutating func checkDepth(
    _ depth: Int, at event: Event, into diagnostics: inout Diagnostics
  ) throws(Stop) {
    if depth > Limits.depth { try checkDepth(depth, at: span(of: event), into: &diagnostics) }
  }

  mutating func report(
    tag: String, of event: Event, into diagnostics: inout Diagnostics
  ) {
    let place = span(of: event)
    let standard = "tag:yaml.org,2002:"
    // Comparing characters, `hasPrefix` could take as long as a text with endless marks.
    let isStandard = tag.utf8.starts(with: standard.utf8)
    let shown = isStandard ? "!!" + tag.dropFirst(standard.count) : tag
    diagnostics.error(
      .tag, "tags are not supported: \(quoted(shown))",
      at: SourceSpan(file, place.start..<max(place.start, min(place.end, place.start + 1))),
      label: "remove it; quote text that begins with '!'")
  }

  mutating func check(
    _ scalar: Scalar, of event: Event, into diagnostics: inout Diagnostics
  ) throws(Stop) {
    if hasEndlessMarks(scalar.text) {
      let message = "a letter has more than \(Limits.marks) marks"
      diagnostics.error(.tooMany, message, at: span(of: event))
      throw Stop()
    }
    guard scalar.style == .doubleQuoted, scalar.text.utf8.contains(0) else { return }
    let place = span(of: event)
    diagnostics.error(.controlCharacter, "NUL in a text", at: place, label: "remove '\\0'")
  }

  /// Whether to compare, or to hash, this text would take for ever.
  private func hasEndlessMarks(_ text: String) -> Bool {
    // In UTF-8 a mark takes two bytes or more.
    guard text.utf8.count > 2 * Limits.marks else { return false }
    var marks = 0
    for scalar in text.unicodeScalars {
      let isMark =
        scalar.value >= 0x300
        && (scalar.properties.generalCategory == .nonspacingMark
          || scalar.properties.canonicalCombiningClass != .notReordered)
      marks = isMark ? marks + 1 : 0
      if marks > Limits.marks { return true }
    }
    return false
  }

  mutating func next(into diagnostics: inout Diagnostics) throws(Stop) -> Event {
    do {
      return try events.next()
    } catch {
      report(error, into: &diagnostics)
      throw Stop()
    }
  }

  private mutating func report(_ problem: SyntaxProblem, into diagnostics: inout Diagnostics) {
    let start = offsets.offset(ofCharacter: problem.start)
    if hasExplicitEnd, problem.problem == "did not find expected <document start>" {
      diagnostics.append(secondDocument(at: SourceSpan(file, start..<start)))
      return
    }
    let beginning = problem.contextStart.map { offsets.offset(ofCharacter: $0) }
    let bracket = openBrackets.last.map { offsets.offset(ofCharacter: $0) }
    diagnostics.append(
      syntaxDiagnostic(problem, at: start, beginning: beginning, bracket: bracket, in: file))
  }

  func secondDocument(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .error, .secondDocument, "a second document begins here; a file holds one", at: span,
      label: "move it to a file of its own")
  }

  mutating func span(of event: Event) -> SourceSpan {
    let start = offsets.offset(ofCharacter: event.start)
    return trimmed(start..<max(start, offsets.offset(ofCharacter: event.end)))
  }

  /// From the first to the last character of a list or mapping. libyaml ends one that has no
  /// brackets where the next thing begins, so there the end of the last child counts.
  mutating func span(
    from start: Event, to end: Event, isFlow: Bool, lastEnd: Int
  ) -> SourceSpan {
    let first = offsets.offset(ofCharacter: start.start)
    let last =
      isFlow
      ? offsets.offset(ofCharacter: end.end)
      : max(lastEnd, offsets.offset(ofCharacter: start.end))
    return trimmed(first..<max(first, last))
  }

  /// Where a child ends; the value of an alias stands elsewhere.
  mutating func end(of child: Node, from event: Event) -> Int {
    if case .alias = event.kind { span(of: event).end } else { child.span.end }
  }

  /// Without the line breaks that libyaml counts to a `|` text.
  private func trimmed(_ range: Range<Int>) -> SourceSpan {
    var end = range.upperBound
    while end > range.lowerBound, [0x0A, 0x0D, 0x20].contains(file.bytes[end - 1]) { end -= 1 }
    return SourceSpan(file, range.lowerBound..<end)
  }
}
