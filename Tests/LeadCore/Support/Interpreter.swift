import Foundation

@testable import LeadCore

/// What rulebook.md says of conditions, done straight: text by text, with Foundation's Unicode,
/// without atoms, columns or memory. It knows the values that `Vocabulary` makes.
final class Interpreter {
  private var texts: [[UInt8]: [UInt8]] = [:]
  let lists: [String: [String]]
  let now: Instant

  init(lists: [String: [String]], now: Instant) {
    self.lists = lists
    self.now = now
  }

  func holds(_ condition: Condition, _ lead: TestLead) -> Bool {
    switch condition {
    case .all(let parts): parts.allSatisfy { holds($0, lead) }
    case .any(let parts): parts.contains { holds($0, lead) }
    case .not(let part): !holds(part, lead)
    case .field(let field, let test): value(field, lead).map { passes($0, test) } ?? false
    case .standing, .did: preconditionFailure("not a condition of fields")
    }
  }

  private func value(_ field: String, _ lead: TestLead) -> [UInt8]? {
    if let bytes = lead.fields[field], !bytes.isEmpty { return bytes }
    guard field.hasPrefix("email_"), let email = lead.fields["email"],
      let at = email.lastIndex(of: UInt8(ascii: "@")), at + 1 < email.count
    else { return nil }
    let domain = Interpreter.plain(Array(email[(at + 1)...]))
    if field == "email_domain" { return domain }
    let kinds = ["gmail.com": "free", "mailinator.com": "disposable"]
    return Array((kinds[String(decoding: domain, as: UTF8.self)] ?? "business").utf8)
  }

  private func passes(_ raw: [UInt8], _ test: FieldTest) -> Bool {
    let text = texts[raw] ?? Interpreter.plain(raw)
    texts[raw] = text
    func any(_ wanted: [FoldedText], _ isSo: ([UInt8]) -> Bool) -> Bool {
      wanted.contains { isSo($0.bytes) }
    }
    return switch test {
    case .known: true
    case .equals(let wanted): any(wanted) { $0 == text }
    case .inList(let name):
      lists[name]?.contains { Interpreter.plain(Array($0.utf8)) == text } ?? false
    case .contains(let parts): any(parts) { Interpreter.finds($0, in: text) }
    case .startsWith(let starts): any(starts) { text.starts(with: $0) }
    case .endsWith(let ends): any(ends) { text.reversed().starts(with: $0.reversed()) }
    case .hasWord(let words): any(words) { Interpreter.hasWord($0, in: text) }
    case .matches(let patterns): patterns.contains { Interpreter.finds($0.written, in: text) }
    case .number(let range): number(raw).map(range.contains) ?? false
    case .date(let test): date(raw).map { holds(test, $0) } ?? false
    }
  }

  func number(_ raw: [UInt8]) -> Double? {
    let text = String(decoding: raw, as: UTF8.self)
    return Vocabulary.numbers[text] ?? Int(text).map(Double.init)
  }

  private func date(_ raw: [UInt8]) -> Instant? {
    let text = String(decoding: raw, as: UTF8.self)
    let whole = text.count == 10 ? text + "T00:00:00Z" : text
    guard let date = try? Date(whole, strategy: .iso8601), date.formatted(.iso8601) == whole
    else { return nil }
    return Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
  }

  private func holds(_ test: DateTest, _ value: Instant) -> Bool {
    let age = now.milliseconds - value.milliseconds
    return switch test {
    case .within(let span): age >= 0 && age <= span.milliseconds
    case .olderThan(let span): age > span.milliseconds
    case .before(let instant): value.milliseconds < instant.milliseconds
    case .after(let instant): value.milliseconds >= instant.milliseconds
    }
  }
}

extension Interpreter {
  /// Folded text.
  static func plain(_ raw: [UInt8]) -> [UInt8] {
    guard let text = String(validating: raw, as: UTF8.self) else {
      return raw.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }
    let kept = text.precomposedStringWithCompatibilityMapping.unicodeScalars.compactMap(letter)
    let joined = kept.joined().precomposedStringWithCompatibilityMapping
    let words = joined.split(whereSeparator: \.isWhitespace)
    return Array(words.joined(separator: " ").utf8)
  }

  private static func letter(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\u{200C}", "\u{200D}": nil
    case "I", "İ", "ı", "i": "i"
    case "ي": "ی"
    case "ك": "ک"
    case "ß": "ss"
    case "ς": "σ"
    case "٠"..."٩", "۰"..."۹": String(scalar.properties.numericValue.map(Int.init) ?? 0)
    default: scalar.properties.lowercaseMapping
    }
  }

  private static func finds(_ part: [UInt8], in text: [UInt8]) -> Bool {
    text.indices.contains { text[$0...].starts(with: part) }
  }

  /// `Vocabulary` knows only patterns that mean the same to Foundation.
  private static func finds(_ pattern: String, in text: [UInt8]) -> Bool {
    guard let text = String(validating: text, as: UTF8.self) else { return false }
    let wanted = String(decoding: plain(Array(pattern.utf8)), as: UTF8.self)
    return text.range(of: wanted, options: .regularExpression) != nil
  }

  private static func hasWord(_ word: [UInt8], in text: [UInt8]) -> Bool {
    let wanted = String(decoding: word, as: UTF8.self)
    if wanted.unicodeScalars.contains(where: {
      (0x0E00...0x0E7F) ~= $0.value || 0x4E00... ~= $0.value
    }) {
      return finds(word, in: text)
    }
    return String(decoding: text, as: UTF8.self)
      .split { !$0.isLetter && !$0.isNumber }.contains { $0.utf8.elementsEqual(word) }
  }
}
