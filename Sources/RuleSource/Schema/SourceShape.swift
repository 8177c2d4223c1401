import LeadCore

extension Keys {
  static let source: Keys = [
    .required("name", .filledText, "What people call the source."),
    .required(
      "files", .filledText, "The path below inbox/; `*` is anything but `/`.",
      examples: ["leads-*.csv"]),
    .optional("record", .word(.records), "What a row is; else found from the file."),
    .optional(
      "identity", .entries(of: .filledText, by: .fieldName),
      "Whose row it is, kind: header; the first that is known decides."),
    .optional(
      "fields", .entries(of: .filledText, by: .fieldName),
      "Our names for columns, ours: header; others keep their own."),
    .optional("ignore", .list(of: .text, orOne: true), "Columns that are not read."),
    .optional("set", .entries(of: .text, by: .fieldName), "Fields that are the same in each row."),
    .optional(
      "values", .entries(of: .entries(of: .text), by: .fieldName),
      "What values mean, field by field; others stay as they are."),
    .optional("empty", .list(of: .text, orOne: true), "Values that mean there is none."),
    .optional("time_zone", .timeZone, "The zone of times that name none."),
    .optional("dates", .word(.dateOrders), "How to read 03/04/2026; else found from the column."),
    .optional("encoding", .word(.encodings), "Of files that are neither UTF-8 nor say so."),
    .later("as_of", .filledText, "The column that tells how old a row is; older ones lose."),
    .optional(
      "owner", .filledText, "The column with the owner in the CRM, whose lead it becomes."),
    .later("verdict", .mapping(.verdictColumn), "A column whose changes are feedback."),
    .later(
      "activities", .list(of: .mapping(.activityColumns)), "Columns that tell of an activity."),
    .later(
      "complete", .word(["daily": "The file covers whole days."]),
      "What the log of attempts leaves out: nothing of a day that it covers."),
  ]

  private static let verdictColumn: Keys = [
    .required("from", .filledText, "The column."),
    .required(
      "values", .entries(of: .word(.verdicts)), "Which of its values are which verdict."),
  ]

  private static let activityColumns: Keys = {
    var keys: Keys = [
      .required("activity", .filledText, "What the activity is called."),
      .required("at", .filledText, "The column with its time."),
    ]
    keys.others = .filledText
    return keys
  }()
}

extension Words {
  static let encodings: Words = [
    "windows-1250": "Central European.",
    "windows-1252": "Western European.",
    "windows-1254": "Turkish.",
    "windows-1256": "Arabic and Persian.",
  ]

  fileprivate static let records = Words(of: RecordKind.self) {
    switch $0 {
    case .account: "A company."
    case .lead: "A person."
    case .deal: "A deal and how it stands."
    case .activity: "Something that a lead did."
    case .attempt: "A rep's try to reach a lead."
    case .feedback: "What came of a lead."
    case .optout: "Who must not be mailed, called or contacted."
    case .numbers: "A figure, such as visitors or costs."
    }
  }

  fileprivate static let dateOrders = Words(of: DateOrder.self) {
    switch $0 {
    case .dayFirst: "The 3rd of April."
    case .monthFirst: "The 4th of March."
    }
  }

  static let verdicts = Words(of: Feedback.Verdict.self) {
    switch $0 {
    case .accepted: "The rep takes it."
    case .rejected: "The rep gives it back, for a reason."
    case .sql: "It is a real opportunity."
    case .won: "They have bought."
    case .lost: "They will not buy this time."
    case .recycle: "Back to nurture, the handoff ends."
    case .nurture: "On a nurture track; the owner stays."
    }
  }
}
