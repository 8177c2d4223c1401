public import LeadCore

/// Something a lead is known by: an e-mail address, or an id in some system.
public struct Identity: Hashable, Comparable, Sendable {
  /// `email`, `hubspot`, `lead_id` …
  public var kind: String
  public var value: String

  public init(kind: String, value: String) {
    self.kind = kind
    self.value = value
  }

  public static func < (left: Identity, right: Identity) -> Bool {
    (left.kind, left.value) < (right.kind, right.value)
  }
}

/// A lead as it is stored. `state.activities` is left empty: the facts have them.
public struct StoredLead: Sendable {
  public var identities: [Identity]
  public var record: FieldRecord
  public var state: LeadState
  /// The fields of its account; not stored here, and nil where no rule asks for them.
  public var account: FieldRecord?

  public init(identities: [Identity], record: FieldRecord, state: LeadState) {
    self.identities = identities
    self.record = record
    self.state = state
  }
}

/// What kind of fact a row told.
public enum FactKind: Int, Sendable {
  case lead = 0
  case activity, attempt, feedback, deal, optout, act
}

/// One fact about a lead, and where it was told.
public struct StoredFact: Sendable {
  public var lead: Int64
  /// 1, 2, 3 … in order of arrival, per lead.
  public var number: Int
  public var kind: FactKind
  /// When it happened; nil for a lead's own rows.
  public var at: FactTime?
  /// Tells repeated facts: a hash of the fact's id, or of kind, time and properties.
  public var key: UInt64
  /// Where it was told: a file of the ledger, and the line in it.
  public var file: Int64
  public var line: Int
  /// The properties, with `activity`, `outcome`, `rep` … among them.
  public var properties: FieldRecord

  public init(
    lead: Int64, number: Int, kind: FactKind, at: FactTime?, key: UInt64, file: Int64, line: Int,
    properties: FieldRecord
  ) {
    self.lead = lead
    self.number = number
    self.kind = kind
    self.at = at
    self.key = key
    self.file = file
    self.line = line
    self.properties = properties
  }
}

extension StoredFact {
  /// The row that told of a lead first.
  public init(first lead: Int64, file: Int64, line: Int) {
    self.init(
      lead: lead, number: 1, kind: .lead, at: nil, key: 0, file: file, line: line,
      properties: FieldRecord())
  }
}

/// A line of a lead's history: what was decided, when and why.
public struct HistoryEntry: Sendable {
  public var lead: Int64
  /// When it took effect.
  public var at: Instant
  /// When it was decided.
  public var decidedAt: Instant
  /// `stage`, `handed`, `ended`, `enrolled`, `breach`, `withdrawn`, `alert`.
  public var kind: String
  /// A sentence for people.
  public var text: String
  /// The trace as JSON, where stage, owner or track changed.
  public var trace: String?
  /// The fact that led to it; 0 where it was time or bandwidth.
  public var file: Int64
  public var line: Int

  public init(
    lead: Int64, at: Instant, decidedAt: Instant, kind: String, text: String, trace: String?,
    file: Int64, line: Int
  ) {
    self.lead = lead
    self.at = at
    self.decidedAt = decidedAt
    self.kind = kind
    self.text = text
    self.trace = trace
    self.file = file
    self.line = line
  }
}

/// Something to deliver; what belongs to one file shares `commit`, `channel` and `address`.
public struct OutboxEntry: Sendable {
  /// Which folder of the outbox it goes to.
  public enum Channel: String, CaseIterable, Sendable {
    case handoffs, withdrawn, nurture, alerts
  }
  /// 0 until stored.
  public var id: Int64
  /// The transaction it was written in.
  public var commit: Int64
  /// Whom it concerns; nil for what concerns no single lead.
  public var lead: Int64?
  public var channel: Channel
  /// The rep or the track; empty for alerts.
  public var address: String
  /// A JSON object.
  public var payload: String
  public var at: Instant

  public init(
    id: Int64 = 0, commit: Int64, lead: Int64? = nil, channel: Channel, address: String,
    payload: String, at: Instant
  ) {
    self.id = id
    self.commit = commit
    self.lead = lead
    self.channel = channel
    self.address = address
    self.payload = payload
    self.at = at
  }
}

/// One file of the ledger.
public struct FileEntry: Sendable {
  /// How far a file has come.
  public enum State: String, Sendable {
    /// Being taken in; `rows` says how far.
    case taking
    /// All rows are in; the file is still to be archived.
    case taken
    case done
    /// Its content had been taken in before.
    case duplicate
    /// Could not be read at all.
    case failed
  }
  public var id: Int64
  /// The path below `inbox/`.
  public var name: String
  public var sha256: String
  public var state: State
  /// Rows read so far: the checkpoint.
  public var rows: Int
  public var taken: Int
  public var rejected: Int
  public var duplicates: Int
  public var firstSeen: Instant
  public var finished: Instant?
  /// Why it failed; else where its rejected rows are, a path below the data directory.
  public var reason: String?

