/// Prints diagnostics for people (and for editors, which read `file:line:column:`).
///
/// ```
/// rules/fit.yaml:14:5: error: unknown key 'scroe' [unknown-key]
///    |
/// 14 |     scroe: 10
///    |     ^^^^^ did you mean 'points'?
/// ```
public struct Renderer: Sendable {
  /// Whether to use ANSI colours.
  public let usesColour: Bool

  /// A renderer, without colours unless asked.
  public init(usesColour: Bool = false) { self.usesColour = usesColour }

  /// All that were kept, by file and place, an empty line between them, and how many were not.
  public func render(_ diagnostics: Diagnostics) -> String {
    var text = diagnostics.sorted.map(render).joined(separator: "\n")
    if diagnostics.omittedCount > 0 { text += "\n… and \(diagnostics.omittedCount) more\n" }
    return text
  }

  /// One diagnostic, with a line break at its end.
  public func render(_ diagnostic: Diagnostic) -> String {
    let span = diagnostic.span
    let severity = diagnostic.severity
    let name = harmless(span.file.name)
    let title = paint(severity == .error ? "1;31" : "1;35", "\(severity.rawValue):")
    let message = paint("1", harmless(diagnostic.message)) + " [\(diagnostic.id)]"
    if span.isWholeFile {
      let label = diagnostic.label.map { "; " + harmless($0) } ?? ""
      return "\(paint("1", "\(name):")) \(title) \(message)\(label)\n"
    }
    let position = span.position
    let place = paint("1", "\(name):\(position.line):\(position.column):")
    return "\(place) \(title) \(message)\n" + excerpt(of: diagnostic, line: position.line)
  }

  private func excerpt(of diagnostic: Diagnostic, line: Int) -> String {
    let excerpt = Excerpt(diagnostic.span)
    let number = String(line)
    let blank = String(repeating: " ", count: number.count)
    let label = diagnostic.label.map { " " + harmless($0) } ?? ""
    let text = excerpt.text.isEmpty ? "" : " " + excerpt.text
    return paint("34", "\(blank) |") + "\n"
      + paint("34", "\(number) |") + text + "\n"
      + paint("34", "\(blank) |") + " " + excerpt.padding
      + paint("1;32", excerpt.carets + label) + "\n"
  }

  private func paint(_ code: String, _ text: String) -> String {
    usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
