/// How text for people is painted: with ANSI colours on a terminal, else not at all.
public struct TextStyle: Sendable {
  public var usesColour: Bool

  public init(usesColour: Bool) { self.usesColour = usesColour }

  public func bold(_ text: String) -> String { paint("1", text) }
  public func dim(_ text: String) -> String { paint("2", text) }
  public func good(_ text: String) -> String { paint("32", text) }
  public func bad(_ text: String) -> String { paint("31", text) }

  private func paint(_ code: String, _ text: String) -> String {
    usesColour && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
