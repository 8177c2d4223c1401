public import Diagnostics

/// A piece of a YAML document and where it was written.
///
/// Nodes share storage: an alias costs nothing, and its span is that of the anchored value, where a
/// fault has to be mended.
public struct Node: Sendable {
  /// The three shapes of YAML.
  public enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    /// In the order of the file; the names are unique.
    case mapping([Entry])
  }

  /// What it holds.
  public let content: Content
  /// Where it was written.
  public let span: SourceSpan

  /// A node, as the reader or a test builds it.
  public init(_ content: Content, at span: SourceSpan) {
    self.content = content
    self.span = span
  }
}

/// A text as YAML gives it: escapes resolved, lines folded, never turned into anything else.
public struct Scalar: Hashable, Sendable {
  /// How it was written.
  public enum Style: Hashable, Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// After `|`.
    case literal
    /// After `>`.
    case folded
  }

  /// The text itself.
  public let text: String
  /// How it was written.
  public let style: Style

  /// A text, plain unless said otherwise.
  public init(_ text: String, style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// Whether it stands without quotes and without `|` or `>`.
  public var isPlain: Bool { style == .plain }
  /// Nothing at all, or a plain `~`. The word `null` is a text like any other.
  public var isNull: Bool { isPlain && (text.isEmpty || text == "~") }
}

/// A key of a mapping and its value.
public struct Entry: Sendable {
  /// The key's text.
  public let name: String
  /// Where the key was written.
  public let keySpan: SourceSpan
  /// The value.
  public let value: Node

  /// A key and its value.
  public init(name: String, keySpan: SourceSpan, value: Node) {
    self.name = name
    self.keySpan = keySpan
    self.value = value
  }
}

extension Node {
  /// The scalar, where this is one.
  public var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The items, where this is a sequence.
  public var sequence: [Node]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The entries, where this is a mapping.
  public var mapping: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// An empty value or `~`: as if it were not there.
  public var isNull: Bool { scalar?.isNull ?? false }

  /// What this is, in words for a message: `a list`, `a mapping`, `nothing`, `text` or `a number`.
  public var kind: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar) where scalar.isNull: "nothing"
    case .scalar(let scalar): isDecimal(scalar.text) ? "a number" : "text"
    }
  }
}
