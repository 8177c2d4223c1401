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
      notePromises(terms, fields)
      if let name, let when { book.plans.append(Plan(name: name, when: when, terms: terms)) }
    }
  }

  private mutating func terms(_ fields: Fields) -> PlanTerms {
    var terms = PlanTerms()
    terms.clock = fields["clock"]?.choice(of: PlanTerms.Clock.self, into: &diagnostics) ?? .calendar
    terms.begins =
      fields["from"]?.choice(of: PlanTerms.Beginning.self, into: &diagnostics) ?? .handed
    terms.accept = fields["accept"]?.allowance(into: &diagnostics)
    terms.firstAttempt = fields["first_attempt"]?.allowance(into: &diagnostics)
    terms.nextAttempt = fields["next_attempt"]?.allowance(into: &diagnostics)
    terms.verdict = fields["verdict"]?.allowance(into: &diagnostics)
    terms.attempts = fields["attempts"]?.integer(in: 1...1_000, into: &diagnostics)
    terms.apart = fields["apart"].flatMap { apart($0) } ?? .day
    terms.channels =
      fields["channels"]?.list(into: &diagnostics) { $0.filledText(into: &$1) } ?? []
    terms.work = work(fields, terms)
    terms.grace = fields["grace"]?.allowance(into: &diagnostics)
    terms.reassignments = fields["reassignments"]?.integer(in: 0...1_000, into: &diagnostics)
    terms.ladder = ladder(fields)
    let unreached = fields["unreached"].flatMap { destination($0) }
    terms.unreached = unreached?.description ?? terms.unreached
    terms.reportingLag =
      fields["reporting_lag"]?.duration(into: &diagnostics)?.milliseconds ?? terms.reportingLag
    return terms
  }

  /// What the attempts take of a rep's hours: the minutes of the channel of each, in turn.
  private mutating func work(_ fields: Fields, _ terms: PlanTerms) -> Int64? {
    let channels = terms.channels
    var minutes: [FoldedText: Double] = [:]
    for entry in fields["minutes"]?.entries(into: &diagnostics) ?? [] {
      minutes[FoldedText(entry.name)] = entry.number(in: 0...1_440, into: &diagnostics)
    }
    guard !channels.isEmpty, !minutes.isEmpty else { return nil }
    let sum = (0..<(terms.attempts ?? channels.count)).reduce(0.0) { sum, attempt in
      sum + (minutes[FoldedText(channels[attempt % channels.count])] ?? 0)
    }
    return sum > 0 ? Int64((sum * 60_000).rounded()) : nil
  }

  /// `breach:`, the steps that follow a missed deadline, in order of time.
  private mutating func ladder(_ fields: Fields) -> [BreachStep] {
    var steps: [BreachStep] = []
    for item in fields["breach"]?.items(into: &diagnostics) ?? [] {
      guard let fields = self.fields(item, .breachStep) else { continue }
      let after = fields.required("after", into: &diagnostics)?.allowance(into: &diagnostics)
      let told = fields["alert"]?.list(orOne: true, into: &diagnostics) { $0.filledText(into: &$1) }
      let reassigns = fields["reassign"]?.boolean(into: &diagnostics) ?? false
      if let field = fields["alert"] {
        mentions.told += (told ?? []).map { .init(name: $0, span: field.span) }
      }
      if told == nil, !reassigns, fields["alert"] == nil {
        diagnostics.warning(
          .idleStep, "this step does nothing", at: item.start,
          label: "say whom to `alert`, or `reassign: true`")
      }
      guard let after else { continue }
      steps.append(BreachStep(after: after, alert: told ?? [], reassigns: reassigns))
    }
    let spans = steps.map(\.after.span)
    return steps.indices.sorted { (spans[$0], $0) < (spans[$1], $1) }.map { steps[$0] }
  }

  /// `day`, or a duration.
  private mutating func apart(_ field: Field) -> PlanTerms.Apart? {
    if field.node.scalar?.text == "day" { return .day }
    return field.value("day, or a duration such as 4h", into: &diagnostics) { text in
      interval(text).map { .atLeast($0.milliseconds) }
    }
  }
}
