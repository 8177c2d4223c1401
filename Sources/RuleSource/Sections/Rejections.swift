import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `rejections: { not_a_fit: disqualified, else: nurture/lost }`.
  mutating func readRejections(_ field: Field) {
    mentions.rejections.section = field.keySpan
    for entry in field.entries(into: &diagnostics) ?? [] {
      guard let destination = destination(entry) else { continue }
      if destination == .stay { mentions.rejections.stays.append(entry.span) }
      if entry.name == "else" {
        book.rejections.otherwise = destination
      } else if book.rejections.byReason.updateValue(
        destination, forKey: FoldedText(entry.name)) != nil
      {
        diagnostics.error(
          .duplicateKey, "\(quoted(entry.name)) is here twice, but for its case", at: entry.keySpan)
      }
    }
  }
}

extension Shape {
  static let rejections = Shape.entries(of: .destination)
}
