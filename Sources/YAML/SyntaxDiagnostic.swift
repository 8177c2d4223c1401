internal import Diagnostics

/// The diagnostic for a syntax problem, shown where a person has to look.
///
/// - Parameters:
///   - start: byte offset where libyaml gave up; often past the end of the file.
///   - beginning: byte offset where the construct began that it gave up on.
///   - bracket: byte offset of the innermost bracket that is still open.
func syntaxDiagnostic(
  _ problem: SyntaxProblem, at start: Int, beginning: Int?, bracket: Int?, in file: SourceFile
) -> Diagnostic {
  if let tab = tabIndentation(problem, at: start, in: file) { return tab }
  let words = SyntaxWords(problem.problem, in: problem.context)
  if words.showsBeginning, let beginning {
    let span = character(at: beginning, in: file)
    return Diagnostic(.error, .yamlSyntax, words.message, at: span, label: words.label)
  }
  let contentEnd = file.bytes.lastIndex { !isBlank($0) && !isBreak($0) }.map { $0 + 1 } ?? 0
  if start >= contentEnd, let bracket, bracket < contentEnd {
    let closing = file.bytes[bracket] == UInt8(ascii: "[") ? "]" : "}"
    return Diagnostic(
      .error, .yamlSyntax, "the file ends before this is complete",
      at: character(at: bracket, in: file), label: "the closing '\(closing)' is missing")
  }
  // There is nothing to be seen past the end, so the last thing before it is shown.
  let place = min(start, max(contentEnd - 1, file.markLength))
  let label = words.label ?? beginning.flatMap { inWords(problem.context, at: $0, in: file) }
  return Diagnostic(
    .error, .yamlSyntax, words.message, at: character(at: place, in: file), label: label)
}

/// Where a tab is what libyaml tripped over, that is said, and how many more lines have one.
private func tabIndentation(
  _ problem: SyntaxProblem, at start: Int, in file: SourceFile
) -> Diagnostic? {
  let line = file.lineRange(at: start)
  let indent = file.bytes[line].prefix(while: isBlank)
  guard let tab = indent.firstIndex(of: 0x09), start <= indent.endIndex,
    SyntaxWords.isAboutTabs(problem.problem)
      || problem.problem == "found character that cannot start any token"
  else { return nil }
  var more = 0
  var next = line.upperBound
  while let content = file.bytes[next...].firstIndex(where: { !isBreak($0) }) {
    if file.bytes[content...].prefix(while: isBlank).contains(0x09) { more += 1 }
    next = file.bytes[content...].firstIndex(where: isBreak) ?? file.bytes.count
  }
  let others = more == 0 ? "" : more == 1 ? "; one more line below" : "; \(more) more lines below"
  return Diagnostic(
    .error, .tabIndent, "a tab cannot indent in YAML",
    at: SourceSpan(file, tab..<(tab + 1)), label: "use spaces\(others)")
}

private func inWords(_ context: String, at offset: Int, in file: SourceFile) -> String? {
  let line = file.line(at: offset)
  return switch context {
  case "while parsing a block mapping", "while parsing a flow mapping":
    "the mapping began on line \(line)"
  case "while parsing a block collection", "while parsing a flow sequence":
    "the list began on line \(line)"
  default: nil
  }
}

/// The one character at the offset, so that a single caret points at it.
private func character(at offset: Int, in file: SourceFile) -> SourceSpan {
  var offset = offset
  while offset > 0, offset < file.bytes.count, file.bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
  var end = min(offset + 1, file.bytes.count)
  while end < file.bytes.count, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
  return SourceSpan(file, min(offset, end)..<end)
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
