public import LeadCore

/// How the columns of one file are read: which are identities, fields and special columns, and
/// what their cells become.
public struct Mapping {
  public let kind: RecordKind
  /// The entry of `sources:` that speaks of the file.
  public let source: Source?
  /// Per column of the file what it is.
  public private(set) var roles: [ColumnRole] = []
  /// Our names of the fields, in the order of `MappedBlock.fields`.
  public private(set) var fieldNames: [String] = []
  /// The kinds of identities, in the order in which they decide.
  public var identityKinds: [String] { identities.map(\.kind) }

  var plans: [ColumnPlan] = []
  var identities: [IdentityRank] = []
  let empties: Placeholders
  let constants: [(ours: String, value: [UInt8])]
  let zone: Zone
  private let isJSON: Bool
  private var taken: Set<String> = []
  private var ownWarnings: [String] = []

  /// - Parameters:
  ///   - header: the file's columns; for JSON those seen so far, see `extend`.
  ///   - path: below `inbox/`, for `sources.files` and the file name's beginning.
  ///   - sources: in the rulebook's order; the first whose pattern matches counts.
  ///   - zone: of times that bring none, where the source says none.
  /// - Throws: `Unreadable` where nothing tells what the rows are about.
  public init(
    header: [String], path: String, sources: [Source], zone: Zone
  ) throws(Unreadable) {
    let source = sources.first { Glob.matches($0.files, path) }
    self.source = source
    self.zone = source?.zone ?? zone
    isJSON = FileFormat(fileName: path)?.isJSON ?? false
    empties = Placeholders(source?.empty ?? [])
    constants = (source?.set ?? []).map { ($0.ours, Array($0.header.utf8)) }
    let columns = ColumnNames(header, from: 0, source: source, keepsDots: isJSON)
    let found =
      source?.record ?? KindOfFile.named(path)
      ?? KindOfFile.columns(
        Set(columns.known + constants.map(\.ours)), hasIdentity: columns.hasIdentity)
    guard let found else {
      throw Unreadable(
        "nothing tells what the rows are: no identity such as `email` among the columns "
          + header.map { "`\($0)`" }.joined(separator: ", ")
          + "; name the file after its records (`leads-…`) or add a `sources:` entry")
    }
    kind = found
    for constant in constants {
      taken.insert(constant.ours)
      if special(named: constant.ours) == nil { fieldNames.append(constant.ours) }
    }
    assign(columns)
    ownWarnings = isJSON ? [] : columns.warnings
  }

  /// What the rows of a file are about, where its name alone tells; `init` says how.
  public static func kind(named path: String, sources: [Source]) -> RecordKind? {
    if let source = sources.first(where: { Glob.matches($0.files, path) }), source.record != nil {
      return source.record
    }
    return KindOfFile.named(path)
  }

  /// Columns that turned up since: JSON objects may bring new names at any time. `header` begins
  /// with the columns known already.
  public mutating func extend(header: [String]) {
    guard header.count > roles.count else { return }
    assign(ColumnNames(header, from: roles.count, source: source, keepsDots: isJSON))
  }

  /// What was found strange so far, for a person.
  public var warnings: [String] {
    var warnings = ownWarnings
    for plan in plans {
      warnings += plan.dates?.warnings ?? []
      if plan.badAddresses > 0 {
        warnings.append("\(plan.header): \(plan.badAddresses) values are no e-mail addresses")
      }
    }
    return warnings
  }

  func special(named name: String) -> Special? {
    Special.ofKind(kind).first { $0.name == name }
  }

  private mutating func assign(_ columns: ColumnNames) {
    let usesSynonyms = kind != .activity && kind != .attempt && kind != .feedback
    let specials = Set(Special.ofKind(kind).map(\.name))
    var names = columns.ours(synonyms: usesSynonyms, specials: specials, taken: &taken)
    for (i, identity) in columns.identities {
      names[i] = .identity(identity)
    }
    for i in columns.headers.indices {
      add(columns.first + i, columns.headers[i], names[i])
    }
    identities.sort { $0.rank < $1.rank }
  }

  private mutating func add(_ column: Int, _ header: String, _ name: ColumnNames.Ours) {
    switch name {
    case .ignored:
      roles.append(.ignored)
    case .identity(let identity):
      roles.append(.identity(identity.kind))
      if identities.contains(where: { $0.kind == identity.kind }) {
        roles[roles.count - 1] = .ignored
        return
      }
      identities.append(identity)
      var content = Content.text
      if identity.kind == "email" { content = .email }
      if identity.kind == "salesforce" { content = .salesforceID }
      var plan = ColumnPlan(
        column: column, header: header, role: .identity(identity.kind), content: content)
      plan.identity = identity
      if content == .email { plan.field = field("email") }
      finish(plan, name: identity.kind)
    case .name(let name):
      if let special = special(named: name) {
        roles.append(.special(special))
        var plan = ColumnPlan(
          column: column, header: header, role: .special(special),
          content: special == .at ? .at : .text)
        plan.special = special
        finish(plan, name: name)
      } else {
        roles.append(.field(name))
        var plan = ColumnPlan(
          column: column, header: header, role: .field(name), content: content(of: name))
        plan.field = field(name)
        finish(plan, name: name)
      }
    }
  }

  private mutating func finish(_ plan: ColumnPlan, name: String) {
    var plan = plan
    plan.values = source?.values[name].map { ValueMemo($0) }
    if plan.content == .at || plan.content == .createdAt {
      plan.dates = DateColumn(name: plan.header, zone: zone, order: source?.dates)
    }
    plans.append(plan)
  }

  private mutating func field(_ name: String) -> Int {
    if let known = fieldNames.firstIndex(of: name) { return known }
    fieldNames.append(name)
    return fieldNames.count - 1
  }

  /// Fields with a type. What an activity brings besides its own columns is kept as it is.
  private func content(of name: String) -> Content {
    switch kind {
    case .activity, .attempt, .feedback, .numbers: return .text
    case .account, .lead, .deal, .optout: break
    }
    switch name {
    case "created_at": return .createdAt
    case "employees", "revenue": return .number
    default: return .text
    }
  }
}
