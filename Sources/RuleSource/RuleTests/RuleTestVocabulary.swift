import LeadCore

/// What records in tests may hold: whatever somebody reads.
struct RuleTestVocabulary {
  /// What a test can tell.
  static let records: [RecordKind] = [
    .lead, .account, .activity, .attempt, .feedback, .deal, .optout,
  ]

  /// Kinds of identities: every record may have any of them.
  let identities: Set<String>
  private let leadFields: Set<String>
  private let accountFields: Set<String>
  private let activityProperties: Set<String>

  /// Identities that need no source (interfaces.md, "Formats").
  private static let knownIdentities = ["email", "lead_id", "contact_id"]
  /// Fields that handoffs and lists show, though no rule may ask for them.
  private static let knownFields = [
    "email", "first_name", "last_name", "name", "title", "company", "website", "industry",
    "country", "city", "phone", "language", "employees", "revenue", "source", "campaign",
    "created_at",
  ]

  private static let optouts = ["no_email", "no_call", "no_contact"]

  init(_ rules: Rulebook) {
    let sources = rules.sources
    identities = Set(Self.knownIdentities + sources.flatMap(\.identity).map(\.ours))
    let asked = rules.program.lead.fields
    let accountKinds = Set(rules.accountKinds)
    leadFields = accountKinds.union(
      Self.knownFields + Self.optouts + asked.filter { !$0.isOfAccount }
        + rules.qualification.requires)
    accountFields = accountKinds.union(
      Self.knownFields + asked.filter(\.isOfAccount).map(\.withoutAccount))
    activityProperties = Set(rules.program.activity.fields)
  }

  /// The names that a record of this kind may have.
  func names(of record: RecordKind) -> Set<String> {
    switch record {
    case .lead: identities.union(leadFields)
    case .account: accountFields
    case .deal: identities.union(["deal", "stage", "amount", "currency", "closed_at"])
    case .optout: identities.union(Self.optouts)
    case .activity: identities.union(activityProperties).union(["activity", "at", "id"])
    case .attempt: identities.union(["outcome", "at", "rep", "channel", "reason", "id"])
    default: identities.union(["verdict", "at", "rep", "reason", "amount", "track", "id"])
    }
  }
}
