public import LeadCore

/// How the columns of one file are read: which are identities, fields and special columns, and
/// what their cells become.
public struct Mapping {
  public let kind: RecordKind
  /// The entry of `sources:` that speaks of the file.
  public let source: Source?
  /// Whose export the file is, where its header tells.
  public var exporter: Exporter? { match?.exporter }
  /// What tells the kind of the rows.
  public let evidence: KindOfFile.Evidence
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
  var told: ToldColumns
  private let match: ExporterMatch?
  private let types: [String: FieldType]
  private let wanted: Set<String>?
  let isJSON: Bool
  private var taken: Set<String> = []
  private var ownWarnings: [String] = []

  /// - Parameters:
  ///   - header: the file's columns; for JSON those seen so far, see `extend`.
  ///   - path: below `inbox/`, for `sources.files` and the file name's beginning.
  ///   - sources: in the rulebook's order; the first whose pattern matches counts.
  ///   - zone: of times that bring none, where the source says none.
  ///   - types: those of fields that the rulebook declares.
  ///   - wanted: the only fields that are asked for, where not all are; of the others those are
  ///     read in which something may be wrong.
  /// - Throws: `Unreadable` where nothing tells what the rows are about.
  public init(
    header: [String], path: String, sources: [Source], zone: Zone,
    types: [String: FieldType] = [:], only wanted: Set<String>? = nil
  ) throws(Unreadable) {
    self.types = types
    self.wanted = wanted
    let source = sources.first { Glob.matches($0.files, path) }
    self.source = source
    self.zone = source?.zone ?? zone
    isJSON = FileFormat(fileName: path)?.isJSON ?? false
    let ownEmpties = source?.empty ?? []
    empties = ownEmpties.isEmpty ? .usual : Placeholders(ownEmpties)
    let set = Set((source?.set ?? []).map(\.ours))
    told = ToldColumns(source)
    let named = source?.record ?? KindOfFile.named(path)
    let match = ExporterMatch.find(header, told: named)
    self.match = match
    let told = named ?? match?.exporter.record
    let isJSON = isJSON
    let names: (RecordKind?) -> ColumnNames = {
      ColumnNames(header, from: 0, source: source, kind: $0, exporter: match, keepsDots: isJSON)
    }
    var columns = names(told)
    let found =
      told
      ?? KindOfFile.columns(
        set.union(columns.known), others: set.union(columns.others),
        hasIdentity: columns.hasIdentity)
    if told == nil, let found, found != .lead { columns = names(found) }
    evidence =
      source?.record != nil
      ? .source : named != nil ? .fileName : told != nil ? .exporter : .columns
    guard let found else {
      throw Unreadable(
        "nothing tells what the rows are: no identity such as `email` among the columns "
          + header.map { "`\($0)`" }.joined(separator: ", ")
          + "; name the file after its records (`leads-…`) or add a `sources:` entry")
    }
    kind = found
    constants = try Mapping.constants(source, match?.exporter, kind)
    for constant in constants {
      taken.insert(constant.ours)
      if special(named: constant.ours) == nil { fieldNames.append(constant.ours) }
    }
    assign(columns)
  }

  private static func constants(
    _ source: Source?, _ exporter: Exporter?, _ kind: RecordKind
  ) throws(Unreadable) -> [(ours: String, value: [UInt8])] {
    var constants: [(ours: String, value: [UInt8])] = []
    let own = source?.set ?? []
    let usual = exporter?.record == kind ? exporter?.set ?? [] : []
    for constant in own + usual.filter({ usual in !own.contains { $0.ours == usual.ours } }) {
      var value = Array(constant.header.utf8)
      if Mapping.content(of: constant.ours, in: kind, types: [:]) == .yesNo {
        guard let isYes = value.withUnsafeBufferPointer({ YesNo.read($0) }) else {
          throw Unreadable(
            "`\(constant.ours): \(constant.header)` of the source's `set` is neither yes nor no")
        }
        value = Array((isYes ? "yes" : "no").utf8)
      }
      constants.append((constant.ours, value))
    }
    return constants
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
    assign(
      ColumnNames(
        header, from: roles.count, source: source, kind: kind, exporter: match,
        keepsDots: isJSON))
  }