  public init(id: Int64, name: String, sha256: String, state: State, firstSeen: Instant) {
    self.id = id
    self.name = name
    self.sha256 = sha256
    self.state = state
    self.firstSeen = firstSeen
    rows = 0
    taken = 0
    rejected = 0
    duplicates = 0
  }
}

/// A row of a file that could not be taken in, kept until the file of rejects is written.
public struct RejectedRow: Sendable {
  public var file: Int64
  public var line: Int
  /// The row's own cells, in the order of the file's header.
  public var cells: [String]
  public var reason: String

  public init(file: Int64, line: Int, cells: [String], reason: String) {
    self.file = file
    self.line = line
    self.cells = cells
    self.reason = reason
  }

  /// The names of the file's columns, kept beside its rejected rows, as if on line 0.
  public static func header(_ columns: [String], of file: Int64) -> RejectedRow {
    RejectedRow(file: file, line: 0, cells: columns, reason: "")
  }

  public var isHeader: Bool { line == 0 }
}

/// All that one batch of facts changes; committed whole or not at all.
public struct Changes: Sendable {
  public var newLeads: [StoredLead] = []
  /// New leads of which there is nothing more to say.
  public var plain = PlainLeads()
  public var changedLeads: [StoredLead] = []
  /// In any order; the store sorts them for its index.
  public var newIdentities: [(Identity, lead: Int64)] = []
  public var facts: [StoredFact] = []
  /// New handoffs have ids above all stored ones.
  public var handoffs: [(Handoff, lead: Int64)] = []
  public var history: [HistoryEntry] = []
  public var outbox: [OutboxEntry] = []
  public var rejects: [RejectedRow] = []
  public var file: FileEntry?
  /// The turn of each team, where it changed.
  public var turns: [Turn] = []
  /// New accounts and changed ones, as they are now.
  public var accounts: [StoredAccount] = []
  /// What accounts are known by from now on.
  public var newAccountIdentities: [(Identity, account: Int64)] = []
  public var accountLinks: [AccountLink] = []
  /// What accounts are known by whose leads are to be decided anew, as due now.
  public var dueAccounts: [Identity] = []
  public var merges: [Merge] = []
  /// Merges that are undone, by the lead that is known again.
  public var splits: [Merge] = []
  public var deals: [StoredDeal] = []
  public var figures: [StoredFigure] = []
  /// Who is there from now on, as set by hand.
  public var repStates: [RepState] = []
  /// Reps of whom the rulebook says something new.
  public var endedRepStates: [String] = []
  /// Deliveries that were given up and are tried again.
  public var revivals: [Revival] = []
  /// Notes that are kept from now on, by key.
  public var notes: [(key: String, value: String)] = []
  /// The latest instant a decision was made at.
  public var decidedAt: Instant?

  public init() {}

  /// Whether nothing was decided and nothing read.
  public var isEmpty: Bool {
    newLeads.isEmpty && plain.isEmpty && changedLeads.isEmpty && newIdentities.isEmpty
      && facts.isEmpty
      && handoffs.isEmpty && history.isEmpty && outbox.isEmpty && rejects.isEmpty && file == nil
      && turns.isEmpty && accounts.isEmpty && newAccountIdentities.isEmpty && accountLinks.isEmpty
      && merges.isEmpty && splits.isEmpty && deals.isEmpty && figures.isEmpty
      && repStates.isEmpty && endedRepStates.isEmpty && revivals.isEmpty && notes.isEmpty
  }
}

/// Whose turn it is in a team: what `Load` holds beside what handoffs tell.
public struct Turn: Sendable, Equatable {
  public var team: String
  /// The reps who are next in turn, for any of them may leave; and the place in the team if all of
  /// them have.
  public var next: [String]
  public var cursor: Int
  public var credits: [String: Int]
  /// `least_loaded`: what counts as open beside what is, in thousandths of a lead, for every rep
  /// who is there; nil where it is as it was.
  public var handicaps: [String: Int]?

  /// So many are kept.
  public static let remembered = 20

  public init(
    team: String, next: [String], cursor: Int, credits: [String: Int],
    handicaps: [String: Int]? = nil
  ) {
    self.team = team
    self.next = next
    self.cursor = cursor
    self.credits = credits
    self.handicaps = handicaps
  }
}
