public import LeadCore

// What a store must do. Every protocol is a few calls wide; one value may keep several of them.
//
// The schema in words: `leads` holds a lead's fields and identities, `standings` where it stands,
// narrow, so that a re-score touches little; `recent_identities`, and many packed in
// `identity_runs` and `identity_parts`, find a lead by what it is known by; `facts` is the ledger
// of all that was told of a lead, with file and line, all facts of one lead beside each other;
// `handoffs` and `history` what was decided; `outbox` what is to be delivered, `endpoints` how
// much of it each was given, `deliveries` what is on its way there or given up; `files` and
// `rejects` what was taken in; `turns` whose turn it is; `names` gives numbers to field names and
// identity kinds. `accounts` holds companies, `account_identities` finds them, `account_leads`
// finds the leads that name one. `merges` says which lead goes on in another's place, `apart`
// which leads are not one person; `deals` and `figures` hold each one's last row; `rep_states` who
// is there, as set by hand.

/// Numbers for names, the same for ever.
public protocol NameStore {
  /// Name of field → its number in records.
  func fieldNumbers() throws -> [String: Int]
  /// Gives numbers to new names; must be called inside no transaction.
  func addFields(_ names: [String]) throws -> [String: Int]
  /// The numbers of identity kinds; new kinds are given some.
  func kindNumbers(_ kinds: [String]) throws -> [Int]
  /// The kind that a number was given to.
  func kind(_ number: Int) throws -> String
}

/// Finds and reads leads.
public protocol LeadStore {
  /// Makes reading much cheaper until `endReading`: all in one transaction, up to the next commit.
  /// Nobody should wait for anything in between. May be nested.
  func beginReading()
  func endReading()
  /// The leads that identities belong to; nil where unknown. Quickest in ascending order.
  func leadIDs(of identities: [Identity]) throws -> [Int64?]
  /// The same for identities whose values lie elsewhere.
  ///
  /// - Parameters:
  ///   - kinds: the kinds that may come.
  ///   - identity: by place, the index of its kind among these, and the bytes of its value.
  func leadIDs(
    count: Int, kinds: [String], identity: (Int) -> (kind: Int, value: UnsafeRawBufferPointer)
  ) throws -> [Int64?]
  func lead(_ id: Int64) throws -> StoredLead?
  func facts(of lead: Int64) throws -> [StoredFact]
  /// Leads that wait for a rep, in order of id.
  func waitingLeads() throws -> [Int64]
  /// The leads whose due time has come, in order of that time and id.
  func dueLeads(upTo now: Instant, limit: Int) throws -> [Int64]
  /// The leads of which a follow-up deadline has passed, in order of that time and id.
  func lateLeads(upTo now: Instant) throws -> [Int64]
  /// When the next lead comes due.
  func nextDue() throws -> Instant?
  /// When the next follow-up deadline passes.
  func nextDeadline() throws -> Instant?
  func lastIDs() throws -> (lead: Int64, handoff: Int64, commit: Int64)
  /// Ids of all leads, ascending, above `id`.
  func leadIDs(above id: Int64, limit: Int) throws -> [Int64]
}

/// What bandwidth is taken.
public protocol LoadStore {
  /// Open handoffs per rep, overdue ones left out (`Handoff.isOverdue`).
  func openHandoffs() throws -> [String: Int]
  /// When handoffs began, per rep, since an instant, in order of time, and what their plans take
  /// of the rep's hours, in milliseconds.
  func handoffTimes(since: Instant) throws -> [(rep: String, at: Instant, work: Int64)]
  /// All open handoffs with their lead and rep, in order of id.
  func openLeads() throws -> [(handoff: Int64, lead: Int64, rep: String)]
  func lastHandoffs() throws -> [String: Instant]
  func turns() throws -> [Turn]
}

/// The ledger of files.
public protocol FileStore {
  func file(sha256: String) throws -> FileEntry?
  func file(_ id: Int64) throws -> FileEntry?
  func files() throws -> [FileEntry]
  /// The files that have come so far and no farther, in order of id.
  func files(in state: FileEntry.State) throws -> [FileEntry]
  /// The id of the file noted last; 0 where there is none.
  func lastFileID() throws -> Int64
  /// Notes a file that was seen, or what became of it; returns its id.
  func save(_ file: FileEntry) throws -> Int64
  /// Notes what became of many files, in one transaction.
  func save(_ files: [FileEntry]) throws
  func rejects(of file: Int64) throws -> [RejectedRow]
  /// The same, one at a time: there may be millions.
  func forEachReject(of file: Int64, _ body: (RejectedRow) throws -> Void) throws
  func removeRejects(of file: Int64) throws
}

/// What is to be delivered.
public protocol OutboxStore {
  /// The oldest undelivered entries, whole commits at a time.
  func undelivered(limit: Int) throws -> [OutboxEntry]
  func markDelivered(_ ids: [Int64], at: Instant) throws
}

/// Writes decisions.
public protocol DecisionStore {
  /// One transaction, whole or not at all.
  func commit(_ changes: Changes) throws
  /// The same, but may return while it is still being written. Every later call of the store sees
  /// it, and throws if it failed: then it left nothing.
  func commitBehind(_ changes: Changes) throws
}

/// Reads for people.
public protocol ListStore {
  func history(of lead: Int64) throws -> [HistoryEntry]
  func handoffs(of lead: Int64) throws -> [Handoff]
  /// All handoffs with their lead, in order of id.
  func forEachHandoff(_ body: (Handoff, _ lead: Int64) throws -> Void) throws
  /// All leads in order of id.
  func forEachLead(_ body: (StoredLead) throws -> Void) throws
  func note(_ key: String) throws -> String?
  func setNote(_ key: String, _ value: String) throws
}

/// What a store could not do.
public protocol StoreFailure: Error {
  /// The disk is full; nothing of the transaction was written.
  var isDiskFull: Bool { get }
}

/// A store that does all of it. It is handed to the one that writes, and to nobody else.
public typealias LeadRelayStore = NameStore & LeadStore & LoadStore & FileStore & OutboxStore
  & DecisionStore & ListStore & AccountStore & MergeStore & DealStore
  & RepStateStore & DeliveryStore

/// A store that can begin anew: for rehearsals, never for the book.
public protocol ScratchStore {
  /// Lets go of everything but the numbers of names.
  func clear() throws
}
