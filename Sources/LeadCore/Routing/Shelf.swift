/// The reps of a team who are free alike: they take the same leads, weigh the same and have as much
/// of their hours left. Who of them is next is always known, however many they are.
struct Shelf: Sendable {
  /// Which leads they take: a place in `Roster.takes`, or -1 for all.
  let takes: Int32
  let weight: Int
  /// The largest of `Roster.works` that they still have hours for.
  let level: Int
  /// Places in the team, ascending; those who are not free are not on the shelf.
  let members: [Int32]
  private(set) var count = 0
  /// Leads that those on the shelf could have taken since it is there. Everybody is owed their
  /// weight for each, so what sets one apart from another changes only when somebody takes one.
  var steps = 0
  private var turns: PlaceSet?
  /// By minus what they are owed, `steps` apart.
  private var owed: Tournament<Int>?
  private var shares: Tournament<Share>?

  init(
    takes: Int32, weight: Int, level: Int, members: [Int32], for choices: Set<Route.Choice>
  ) {
    self.takes = takes
    self.weight = weight
    self.level = level
    self.members = members
    if choices.contains(.roundRobin) { turns = PlaceSet(places: members.count) }
    if choices.contains(.weighted) { owed = Tournament(places: members.count) }
    if choices.contains(.leastLoaded) { shares = Tournament(places: members.count) }
  }

  /// Puts somebody on the shelf, or notes what has changed of them.
  mutating func put(_ place: Int, credit: Int, share: Share, isNew: Bool) {
    if isNew {
      count += 1
      turns?.insert(place)
    }
    owed?[place] = weight * steps - credit
    shares?[place] = share
  }

  mutating func remove(_ place: Int) {
    count -= 1
    turns?.remove(place)
    owed?[place] = nil
    shares?[place] = nil
  }

  /// What somebody on the shelf is owed.
  func credit(_ place: Int) -> Int { weight * steps - (owed?[place] ?? weight * steps) }

  /// The first one whose place in the team is not before the cursor, else the first of all.
  func next(from cursor: Int) -> Int? {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(members[middle]) < cursor { low = middle + 1 } else { high = middle }
    }
    return turns?.next(from: low) ?? turns?.next(from: 0)
  }

  var mostOwed: Int? { owed?.first }
  var leastLoaded: Int? { shares?.first }

  func share(_ place: Int) -> Share? { shares?[place] }

  /// Somebody who is passed over for a moment.
  enum Hidden {
    case owed(Int?)
    case share(Share?)
  }

  mutating func hide(_ place: Int, from choice: Route.Choice) -> Hidden? {
    switch choice {
    case .roundRobin: return nil
    case .weighted:
      defer { owed?[place] = nil }
      return .owed(owed?[place])
    case .leastLoaded:
      defer { shares?[place] = nil }
      return .share(shares?[place])
    }
  }

  mutating func show(_ place: Int, _ hidden: Hidden) {
    switch hidden {
    case .owed(let key): owed?[place] = key
    case .share(let key): shares?[place] = key
    }
  }
}

/// How much of their limit a rep has open, for `least_loaded`: lowest open ÷ limit (without a
/// limit, a limit of one million), then longest since the last handoff, then id.
struct Share: Comparable, Sendable {
  /// In thousandths of a lead, with the rep's handicap.
  var open: Int
  var limit: Int
  var lastHandoff: Int64
  /// The place of the rep's id among those of the team, in order.
  var rank: Int

  init(_ limits: Limits, _ load: RepLoad, rank: Int) {
    open = load.open * 1_000 + (load.handicap ?? 0)
    limit = max(limits.bandwidth.open ?? 1_000_000, 1)
    lastHandoff = load.lastHandoff?.milliseconds ?? .min
    self.rank = rank
  }

  static func < (left: Share, right: Share) -> Bool {
    let (a, b) = (left.open * right.limit, right.open * left.limit)
    if a != b { return a < b }
    return (left.lastHandoff, left.rank) < (right.lastHandoff, right.rank)
  }
}
