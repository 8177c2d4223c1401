/// The reps of one team: what each has taken, and who can take a lead now, in such order that the
/// next in turn is found without asking everybody.
struct Bench: Sendable {
  let reps: [Rep]
  let choices: Set<Route.Choice>
  let limits: [Limits]
  var loads: [RepLoad]
  /// The places of those who have a handicap.
  var levelling: [Int] = []
  /// The place that is next in turn for `round_robin`.
  private(set) var cursor: Int
  private(set) var shelves: [Shelf] = []
  private var seats: [Seat] = []
  /// Per `takes`, how many cannot take a lead for a reason of their own.
  private(set) var absent: [Int32: [Candidate.Reason: Int]] = [:]
  /// Leads given to the team.
  private var given = 0
  /// The place of each id among all of the team, in order.
  private let ranks: [Int]
  private let works: [Int64]

  /// Where a rep is.
  private struct Seat: Sendable {
    let takes: Int32
    /// The shelf of the rep at level 0, and the place on it.
    let shelf: Int
    let place: Int
    /// Why the rep takes nothing now; nil while on a shelf.
    var reason: Candidate.Reason?
    var level = 0
    /// Whether the rep was put on a shelf and not taken from it for a moment.
    var isSeated = false
    /// While not on a shelf: what the rep was owed, and after how many leads of the team.
    var credit: Int
    var leftAt = 0
  }

  init(_ team: Int, _ rules: Rulebook, _ taken: TeamLoad, days: [Day]) {
    let roster = rules.sections.roster
    reps = rules.teams[team].reps
    limits = reps.map { Limits($0) }
    choices = roster.choices[team]
    works = roster.works
    loads = taken.reps
    cursor = taken.cursor
    let ids = reps.map(\.id)
    var ranks = Array(repeating: 0, count: ids.count)
    for (rank, place) in ids.indices.sorted(by: { ids[$0] < ids[$1] }).enumerated() {
      ranks[place] = rank
    }
    self.ranks = ranks
    arrange(roster.takesOfReps[team])
    let days = roster.zoneOfReps[team].map { days[Int($0)] }
    level(on: days)
    for place in reps.indices { seat(place, on: days[place]) }
  }

  /// Makes the shelves: reps who weigh the same and take the same share one for each level.
  private mutating func arrange(_ takes: [Int32]) {
    struct Kind: Hashable {
      var takes: Int32
      var weight: Int
    }
    let isWeighted = choices.contains(.weighted)
    var order: [Kind: Int] = [:]
    var groups: [(kind: Kind, members: [Int32])] = []
    for place in reps.indices {
      let kind = Kind(takes: takes[place], weight: isWeighted ? reps[place].weight : 0)
      let group = order[kind] ?? groups.count
      if group == groups.count {
        order[kind] = group
        groups.append((kind, []))
      }
      seats.append(
        Seat(
          takes: kind.takes, shelf: group * works.count, place: groups[group].members.count,
          credit: loads[place].credit))
      groups[group].members.append(Int32(place))
    }
    for (kind, members) in groups {
      for level in works.indices {
        shelves.append(
          Shelf(
            takes: kind.takes, weight: kind.weight, level: level, members: members, for: choices))
      }
    }
  }

  /// Seats a rep anew, as what they have taken and the day say.
  mutating func seat(_ place: Int, on day: Day) {
    let room = room(place, on: day)
    let level = room.work.map { left in works.lastIndex { $0 <= max(left, 0) } ?? 0 }
    move(
      place, reps[place].absence(on: day) ?? room.full, level: level ?? works.count - 1)
  }

  /// What a rep can still take on a day of their zone.
  func room(_ place: Int, on day: Day) -> Room { limits[place].room(loads[place], today: day) }

