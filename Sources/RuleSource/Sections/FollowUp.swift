import Diagnostics
import LeadCore
import YAML

extension RuleReader {
  /// `follow_up:`, how soon and how often leads must be tried.
  mutating func readFollowUp(_ field: Field) {
    for item in field.items(into: &diagnostics) ?? [] {
      guard let fields = fields(item, .plan) else { continue }
      let name = name(in: fields, of: "follow_up")
      let when = when(in: fields)
      noteChoice(when, of: "follow_up", at: item)
      mentions.plans.append(
        .init(
          name: fields["name"]?.span ?? item.start, attempts: fields["attempts"]?.keySpan,
          saysWhereTo: fields["unreached"] != nil))
      let terms = terms(fields)
      if let name, let when { book.plans.append(Plan(name: name, when: when, terms: terms)) }
    }
  }

  private mutating func terms(_ fields: Fields) -> PlanTerms {
    readOnly("calendar", of: .clocks, fields["clock"])
    readOnly("handed", of: .planBeginnings, fields["from"])
    var terms = PlanTerms()
    terms.accept = fields["accept"]?.duration(into: &diagnostics)?.milliseconds
    terms.firstAttempt = fields["first_attempt"]?.duration(into: &diagnostics)?.milliseconds
    terms.attempts = fields["attempts"]?.integer(in: 1...1_000, into: &diagnostics)
    terms.apart = fields["apart"].flatMap { apart($0) } ?? .day
    terms.work = work(fields, attempts: terms.attempts)
    let unreached = fields["unreached"].flatMap { destination($0) }
    terms.unreached = unreached?.description ?? terms.unreached
    terms.reportingLag =
      fields["reporting_lag"]?.duration(into: &diagnostics)?.milliseconds ?? terms.reportingLag
    return terms
  }

  /// What the attempts take of a rep's hours: the minutes of the channel of each, in turn.
  private mutating func work(_ fields: Fields, attempts: Int?) -> Int64? {
    let channels =
      fields["channels"]?.list(into: &diagnostics) { $0.filledText(into: &$1) } ?? []
    var minutes: [FoldedText: Double] = [:]
    for entry in fields["minutes"]?.entries(into: &diagnostics) ?? [] {
      minutes[FoldedText(entry.name)] = entry.number(in: 0...1_440, into: &diagnostics)
    }
    guard !channels.isEmpty, !minutes.isEmpty else { return nil }
    let sum = (0..<(attempts ?? channels.count)).reduce(0.0) { sum, attempt in
      sum + (minutes[FoldedText(channels[attempt % channels.count])] ?? 0)
    }
    return sum > 0 ? Int64((sum * 60_000).rounded()) : nil
  }

  /// A choice of which so far only one is acted upon.
  private mutating func readOnly(_ done: String, of words: Words, _ field: Field?) {
    guard let field, let word = field.choice(of: words.choices, into: &diagnostics),
      word != done
    else { return }
    diagnostics.warning(
      .notYet, "`\(field.name): \(word)` is understood but not yet acted upon", at: field.span,
      label: "taken as '\(done)'")
  }

  /// `day`, or a duration.
  private mutating func apart(_ field: Field) -> PlanTerms.Apart? {
    if field.node.scalar?.text == "day" { return .day }
    return field.value("day, or a duration such as 4h", into: &diagnostics) { text in
      interval(text).map { .atLeast($0.milliseconds) }
    }
  }
}
