import HeapModule
import LeadCore

/// The leads that wait for a rep, in the order in which they are served.
///
/// Leads that could go to the same reps stand in one line; a line for which nobody has room is
/// passed over until room comes free, so a long queue costs nothing while everybody is full. An
/// owner whom a route keeps may have room though the line's own teams are full: such leads are also
/// looked at apart from their line.
struct WaitingQueue {
  /// Who comes before everybody else for a lead.
  struct Kept: Equatable {
    /// The rep of its last handoff.
    var owner: String?
    var accounts: [String] = []

    var isNobody: Bool { owner == nil && accounts.isEmpty }
  }

  private struct Entry: Comparable {
    /// Smaller is served first: `waiting.order`, then time of MQL, then id.
    var rank: [Int64]
    var lead: Int64
    var line: Int

    static func < (left: Entry, right: Entry) -> Bool {
      left.rank.lexicographicallyPrecedes(right.rank)
    }
  }
  private struct Line {
    let key: RoutingKey
    /// The teams it may come to, by place.
    let teams: Set<Int>
    var entries = Heap<Entry>()
    /// The one of them that stands among the heads of all lines.
    var head: Entry?
    var isBlocked = false
  }
  private struct Waiting: Equatable {
    var line: Int
    var rank: [Int64]
    var kept: Kept
  }

  private var lines: [Line] = []
  private var lineOfKey: [RoutingKey: Int] = [:]
  /// The first of every line that is not blocked, and what has been that.
  private var heads = Heap<Entry>()
  /// Leads whose owner may have room, and void entries.
  private var favoured = Heap<Entry>()
  /// What counts for a lead; older entries in lines are void.
  private var current: [Int64: Waiting] = [:]
  private var leadsOfOwner: [String: Set<Int64>] = [:]
  private var leadsOfAccount: [String: Set<Int64>] = [:]

  var count: Int { current.count }

  /// Puts a lead in line, or moves it to where it now belongs.
  mutating func put(
    _ state: LeadState, _ key: RoutingKey, keeping kept: Kept = Kept(), _ load: Load
  ) {
    let line = line(for: key, load)
    let rank = WaitingQueue.rank(state, load.rules)
    let waiting = Waiting(line: line, rank: rank, kept: kept)
    if let known = current[state.id] {
      if known == waiting { return }
      forget(state.id, known.kept)
    }
    current[state.id] = waiting
    if let owner = kept.owner { leadsOfOwner[owner, default: []].insert(state.id) }
    for account in kept.accounts { leadsOfAccount[account, default: []].insert(state.id) }
    let entry = Entry(rank: rank, lead: state.id, line: line)
    lines[line].entries.insert(entry)
    if !lines[line].isBlocked, lines[line].head.map({ entry < $0 }) ?? true {
      lines[line].head = entry
      heads.insert(entry)
    }
    if !kept.isNobody { favoured.insert(entry) }
  }

  /// Which reps a lead in line could go to.
  func key(of lead: Int64) -> RoutingKey? { current[lead].map { lines[$0.line].key } }

  mutating func remove(_ lead: Int64) {
    guard let known = current.removeValue(forKey: lead) else { return }
    forget(lead, known.kept)
  }

  private mutating func forget(_ lead: Int64, _ kept: Kept) {
    if let owner = kept.owner {
      leadsOfOwner[owner]?.remove(lead)
      if leadsOfOwner[owner]?.isEmpty ?? false { leadsOfOwner[owner] = nil }
    }
    for account in kept.accounts {
      leadsOfAccount[account]?.remove(lead)
      if leadsOfAccount[account]?.isEmpty ?? false { leadsOfAccount[account] = nil }
    }
  }

  /// Everybody may be asked again: a day began.
  mutating func unblock() {
    for line in lines.indices { unblock(line: line) }
    for leads in [leadsOfOwner, leadsOfAccount].flatMap(\.values) { favour(leads) }
  }

  /// A rep may be asked again: room came free.
  mutating func unblock(_ rep: String, _ load: Load, _ accounts: AccountOwners) {
    if let team = load.team(of: rep) {
      for line in lines.indices where lines[line].teams.contains(team) { unblock(line: line) }
    }
    favour(leadsOfOwner[rep] ?? [])
    guard !leadsOfAccount.isEmpty else { return }
    for account in accounts.accounts(of: rep) { favour(leadsOfAccount[account] ?? []) }
  }

  /// An account has an owner more.
  mutating func unblock(accounts: [String]) {
    for account in accounts { favour(leadsOfAccount[account] ?? []) }
  }

  private mutating func unblock(line: Int) {
    guard lines[line].isBlocked else { return }
    lines[line].isBlocked = false
    raise(line)
  }

  /// Puts the first of a line among the heads.
  private mutating func raise(_ line: Int) {
    lines[line].head = first(of: line)
    if let head = lines[line].head { heads.insert(head) }
  }

  private mutating func favour(_ leads: Set<Int64>) {
    for lead in leads {
      guard let waiting = current[lead] else { continue }
      favoured.insert(Entry(rank: waiting.rank, lead: lead, line: waiting.line))
    }
  }

  /// The lead that is served next, with who takes it; nil while nobody can take any.
  mutating func next(
    _ load: inout Load, _ accounts: AccountOwners, now: Instant
  ) -> (Int64, Assignment)? {
    while let entry = firstHead() {
      let kept = current[entry.lead]?.kept ?? Kept()
      let keepers = Keepers(lead: kept.owner, account: accounts.reps(of: kept.accounts))
      if let assignment = load.assignment(
        for: lines[entry.line].key, keeping: keepers, now: now)
      {
        remove(entry.lead)
        return (entry.lead, assignment)
      }
      lines[entry.line].isBlocked = true
      lines[entry.line].head = nil
    }
    return nil
  }

  /// The first lead of all lines that are not blocked, and of those whose owner may have room.
  private mutating func firstHead() -> Entry? {
    while let head = heads.min {
      let isHead = lines[head.line].head == head
      if isHead, isCurrent(head) { break }
      heads.removeMin()
      if isHead { raise(head.line) }
    }
    while let entry = favoured.min, !isCurrent(entry) { favoured.removeMin() }
    guard let entry = favoured.min, heads.min.map({ !($0 < entry) }) ?? true else {
      return heads.min
    }
    favoured.removeMin()
    return entry
  }

  /// The first of a line; what is void before it goes.
  private mutating func first(of line: Int) -> Entry? {
    while let entry = lines[line].entries.min {
      if isCurrent(entry) { return entry }
      lines[line].entries.removeMin()
    }
    return nil
  }

  private func isCurrent(_ entry: Entry) -> Bool {
    current[entry.lead].map { $0.line == entry.line && $0.rank == entry.rank } ?? false
  }

  private mutating func line(for key: RoutingKey, _ load: Load) -> Int {
    if let known = lineOfKey[key] { return known }
    lineOfKey[key] = lines.count
    lines.append(Line(key: key, teams: load.teams(for: key)))
    return lines.count - 1
  }

  private static func rank(_ state: LeadState, _ rules: Rulebook) -> [Int64] {
    let since = state.hasWaitedSince?.milliseconds ?? 0
    let grade = rules.grade(of: state)
    var rank = rules.qualification.waiting.order.map { order in
      switch order {
      case .grade: Int64(grade.fit * 4 + grade.interest)
      case .oldest: since
      case .newest: -since
      case .fit: -Int64(state.fit)
      case .interest: -Int64(state.interest)
      }
    }
    rank += [since, state.id]
    return rank
  }
}
