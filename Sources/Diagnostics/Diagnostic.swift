/// One finding about a source file: what is wrong, where, and what to do about it.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is. Errors keep a rulebook from being used, warnings do not.
  public enum Severity: String, Hashable, Sendable {
    case error
    case warning
  }

  /// The stable name of a kind of finding, for instance `unknown-key`.
  ///
  /// Each module lists its own as static members.
  public struct ID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name itself.
    public let description: String

    /// Only literals: an id never comes from input.
    public init(stringLiteral value: StaticString) { description = "\(value)" }
  }

  /// Whether it is an error or a warning.
  public let severity: Severity
  /// Which kind of finding it is.
  public let id: ID
  /// What is wrong, in one line without a full stop.
  public let message: String
  /// Where it is wrong.
  public let span: SourceSpan
  /// What is printed behind the carets, usually a suggestion.
  public let label: String?

  /// A finding; the label, if any, is printed behind the carets.
  public init(
    _ severity: Severity, _ id: ID, _ message: String, at span: SourceSpan, label: String? = nil
  ) {
    self.severity = severity
    self.id = id
    self.message = Self.shortened(message)
    self.span = span
    self.label = label.map(Self.shortened)
  }

  /// What names and values out of a file make too long to be read is cut.
  private static func shortened(_ text: String) -> String {
    text.utf8.count <= 1_000 ? text : String(text.unicodeScalars.prefix(300)) + "…"
  }
}

/// Diagnostics are ordered by file, then place; the rest only makes the order total.
extension Diagnostic: Comparable {
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.span != right.span { return left.span < right.span }
    return (left.severity.rawValue, left.id.description, left.message, left.label ?? "")
      < (right.severity.rawValue, right.id.description, right.message, right.label ?? "")
  }
}
