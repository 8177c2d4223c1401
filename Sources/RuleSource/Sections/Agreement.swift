import LeadCore
import YAML

extension RuleReader {
  /// `agreement:`, of which the first day decides who is an opening balance.
  mutating func readAgreement(_ field: Field) {
    guard let fields = fields(field, .agreement) else { return }
    if let day = fields["begins"]?.day(into: &diagnostics) {
      book.begins = book.calendar.zone.instant(of: day)
    }
  }
}
