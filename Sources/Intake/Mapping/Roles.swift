import LeadCore

/// Columns with a fixed meaning in activities, attempts and feedback (interfaces.md, "Formats").
public enum Special: Int, CaseIterable, Sendable {
  case activity, at, outcome, rep, channel, reason, id, verdict, amount, track

  /// The column's name in files.
  public var name: String { String(describing: self) }

  /// The special columns of a record kind.
  static func ofKind(_ kind: RecordKind) -> [Special] {
    switch kind {
    case .activity: [.activity, .at, .id]
    case .attempt: [.outcome, .at, .rep, .channel, .reason, .id]
    case .feedback: [.verdict, .at, .rep, .reason, .amount, .track, .id]
    case .account, .lead, .deal, .optout, .numbers: []
    }
  }
}

/// What a column of a file is to us.
public enum ColumnRole: Equatable, Sendable {
  /// Tells whose the row is; the kind, such as `email` or `hubspot`. An e-mail column is the field
  /// `email` too.
  case identity(String)
  /// A field, or a property of an activity, by our name.
  case field(String)
  case special(Special)
  case ignored
}

/// How the cells of a column are read beyond trimming.
enum Content {
  case text, email, salesforceID, number, createdAt, at
}
