import HeapModule
import LeadCore

/// The leads that wait for a rep, in the order in which they are served.
///
/// Leads that could go to the same reps stand in one line; a line for which nobody has room is
/// passed over until room comes free, so a long queue costs nothing while everybody is full.
struct WaitingQueue {
  private struct Entry: Comparable {
    /// Smaller is served first: `waiting.order`, then time of MQL, then id.
    var rank: [Int64]
    var lead: Int64

    static func < (left: Entry, right: Entry) -> Bool {
      left.rank.lexicographicallyPrecedes(right.rank)
    }
  }
  private struct Line {
    var entries = Heap<Entry>()
    var isBlocked = false
  }

  private var lines: [Line] = []
  private var keys: [RoutingKey] = []
  private var lineOfKey: [RoutingKey: Int] = [:]
  /// The line and rank that count for a lead; older entries in lines are void.
  private var current: [Int64: (line: Int, rank: [Int64])] = [:]

  var count: Int { current.count }

  /// Puts a lead in line, or moves it to where it now belongs.
  mutating func put(_ state: LeadState, _ key: RoutingKey, _ rules: Rulebook) {
    let line = line(for: key)
    let rank = WaitingQueue.rank(state, rules)
    if let known = current[state.id], known == (line, rank) { return }
    current[state.id] = (line, rank)
    lines[line].entries.insert(Entry(rank: rank, lead: state.id))
  }

  mutating func remove(_ lead: Int64) { current[lead] = nil }

  /// Everybody may be asked again: room came free, or a day began.
  mutating func unblock() {
    for index in lines.indices { lines[index].isBlocked = false }
  }

  /// The lead that is served next, with who takes it; nil while nobody can take any.
  mutating func next(_ load: Load, _ rules: Rulebook, now: Instant) -> (Int64, Assignment)? {
    while let line = firstLine() {
      if let assignment = load.assignment(for: keys[line], rules: rules, now: now) {
        let entry = lines[line].entries.removeMin()
        current[entry.lead] = nil
        return (entry.lead, assignment)
      }
      lines[line].isBlocked = true
    }
    return nil
  }

  /// The line whose first lead comes before all others', among those that are not blocked.
  private mutating func firstLine() -> Int? {
    var first: (line: Int, entry: Entry)?
    for line in lines.indices where !lines[line].isBlocked {
      while let entry = lines[line].entries.min, !isCurrent(entry, line) {
        lines[line].entries.removeMin()
      }
      guard let entry = lines[line].entries.min else { continue }
      if first.map({ entry < $0.entry }) ?? true { first = (line, entry) }
    }
    return first?.line
  }

  private func isCurrent(_ entry: Entry, _ line: Int) -> Bool {
    current[entry.lead].map { $0 == (line, entry.rank) } ?? false
  }

  private mutating func line(for key: RoutingKey) -> Int {
    if let known = lineOfKey[key] { return known }
    lineOfKey[key] = lines.count
    keys.append(key)
    lines.append(Line())
    return lines.count - 1
  }

  private static func rank(_ state: LeadState, _ rules: Rulebook) -> [Int64] {
    let since = state.waitingSince?.milliseconds ?? 0
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
