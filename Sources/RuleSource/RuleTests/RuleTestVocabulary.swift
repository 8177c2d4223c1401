import LeadCore

/// What records in tests may hold: whatever somebody reads.
struct RuleTestVocabulary {
  /// What a test can tell.
  static let records: [RecordKind] = [.lead, .activity, .attempt, .feedback]

  /// Kinds of identities: every record may have any of them.
  let identities: Set<String>
  private let leadFields: Set<String>
  private let activityProperties: Set<String>

  /// Identities that need no source (interfaces.md, "Formats").
  private static let knownIdentities = ["email", "lead_id", "contact_id"]
  /// Fields that handoffs and lists show, though no rule may ask for them.
  private static let knownFields = [
    "email", "first_name", "last_name", "name", "title", "company", "website", "industry",
    "country", "city", "phone", "language", "employees", "revenue", "source", "campaign",
    "created_at",
  ]

  init(_ rules: Rulebook) {
    let sources = rules.sources
    identities = Set(Self.knownIdentities + sources.flatMap(\.identity).map(\.ours))
    leadFields = Set(
      Self.knownFields + rules.program.lead.fields + rules.qualification.requires)
    activityProperties = Set(rules.program.activity.fields)
  }

  /// The names that a record of this kind may have.
  func names(of record: RecordKind) -> Set<String> {
    switch record {
    case .lead: identities.union(leadFields)
    case .activity: identities.union(activityProperties).union(["activity", "at", "id"])
    case .attempt: identities.union(["outcome", "at", "rep", "channel", "reason", "id"])
    default: identities.union(["verdict", "at", "rep", "reason", "amount", "track", "id"])
    }
  }
}
