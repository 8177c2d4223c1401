/// The checked, compiled content of the `rules` directory: a value as small as a reference, for
/// it goes along with every decision. Its sections are those of `RulebookSections`.
@dynamicMemberLookup
public struct Rulebook: Sendable {
  private var storage = Storage(RulebookSections())

  /// `@unchecked Sendable`: written only while one value alone refers to it.
  private final class Storage: @unchecked Sendable {
    @exclusivity(unchecked) var sections: RulebookSections
    init(_ sections: RulebookSections) { self.sections = sections }
  }

  public init() {}

  /// All sections, in place: nothing is copied.
  var sections: RulebookSections {
    @inline(__always) _read { yield storage.sections }
  }

  public subscript<Section>(
    dynamicMember section: WritableKeyPath<RulebookSections, Section>
  ) -> Section {
    @inline(__always) _read { yield storage.sections[keyPath: section] }
    _modify {
      if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.sections) }
      yield &storage.sections[keyPath: section]
    }
  }

  /// Works out what follows from all sections together: who is where, and where time alone can
  /// change decisions. Called once, when the rulebook is complete.
  public mutating func settle() {
    if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.sections) }
    storage.sections.roster = Roster(storage.sections)
    storage.sections.settleDrift()
  }

  public func track(_ name: String) -> Track? { sections.track(name) }

  /// What kind of value a field of a lead, or of its account, holds.
  public func type(ofField name: String) -> FieldType {
    let name = name.withoutAccount
    return sections.fieldTypes[name] ?? FieldType.known[name] ?? .text
  }

  public func grade(of state: LeadState) -> Grade { sections.grade(of: state) }

  /// A rep by id.
  public func rep(_ id: String) -> Rep? { sections.rep(id) }

  /// The id of the rep whom a file means by a name, see `Rep.names`.
  public func rep(called name: String) -> String? {
    sections.roster.rep(called: FoldedText(name))
  }
}

/// The sections of a rulebook, each under the name it has in YAML where it has one.
public struct RulebookSections: Sendable {
  /// SHA-256 of the files it was read from, in hexadecimal: the rulebook's version.
  public var version: String = ""
  public var calendar = Calendar()
  public var sources: [Source] = []
  public var origins: [OriginRule] = []
  public var ignored: [IgnoreRule] = []
  /// Types of fields declared by the user, beside the known ones.
  public var fieldTypes: [String: FieldType] = [:]
  public var fit = ScoreSheet()
  public var interest = ScoreSheet()
  public var qualification = Qualification()
  public var teams: [Team] = []
  public var routes: [Route] = []
  public var plans: [Plan] = []
  public var exclusions: [Exclusion] = []
  public var rejections = Rejections()
  /// What goes over with a handoff beside scores, reasons and deadlines; nil: all fields.
  public var handoffFields: [String]?
  public var tracks: [Track] = []
  /// The first instant of the agreement: leads created before are an opening balance.
  public var begins: Instant?
  /// Whom to write to of each party of the agreement, in order.
  public var contacts: [String] = []
  /// Where time alone changes decisions, see `settleDrift`.
  var drift = Drift()
  /// Where teams and reps are found.
  var roster = Roster()
  /// All conditions, compiled.
  public var program = Program()

  func track(_ name: String) -> Track? { tracks.first { $0.name == name } }

  func grade(of state: LeadState) -> Grade {
    qualification.grades.grade(fit: state.fit, interest: state.interest)
  }

  func rep(_ id: String) -> Rep? {
    roster.places[id].map { teams[$0.team].reps[$0.rep] }
  }
}

/// What a field's text stands for.
public enum FieldType: String, CaseIterable, Sendable {
  case text, number, date

  /// Fields with a meaning of their own; all others are text until declared.
  public static let known: [String: FieldType] = [
    "employees": .number, "revenue": .number, "created_at": .date,
  ]
}

/// Days and times as the rulebook counts them.
public struct Calendar: Sendable {
  public var zone: Zone = .utc
  public var weekStarts: Weekday = .mon
  public var holidays: [Day] = []

  public init() {}
}

/// Whose prospects leads are: the first that matches counts.
public struct OriginRule: Sendable {
  public var when: When
  public var origin: String
  public init(when: When, origin: String) {
    self.when = when
    self.origin = origin
  }
}

/// Leads that are kept out of everything.
public struct IgnoreRule: Sendable {
  public var name: String
  public var when: When
  public init(name: String, when: When) {
    self.name = name
    self.when = when
  }
}

/// Where a lead may go that leaves a rep, the queue or a track.
public enum Destination: Hashable, Sendable, CustomStringConvertible {
  case nurture(String)
  case disqualified
  case stay

  /// As it is written in the rulebook: `nurture/TRACK`, `disqualified`, `stay`.
  public init?(_ text: String) {
    switch text {
    case "disqualified": self = .disqualified
    case "stay": self = .stay
    default:
      guard text.hasPrefix("nurture/"), text.count > 8 else { return nil }
      self = .nurture(String(text.dropFirst(8)))
    }
  }

  public var description: String {
    switch self {
    case .nurture(let track): "nurture/\(track)"
    case .disqualified: "disqualified"
    case .stay: "stay"
    }
  }
}

/// Where rejected leads go, by the reason given.
public struct Rejections: Sendable {
  public var byReason: [FoldedText: Destination] = [:]
  /// For every other reason, and for none.
  public var otherwise: Destination?

  public init() {}

  public func destination(for reason: String?) -> Destination? {
    reason.flatMap { byReason[FoldedText($0)] } ?? otherwise
  }
}
