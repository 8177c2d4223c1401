import LeadCore

/// Columns with a fixed meaning in records other than leads and accounts (interfaces.md,
/// "Formats").
public enum Special: Int, CaseIterable, Sendable {
  case activity, at, outcome, rep, channel, reason, id, verdict, amount, track
  case deal, stage, currency, closedAt
  case noEmail, noCall, noContact
  case metric, period, value, source
  case act, lead, until

  /// The column's name in files.
  public var name: String { Special.names[rawValue] }

  /// Told once: a case takes long to say what it is called.
  private static let names = allCases.map { special in
    switch special {
    case .closedAt: "closed_at"
    case .noEmail: "no_email"
    case .noCall: "no_call"
    case .noContact: "no_contact"
    default: String(describing: special)
    }
  }

  /// The special columns of a record kind.
  static func ofKind(_ kind: RecordKind) -> [Special] {
    switch kind {
    case .activity: [.activity, .at, .id]
    case .attempt: [.outcome, .at, .rep, .channel, .reason, .id]
    case .feedback: [.verdict, .at, .rep, .reason, .amount, .track, .id]
    case .deal: [.deal, .stage, .amount, .currency, .closedAt]
    case .optout: [.noEmail, .noCall, .noContact]
    case .numbers: [.metric, .period, .value, .source]
    case .act: [.act, .lead, .rep, .until, .id, .reason, .at]
    case .account, .lead: []
    }
  }

  /// How its cells are read in records of a kind. The amount of a verdict goes on as it is.
  func content(in kind: RecordKind) -> Content {
    switch self {
    case .at, .closedAt: .time
    case .noEmail, .noCall, .noContact: .yesNo
    case .amount where kind == .deal: .number
    case .stage: .stage
    case .value: .number
    default: .text
    }
  }
}

/// What a column of a file is to us.
public enum ColumnRole: Equatable, Sendable {
  /// Tells whose the row is; the kind, such as `email` or `hubspot`. An e-mail column is the field
  /// `email` too, and the column that tells an account's domain is a field under its own name.
  case identity(String)
  /// A field, or a property of an activity, by our name.
  case field(String)
  case special(Special)
  case ignored
}

/// How the cells of a column are read beyond trimming.
enum Content {
  case text, email, domain, salesforceID, firstID, number, date, time, yesNo, stage, phone, list

  /// Whether a cell may hold something else than the column is for, which somebody should know.
  var canBeOdd: Bool {
    switch self {
    case .email, .number, .date, .time, .yesNo: true
    case .text, .domain, .salesforceID, .firstID, .stage, .phone, .list: false
    }
  }
}
