import LeadCore
import YAML

extension RuleReader {
  /// `agreement:`, of which the first day decides who is an opening balance, and the parties'
  /// contacts are told what both sides should know.
  mutating func readAgreement(_ field: Field) {
    guard let fields = fields(field, .agreement) else { return }
    if let day = fields["begins"]?.day(into: &diagnostics) {
      book.begins = book.calendar.zone.instant(of: day)
    }
    for item in fields["parties"]?.items(into: &diagnostics) ?? [] {
      guard let party = self.fields(item, .party) else { continue }
      _ = party["name"]?.filledText(into: &diagnostics)
      if let contact = party["contact"]?.email(into: &diagnostics) { book.contacts.append(contact) }
    }
  }
}