  private mutating func move(_ place: Int, _ reason: Candidate.Reason?, level: Int) {
    let seat = seats[place]
    let isSeated = seat.isSeated
    if isSeated, reason == nil, level == seat.level {
      let credit = credit(place)
      return put(place, credit: credit, isNew: false)
    }
    if isSeated {
      (seats[place].credit, seats[place].leftAt) = (credit(place), given)
      lift(place)
    }
    if let old = seat.reason { absent[seat.takes]?[old]? -= 1 }
    seats[place].reason = reason
    seats[place].level = level
    if let reason {
      absent[seat.takes, default: [:]][reason, default: 0] += 1
    } else {
      put(place, credit: credit(place), isNew: true)
    }
  }

  private func shelf(_ place: Int) -> Int { seats[place].shelf + seats[place].level }

  /// Puts a rep who is on a shelf where their load belongs.
  mutating func putAnew(_ place: Int) {
    if seats[place].isSeated { put(place, credit: credit(place), isNew: false) }
  }

  private mutating func put(_ place: Int, credit: Int, isNew: Bool) {
    let share = Share(limits[place], loads[place], rank: ranks[place])
    shelves[shelf(place)].put(seats[place].place, credit: credit, share: share, isNew: isNew)
    seats[place].isSeated = true
  }

  /// Takes a rep off the shelf; `seats` still says where the rep belongs.
  private mutating func lift(_ place: Int) {
    shelves[shelf(place)].remove(seats[place].place)
    seats[place].isSeated = false
  }

  /// What a rep is owed. Who was absent while others took leads starts level when back.
  func credit(_ place: Int) -> Int {
    if seats[place].isSeated { return shelves[shelf(place)].credit(seats[place].place) }
    return seats[place].leftAt == given ? seats[place].credit : 0
  }

  // MARK: Choosing

  /// Whether those on a shelf can take a lead.
  private func takes(_ lead: Wanted, _ shelf: Int) -> Bool {
    shelves[shelf].count > 0 && shelves[shelf].level >= lead.level
      && !lead.isRefused(by: shelves[shelf].takes)
  }

  /// Why a rep cannot take a lead; nil where they can.
  func reason(_ place: Int, against lead: Wanted) -> Candidate.Reason? {
    switch seats[place].reason {
    case .paused: .paused
    case .away: .away
    case let reason:
      lead.isRefused(by: seats[place].takes)
        ? .outsideTakes : reason ?? (seats[place].level < lead.level ? .fullHours : nil)
    }
  }

  /// Who is next in turn of those who can take a lead.
  func next(by choice: Route.Choice, for lead: Wanted) -> Int? {
    switch choice {
    case .roundRobin: next(from: cursor, for: lead)
    case .weighted: mostOwed(for: lead)
    case .leastLoaded: leastLoaded(for: lead)
    }
  }

  // Shelves are asked by place: a copy of one would count references to all of its parts.

  private func next(from cursor: Int, for lead: Wanted) -> Int? {
    var best: (place: Int, distance: Int)?
    for index in shelves.indices where takes(lead, index) {
      guard let seat = shelves[index].next(from: cursor) else { continue }
      let place = Int(shelves[index].members[seat])
      let distance = place >= cursor ? place : place + reps.count
      if distance < best?.distance ?? .max { best = (place, distance) }
    }
    return best?.place
  }

  private func mostOwed(for lead: Wanted) -> Int? {
    var best: (place: Int, owed: Int)?
    for index in shelves.indices where takes(lead, index) {
      guard let seat = shelves[index].mostOwed else { continue }
      let place = Int(shelves[index].members[seat])
      let owed = shelves[index].credit(seat) + shelves[index].weight
      guard let known = best else {
        best = (place, owed)
        continue
      }
      if owed > known.owed || (owed == known.owed && place < known.place) { best = (place, owed) }
    }
    return best?.place
  }

  private func leastLoaded(for lead: Wanted) -> Int? {
    var best: (place: Int, share: Share)?
    for index in shelves.indices where takes(lead, index) {
      guard let seat = shelves[index].leastLoaded, let share = shelves[index].share(seat)
      else { continue }
      if best.map({ share < $0.share }) ?? true {
        best = (Int(shelves[index].members[seat]), share)
      }
    }
    return best?.place
  }

