public import Diagnostics

/// A value under the name that messages use for it, with readers that report what is wrong.
///
/// Every reader returns nil after it has reported an error, so that reading goes on and all that is
/// wrong is found in one run.
public struct Field: Sendable {
  /// The key, or the key of the list for an item of it.
  public let name: String
  /// The value.
  public let node: Node
  /// Where to point if the value has no place of its own, as in `key:` with nothing behind it.
  public let keySpan: SourceSpan
  /// How messages begin: `` `points` `` or ``an item of `takes` ``.
  public let title: String

  /// A value under a key.
  public init(name: String, keySpan: SourceSpan, node: Node) {
    self.init(name: name, keySpan: keySpan, node: node, title: keyTitle(name))
  }

  init(_ entry: Entry) {
    self.init(name: entry.name, keySpan: entry.keySpan, node: entry.value)
  }

  init(name: String, keySpan: SourceSpan, node: Node, title: String) {
    self.name = name
    self.node = node
    self.keySpan = keySpan
    self.title = title
  }

  /// Where the value was written; the key's place for an empty value.
  public var span: SourceSpan { node.span.isEmpty ? keySpan : node.span }

  /// Nothing, or `~`.
  public var isNull: Bool { node.isNull }

  /// Reports that the value has another shape than it must have.
  ///
  /// - Parameter expected: with its article, for instance `a number`.
  public func reportShape(
    expected: String, label: String? = nil, into diagnostics: inout Diagnostics
  ) {
    if isNull {
      diagnostics.error(
        .emptyValue, "\(title) has no value; it must be \(expected)", at: span, label: label)
    } else {
      diagnostics.error(
        .wrongShape, "\(title) must be \(expected), not \(node.kind)", at: span, label: label)
    }
  }

  /// Reports that the value, of the right shape, is not one that is allowed.
  ///
  /// - Parameter expected: with its article, for instance `a duration such as 4h`.
  public func reportValue(
    expected: String, label: String? = nil, into diagnostics: inout Diagnostics
  ) {
    let found = node.scalar.map { quoted($0.text) } ?? node.kind
    diagnostics.error(
      .wrongValue, "\(title) must be \(expected), not \(found)", at: span, label: label)
  }
}

/// A key as messages name it, shortened if need be.
func keyTitle(_ name: String) -> String { "`" + quoted(name).dropFirst().dropLast() + "`" }

extension Field {
  /// The scalar; nothing and `~` are reported.
  public func scalar(
    expected: String = "text", into diagnostics: inout Diagnostics
  ) -> Scalar? {
    guard let scalar = node.scalar, !scalar.isNull else {
      reportShape(expected: expected, into: &diagnostics)
      return nil
    }
    return scalar
  }

  /// A text; `""` is one, nothing is not.
  public func text(into diagnostics: inout Diagnostics) -> String? {
    scalar(into: &diagnostics)?.text
  }

  /// A text with something to be seen in it.
  public func filledText(into diagnostics: inout Diagnostics) -> String? {
    guard let text = text(into: &diagnostics) else { return nil }
    if text.contains(where: { !$0.isWhitespace }) { return text }
    diagnostics.error(.emptyValue, "\(title) must not be empty", at: span)
    return nil
  }

  /// A number without fraction, in plain digits, within the bounds.
  public func integer(
    in bounds: ClosedRange<Int> = .min ... .max, into diagnostics: inout Diagnostics
  ) -> Int? {
    guard let text = digits("a whole number", into: &diagnostics) else { return nil }
    guard let number = Int(text) else {
      let isWhole = !text.contains(".")
      reportValue(
        expected: isWhole ? "a smaller number" : "a whole number", into: &diagnostics)
      return nil
    }
    guard bounds.contains(number) else {
      let low = bounds.lowerBound == .min ? nil : "\(bounds.lowerBound)"
      let high = bounds.upperBound == .max ? nil : "\(bounds.upperBound)"
      reportValue(expected: Self.wanted("a whole number", low, high), into: &diagnostics)
      return nil
    }
    return number
  }