  /// What was found strange so far, for a person.
  public var warnings: [String] {
    var warnings = ownWarnings
    for plan in plans {
      warnings += plan.dates?.warnings ?? []
      let (one, many) =
        plan.content == .email ? ("e-mail address", "e-mail addresses") : ("number", "numbers")
      if let warning = plan.odd.warning(plan.header, one, many) { warnings.append(warning) }
    }
    for warning in told.warnings where !warnings.contains(warning) { warnings.append(warning) }
    return warnings
  }

  func special(named name: String) -> Special? {
    Special.ofKind(kind).first { $0.name == name }
  }

  private mutating func assign(_ columns: ColumnNames) {
    var columns = columns
    let usesSynonyms = kind != .activity && kind != .attempt && kind != .feedback
    let specials = Set(Special.ofKind(kind).map(\.name))
    let names = columns.ours(synonyms: usesSynonyms, specials: specials, taken: &taken)
    for i in columns.headers.indices {
      add(columns.first + i, columns.headers[i], names[i])
    }
    identities.sort { $0.rank < $1.rank }
    told.find(in: &columns, zone: zone)
    // Of JSON nobody knows yet what later objects bring.
    if !isJSON { ownWarnings += columns.warnings }
  }

  private mutating func add(_ column: Int, _ header: String, _ name: ColumnNames.Ours) {
    switch name {
    case .ignored:
      roles.append(.ignored)
    case .identity(let identity, let name):
      if identities.contains(where: { $0.kind == identity.kind }) {
        return roles.append(.ignored)
      }
      roles.append(.identity(identity.kind))
      identities.append(identity)
      var plan = ColumnPlan(
        column: column, header: header, role: .identity(identity.kind),
        content: content(of: identity))
      plan.identity = identity
      guard isRead(name, plan) else { return }
      if let name { plan.field = field(name) }
      finish(plan, name: name ?? identity.kind)
    case .name(let name):
      if let special = special(named: name) {
        roles.append(.special(special))
        var plan = ColumnPlan(
          column: column, header: header, role: .special(special), content: content(of: name))
        plan.special = special
        finish(plan, name: name)
      } else {
        roles.append(.field(name))
        var plan = ColumnPlan(
          column: column, header: header, role: .field(name), content: content(of: name))
        guard isRead(name, plan) else { return }
        plan.field = field(name)
        finish(plan, name: name)
      }
    }
  }

  private func isRead(_ name: String?, _ plan: ColumnPlan) -> Bool {
    guard let wanted else { return true }
    return plan.content.canBeOdd || name.map(wanted.contains) ?? false
  }

  private mutating func finish(_ plan: ColumnPlan, name: String) {
    var plan = plan
    plan.values = source?.values[name].map { ValueMemo($0) }
    if plan.content == .time || plan.content == .date {
      plan.dates = DateColumn(name: plan.header, zone: zone, order: source?.dates)
    }
    plans.append(plan)
  }

  private mutating func field(_ name: String) -> Int {
    if let known = fieldNames.firstIndex(of: name) { return known }
    fieldNames.append(name)
    return fieldNames.count - 1
  }

  private func content(of identity: IdentityRank) -> Content {
    switch identity.kind {
    case "email": .email
    case _ where identity.isList: .firstID
    case "salesforce": .salesforceID
    case "account_id": .firstID
    case "domain" where kind == .account: .domain
    default: .text
    }
  }

  private func content(of name: String) -> Content {
    let content = Mapping.content(of: name, in: kind, types: types)
    return content == .text && exporter?.listMark != nil ? .list : content
  }

  /// Fields with a type. What an activity brings besides its own columns is kept as it is.
  private static func content(
    of name: String, in kind: RecordKind, types: [String: FieldType]
  ) -> Content {
    if let special = Special.ofKind(kind).first(where: { $0.name == name }) {
      return special.content(in: kind)
    }
    switch kind {
    case .activity, .attempt, .feedback, .numbers, .act: return .text
    case .account, .lead, .deal, .optout: break
    }
    switch name {
    case "account_id": return .firstID
    case "no_email", "no_call", "no_contact": return .yesNo
    case "phone": return .phone
    default: break
    }
    switch types[name] ?? FieldType.known[name] ?? .text {
    case .text: return .text
    case .number: return .number
    case .date: return .date
    }
  }
}