  /// The next ones in turn, one after another; first the one who is chosen already.
  mutating func next(
    _ most: Int, by choice: Route.Choice, for lead: Wanted, after chosen: Int?
  ) -> [Int] {
    var found: [Int] = []
    if let chosen, reason(chosen, against: lead) == nil { found.append(chosen) }
    guard choice != .roundRobin else { return inRound(found, most, for: lead) }
    var hidden = found.map { hide($0, from: choice) }
    while found.count < most, let place = next(by: choice, for: lead) {
      found.append(place)
      hidden.append(hide(place, from: choice))
    }
    for (place, hidden) in zip(found, hidden) {
      if let hidden { shelves[shelf(place)].show(seats[place].place, hidden) }
    }
    return found
  }

  private mutating func hide(_ place: Int, from choice: Route.Choice) -> Shelf.Hidden? {
    shelves[shelf(place)].hide(seats[place].place, from: choice)
  }

  /// Once round from the cursor, without the one who is chosen already.
  private func inRound(_ chosen: [Int], _ most: Int, for lead: Wanted) -> [Int] {
    var found = chosen
    var from = cursor
    var first: Int?
    while found.count < most, let place = next(from: from, for: lead), place != first {
      first = first ?? place
      if place != chosen.first { found.append(place) }
      from = place + 1
    }
    return found
  }

  /// Which leads a rep takes: a place in `Roster.takes`, or -1 for all.
  func takes(of place: Int) -> Int32 { seats[place].takes }

  /// Whether a rep is on a shelf.
  func isSeated(_ place: Int) -> Bool { seats[place].isSeated }

  /// Takes a rep off the shelf for a while; returns what `putBack` needs, nil where the rep was on
  /// none.
  mutating func lift(forNow place: Int) -> Int? {
    guard seats[place].isSeated else { return nil }
    let credit = credit(place)
    lift(place)
    return credit
  }

  mutating func putBack(_ place: Int, _ credit: Int?) {
    if let credit { put(place, credit: credit, isNew: true) }
  }

  // MARK: Taking

  /// Notes that a rep took a lead: whose turn is next, and what the others are owed.
  ///
  /// Smooth weighted round-robin: all who could have taken it are owed their weight, who takes it
  /// pays the whole. A lead that stays with its owner is out of turn.
  mutating func settleTurn(_ place: Int, of lead: Wanted, isKept: Bool) {
    if !isKept { cursor = place + 1 }
    if choices.contains(.weighted) {
      var whole = 0
      for index in shelves.indices where takes(lead, index) {
        shelves[index].steps += 1
        whole += shelves[index].count * shelves[index].weight
      }
      if seats[place].isSeated {
        put(place, credit: credit(place) - whole, isNew: false)
      }
    }
    given += 1
  }

  /// Notes a handoff of so much work.
  mutating func begin(_ place: Int, at now: Instant, work: Int64, on day: Day) {
    loads[place].take(at: now, by: reps[place], work: work)
    seat(place, on: day)
  }

  /// Notes that a handoff counts again.
  mutating func reopen(_ place: Int, on day: Day) {
    loads[place].open += 1
    seat(place, on: day)
  }

  /// Notes that a handoff ended.
  mutating func end(_ place: Int, on day: Day) {
    ease(after: place)
    loads[place].open = max(0, loads[place].open - 1)
    seat(place, on: day)
  }
}

/// A lead as a team sees it.
struct Wanted: Sendable {
  /// The reps who refuse it, by bits of `Roster.takes`.
  var refused: [UInt64]
  /// What its plan takes of a rep's hours, in milliseconds, and the place of that in
  /// `Roster.works`.
  var work: Int64
  var level: Int

  func isRefused(by takes: Int32) -> Bool {
    guard takes >= 0 else { return false }
    let word = Int(takes) >> 6
    return word < refused.count && refused[word] >> UInt64(takes & 63) & 1 == 1
  }
}
