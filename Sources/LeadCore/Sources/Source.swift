/// What the rows of a file are about.
///
/// The raw values are the words of `sources.record`; the order of the cases is the order in which
/// files found together are taken in.
public enum RecordKind: String, CaseIterable, Comparable, Sendable {
  case account, lead, deal, activity, attempt, feedback, optout, numbers

  public static func < (left: RecordKind, right: RecordKind) -> Bool {
    left.order < right.order
  }
  private var order: Int { RecordKind.allCases.firstIndex(of: self)! }
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

  /// The field that keeps who owns a lead in the CRM, as the column that `owner` names says it.
  public static let ownerField = "crm_owner"

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

  public init(name: String, files: String) {
    self.name = name
    self.files = files
  }
}