  /// A number in plain decimal notation, within the bounds.
  public func number(
    in bounds: ClosedRange<Double> = -.infinity ... .infinity,
    into diagnostics: inout Diagnostics
  ) -> Double? {
    guard let text = digits("a number", into: &diagnostics) else { return nil }
    guard let number = decimal(text) else {
      reportValue(expected: "a smaller number", into: &diagnostics)
      return nil
    }
    guard bounds.contains(number) else {
      let low = bounds.lowerBound.isFinite ? shown(bounds.lowerBound) : nil
      let high = bounds.upperBound.isFinite ? shown(bounds.upperBound) : nil
      reportValue(expected: Self.wanted("a number", low, high), into: &diagnostics)
      return nil
    }
    return number
  }

  /// `true` or `false`; `yes`, `on` and the like are text.
  public func boolean(into diagnostics: inout Diagnostics) -> Bool? {
    value("true or false", into: &diagnostics) { $0 == "true" ? true : $0 == "false" ? false : nil }
  }

  /// A text that the function understands; what it does not understand is reported.
  ///
  /// - Parameter expected: with its article, for instance `a duration such as 4h`.
  public func value<Value>(
    _ expected: String, into diagnostics: inout Diagnostics, read: (String) -> Value?
  ) -> Value? {
    guard let scalar = scalar(expected: expected, into: &diagnostics) else { return nil }
    if let value = read(scalar.text) { return value }
    reportValue(expected: expected, into: &diagnostics)
    return nil
  }

  /// One word out of a few, with a suggestion where another was written.
  public func choice<Choice>(
    of type: Choice.Type = Choice.self, into diagnostics: inout Diagnostics
  ) -> Choice? where Choice: RawRepresentable<String> & CaseIterable {
    choice(of: Choice.allCases.map { ($0.rawValue, $0) }, into: &diagnostics)
  }

  /// One of the words, each with what it means.
  public func choice<Choice>(
    of words: [(String, Choice)], into diagnostics: inout Diagnostics
  ) -> Choice? {
    let names = words.map(\.0)
    let listed =
      names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " or " + names[names.count - 1]
    guard let scalar = scalar(expected: listed, into: &diagnostics) else { return nil }
    if let word = words.first(where: { $0.0 == scalar.text }) { return word.1 }
    let near = diagnostics.suggestion(for: scalar.text, among: names)
      .map { "did you mean '\($0)'?" }
    reportValue(expected: listed, label: near, into: &diagnostics)
    return nil
  }

  private func digits(_ expected: String, into diagnostics: inout Diagnostics) -> String? {
    guard let scalar = scalar(expected: expected, into: &diagnostics) else { return nil }
    if isDecimal(scalar.text) { return scalar.text }
    reportValue(expected: expected, label: Self.plainDigits(scalar.text), into: &diagnostics)
    return nil
  }

  /// What to write where a text is a number to people, but not in plain digits.
  private static func plainDigits(_ text: String) -> String? {
    let plain = String(text.filter { !"_, ".contains($0) })
    if plain != text, isDecimal(plain) { return "write \(plain)" }
    let trimmed = String(text.drop { $0 == "0" })
    if trimmed != text, isDecimal(trimmed) { return "write \(trimmed), without leading zeros" }
    let isExponent = text.contains("e") || text.contains("E")
    return isExponent && Double(text) != nil ? "write it in plain digits" : nil
  }

  private static func wanted(_ what: String, _ low: String?, _ high: String?) -> String {
    switch (low, high) {
    case (let low?, let high?): "\(what) from \(low) to \(high)"
    case (let low?, nil): "\(what) of at least \(low)"
    case (nil, let high?): "\(what) of at most \(high)"
    case (nil, nil): what
    }
  }
}
