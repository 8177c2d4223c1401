import Diagnostics
import LeadCore
import YAML

extension Field {
  /// An id: lower-case letters, digits, `_` and `-`.
  func id(into diagnostics: inout Diagnostics) -> String? {
    guard let text = scalar(expected: "an id", into: &diagnostics)?.text else { return nil }
    return isID(text) ? text : reportID(text, at: span, into: &diagnostics)
  }

  /// The key, which is the id of what stands under it.
  func keyID(into diagnostics: inout Diagnostics) -> String? {
    isID(name) ? name : reportID(name, at: keySpan, into: &diagnostics)
  }

  /// The name of a field, in our form.
  func fieldName(into diagnostics: inout Diagnostics) -> String? {
    guard let text = filledText(into: &diagnostics) else { return nil }
    return fieldName(text, at: span, into: &diagnostics)
  }

  /// The key as the name of a field, in our form.
  func keyFieldName(into diagnostics: inout Diagnostics) -> String? {
    fieldName(name, at: keySpan, into: &diagnostics)
  }

  /// An e-mail address, roughly.
  func email(into diagnostics: inout Diagnostics) -> String? {
    value("an e-mail address", into: &diagnostics) { text in
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      let isAddress = parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      return isAddress && !text.contains(where: \.isWhitespace) ? text : nil
    }
  }

  private func fieldName(
    _ text: String, at span: SourceSpan, into diagnostics: inout Diagnostics
  ) -> String? {
    let name = RuleSource.fieldName(text)
    if !name.isEmpty { return name }
    diagnostics.error(.idForm, "\(quoted(text)) names no field", at: span)
    return nil
  }

  private func reportID(
    _ text: String, at span: SourceSpan, into diagnostics: inout Diagnostics
  ) -> String? {
    let plain = RuleSource.fieldName(text)
    diagnostics.error(
      .idForm, "\(quoted(text)) is no id: only a-z, 0-9, _ and - may stand in one", at: span,
      label: isID(plain) ? "write '\(plain)'" : nil)
    return nil
  }
}

private func isID(_ text: String) -> Bool {
  !text.isEmpty
    && text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
}

extension RuleReader {
  /// Where leads may go: `nurture/TRACK`, `disqualified`, `stay`.
  mutating func destination(_ field: Field) -> Destination? {
    let expected = "nurture/TRACK, disqualified or stay"
    guard let text = field.scalar(expected: expected, into: &diagnostics)?.text else { return nil }
    if let destination = Destination(text) {
      if case .nurture(let track) = destination {
        mentions.sentTo.append(.init(name: track, span: field.span))
      }
      return destination
    }
    let isTrack = mentions.tracks.contains { $0.name == text }
    let near = diagnostics.suggestion(for: text, among: ["disqualified", "stay"])
    field.reportValue(
      expected: expected,
      label: isTrack ? "write nurture/\(text)" : near.map { "did you mean '\($0)'?" },
      into: &diagnostics)
    return nil
  }
}
