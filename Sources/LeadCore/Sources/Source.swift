/// What the rows of a file are about.
///
/// The raw values are the words of `sources.record`; the order of the cases is the order in which
/// files found together are taken in.
public enum RecordKind: String, CaseIterable, Comparable, Sendable {
  case account, lead, deal, activity, attempt, feedback, optout, numbers
  /// What people do by hand, see the manual acts of the command line. No word of `sources`.
  case act

  public static let allCases: [RecordKind] = [
    .account, .lead, .deal, .activity, .attempt, .feedback, .optout, .numbers,
  ]

  public static func < (left: RecordKind, right: RecordKind) -> Bool {
    left.order < right.order
  }
  private var order: Int { RecordKind.allCases.firstIndex(of: self) ?? RecordKind.allCases.count }
}

/// How dates such as `03/04/2026` are read.
public enum DateOrder: String, CaseIterable, Sendable {
  case dayFirst = "day_first"
  case monthFirst = "month_first"
}

/// One entry of `sources:`: which files it speaks of and how their columns are understood.
public struct Source: Sendable {
  /// A header of the file, and what LeadRelay calls it.
  public struct Column: Equatable, Sendable {
    public var ours: String
    public var header: String
    public init(ours: String, header: String) {
      self.ours = ours
      self.header = header
    }
  }

  /// A column whose change is feedback.
  public struct VerdictColumn: Equatable, Sendable {
    /// The header.
    public var from: String
    /// What its values stand for; others stand for nothing.
    public var values: [FoldedText: Feedback.Verdict]
    public init(from: String, values: [FoldedText: Feedback.Verdict]) {
      self.from = from
      self.values = values
    }
  }

  /// Columns that tell of an activity of the row's lead.
  public struct ActivityColumns: Equatable, Sendable {
    public var activity: String
    /// The header of the column with its time; a row without one tells of none.
    public var at: String
    /// What else is told of it.
    public var properties: [Column]
    public init(activity: String, at: String, properties: [Column] = []) {
      self.activity = activity
      self.at = at
      self.properties = properties
    }
  }

  public var name: String
  /// A glob on the path below `inbox/`; `*` and `?` stop at `/`.
  public var files: String
  public var record: RecordKind?
  /// Identity kinds (`email`, `hubspot` …) in the order in which they decide whose a row is.
  public var identity: [Column] = []
  public var fields: [Column] = []
  /// Headers of columns that are left out.
  public var ignore: [String] = []
  /// Constant columns: our name and the value every row gets.
  public var set: [Column] = []
  /// Our column name → folded value as exported → value as LeadRelay knows it.
  public var values: [String: [String: String]] = [:]
  /// Texts that mean "nothing here", beside the built-in ones.
  public var empty: [String] = []
  /// The zone of times that bring none; nil means the calendar's.
  public var zone: Zone?
  public var dates: DateOrder?
  /// How text is written that is neither UTF-8 nor marked by a BOM: `windows-1254` and the like.
  public var encoding: String?
  /// The header of the column that tells how old a row is.
  public var asOf: String?
  /// The header of the column with the lead's owner in the CRM.
  public var owner: String?
  public var verdict: VerdictColumn?
  public var activities: [ActivityColumns] = []
  /// Whether a log of attempts covers whole days (`complete: daily`).
  public var isComplete = false

  public init(name: String, files: String) {
    self.name = name
    self.files = files
  }
}
