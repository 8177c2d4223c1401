/// A bounded collection of diagnostics: the first so many are kept, the rest are counted.
///
/// Equal diagnostics count once, so that a fault in an anchor is not repeated for each alias.
public struct Diagnostics: Sendable {
  /// How many errors, and how many warnings, are kept.
  public let limit: Int
  /// Errors appended, kept or not.
  public private(set) var errorCount = 0
  /// Warnings appended, kept or not.
  public private(set) var warningCount = 0
  private var kept: Set<Diagnostic> = []
  private var keptErrors = 0

  /// An empty collection that keeps so many errors and as many warnings.
  public init(limit: Int = 200) { self.limit = limit }

  /// Whether there was any error, kept or not.
  public var hasErrors: Bool { errorCount > 0 }
  /// Whether nothing was appended.
  public var isEmpty: Bool { errorCount + warningCount == 0 }
  /// How many were counted but not kept.
  public var omittedCount: Int { errorCount + warningCount - kept.count }

  /// The diagnostics that were kept, by file and place.
  public var sorted: [Diagnostic] { kept.sorted() }

  /// The candidate that was probably meant, see `closest`; nil once no more such findings are kept.
  ///
  /// A suggestion costs more than all else that a finding does, and a hostile file has millions.
  public func suggestion(
    for text: String, among candidates: @autoclosure () -> some Sequence<String>,
    severity: Diagnostic.Severity = .error
  ) -> String? {
    let keptNow = severity == .error ? keptErrors : kept.count - keptErrors
    return keptNow < limit ? closest(to: text, among: candidates()) : nil
  }

  /// Adds a finding, unless it was already there or the limit is reached.
  public mutating func append(_ diagnostic: Diagnostic) {
    guard !kept.contains(diagnostic) else { return }
    switch diagnostic.severity {
    case .error:
      errorCount += 1
      guard keptErrors < limit else { return }
      keptErrors += 1
    case .warning:
      warningCount += 1
      // Errors and warnings have limits of their own: a flood of warnings hides no error.
      guard kept.count - keptErrors < limit else { return }
    }
    kept.insert(diagnostic)
  }

  /// Adds all of another collection, what it did not keep as counts.
  public mutating func append(contentsOf other: Diagnostics) {
    let (errors, warnings) = (other.errorCount, other.warningCount)
    let keptWarnings = other.kept.count - other.keptErrors
    for diagnostic in other.sorted { append(diagnostic) }
    errorCount += errors - other.keptErrors
    warningCount += warnings - keptWarnings
  }

  /// Adds an error.
  public mutating func error(
    _ id: Diagnostic.ID, _ message: String, at span: SourceSpan, label: String? = nil
  ) {
    append(Diagnostic(.error, id, message, at: span, label: label))
  }

  /// Adds a warning.
  public mutating func warning(
    _ id: Diagnostic.ID, _ message: String, at span: SourceSpan, label: String? = nil
  ) {
    append(Diagnostic(.warning, id, message, at: span, label: label))
  }
}
