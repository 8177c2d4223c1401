import Diagnostics
import LeadCore
import YAML

/// More different patterns are refused: trying each of them takes a moment.
private let mostPatterns = 1_000

extension RuleReader {
  /// `matches`: a regular expression, or several of which one must be found.
  mutating func matches(
    _ test: Field, _ subject: TestSubject, named name: String
  ) -> Condition? {
    if subject.isScore { return reportWrongTest(test, named: name, is: "a number") }
    guard let items = test.items(orOne: true, into: &diagnostics) else { return nil }
    if items.isEmpty {
      diagnostics.error(.emptyList, "`\(test.name)` needs at least one pattern", at: test.span)
      return nil
    }
    let patterns = items.map { pattern($0) }
    let sound = patterns.compactMap { $0 }
    return sound.count == patterns.count ? subject.condition(.matches(sound)) : nil
  }

  private mutating func pattern(_ item: Field) -> Pattern? {
    guard let text = item.filledText(into: &diagnostics) else { return nil }
    if patterns[text] == nil, patterns.count == mostPatterns {
      diagnostics.error(
        .tooMany, "a rulebook has at most \(mostPatterns) different patterns", at: item.span,
        label: "lists, `has_word` and `contains` are quicker too")
      return nil
    }
    let result = patterns[text] ?? compiled(text)
    patterns[text] = result
    switch result {
    case .success(let pattern): return pattern
    case .failure(let fault):
      report(fault, in: item)
      return nil
    }
  }

  private func compiled(_ text: String) -> Result<Pattern, PatternFault> {
    do { return .success(try Pattern(text)) } catch { return .failure(error) }
  }

  private mutating func report(_ fault: PatternFault, in item: Field) {
    switch fault {
    case .malformed(let why, let offset):
      diagnostics.error(
        .badPattern, "\(quoted(item.node.scalar?.text ?? "")) is no pattern: \(why)",
        at: item.node.place(ofByte: offset) ?? item.span)
    case .costly(let text):
      diagnostics.error(
        .costlyPattern, "this pattern takes too long on texts such as '\(text)…'", at: item.span,
        label: "do not repeat what repeats already, as (a+)+ does")
    }
  }
}
