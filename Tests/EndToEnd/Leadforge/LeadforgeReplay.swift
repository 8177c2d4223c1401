/// What should come of the tables under the fixture's rulebook: a calculation of
/// its own, from rulebook.md.
struct LeadforgeReplay {
  private(set) var people: [Person] = []
  private(set) var handoffs: [Given] = []
  /// Rows that the stage table does not allow, by file.
  private(set) var rejected: [String: Int] = [:]

  private var byContact: [String: Int] = [:]
  private var byLead: [String: Int] = [:]
  private var floor = SalesFloor()
  private var today: Day
  private var now: Int { today.run }
  private var waiting: Set<Int> = []

  init(_ days: LeadforgeDays) {
    today = days.first.advanced(by: -1)
    for day in today...days.last {
      let before = today == day ? day.run - 86400 : today.run
      today = day
      floor.open(day)
      catchUp(from: before)
      for file in days.files[day] ?? [] {
        for row in file.rows {
          if !take(row, of: file.name, at: day.start) { rejected[file.name, default: 0] += 1 }
          drain()
        }
      }
    }
  }

  // MARK: Time

  /// What came due since the last run, in the order of its times, each as of now.
  private mutating func catchUp(from before: Int) {
    for index in people.indices { evaluate(index) }
    drain()
    var due: [(at: Int, index: Int)] = []
    for (index, person) in people.enumerated() {
      if person.stage == "nurture", person.restEnds > before {
        due.append((person.restEnds, index))
      }
      if let since = person.waitsSince { due.append((since + 140 * 3600, index)) }
    }
    for (at, index) in due.sorted(by: { $0 < $1 }) where at <= now {
      if people[index].waitsSince != nil {
        waiting.remove(index)
        people[index].waitsSince = nil
        enter("stale", index, at: at)
      }
      evaluate(index)
      drain()
    }
  }

  // MARK: Facts

  /// Takes a row; false where the stage table does not allow it.
  private mutating func take(_ row: [String: String], of file: String, at: Int) -> Bool {
    switch file.prefix(while: { $0 != "-" }) {
    case "contacts":
      byContact[row["contact_id"] ?? ""] = people.count
      people.append(Person(id: people.count + 1, fields: row))
      people[people.count - 1].fit = people[people.count - 1].calculatedFit()
      evaluate(people.count - 1)
      return true
    case "leads":
      guard let index = byContact[row["contact_id"] ?? ""] else { return false }
      byLead[row["lead_id"] ?? ""] = index
      people[index].source = people[index].source ?? row["lead_source"]
      evaluate(index)
      return true
    default: break
    }
    guard let index = byLead[row["lead_id"] ?? ""] else { return false }
    switch file.prefix(while: { $0 != "-" }) {
    case "touches":
      people[index].acts.append(Act(at: at, what: row["touch_type"] ?? "", properties: row))
      evaluate(index)
    case "web/sessions":
      people[index].acts.append(Act(at: at, what: "session", properties: row))
      evaluate(index)
    case "calls": attempt(index, row, at: at)
    default: return verdict(index, row["stage"] ?? "", of: file, at: at)
    }
    return true
  }

  private mutating func attempt(_ index: Int, _ row: [String: String], at: Int) {
    defer { evaluate(index) }
    let outcome = row["activity_outcome"] ?? ""
    let reaches = ["connected", "meeting_set"].contains(outcome)
    guard let number = people[index].handoff else {
      // Reached after all, on the day of the end: it stays ended, and says so.
      if let last = people[index].lastHandoff, reaches, at <= handoffs[last].endedAt ?? 0 {
        reach(last, at)
      }
      return
    }
    let isAutomatic = outcome == "demo_completed"
    let hot = handoffs[number].plan == "Hot"
    let since = handoffs[number].attempts.last.map { at - $0 }
    if since.map({ hot ? $0 >= 86400 : $0 >= 30 * 3600 }) ?? true {
      handoffs[number].attempts.append(at)
    }
    if !isAutomatic {
      handoffs[number].firstAt = handoffs[number].firstAt ?? at
      let isOwner = floor.rep(known: row["rep_id"] ?? "") == handoffs[number].rep
      if isOwner, people[index].stage == "mql" { accept(index, at: at) }
    }
    if reaches { reach(number, at) }
    let isOver = handoffs[number].attempts.count >= (hot ? 3 : 2)
    guard isOver, handoffs[number].reachedAt == nil, people[index].stage != "sql" else { return }
    endHandoff(index, "recycled", at: at)
    enter("unreached", index, at: at)
  }

  private mutating func verdict(_ index: Int, _ stage: String, of file: String, at: Int) -> Bool {
    defer { evaluate(index) }
    let isOpen = people[index].handoff != nil
    let isEarly = isOpen && people[index].stage != "sql"
    switch stage {
    case "closed_won":
      if let number = people[index].handoff ?? lateFor(index, at) { reach(number, at) }
      endHandoff(index, "won", at: at, keepsOwner: true)
      waiting.remove(index)
      people[index].waitsSince = nil
      people[index].track = nil
      people[index].stage = "customer"
    case "closed_lost":
      let isLost = file.hasPrefix("opps-a")
      guard isLost ? isOpen : isEarly else { return false }
      let isTiming = file.hasPrefix("opps-timing")
      endHandoff(index, isLost ? "lost" : isTiming ? "recycled" : "rejected", at: at)
      if isLost || isTiming {
        enter(isLost ? "lost" : "bad_timing", index, at: at)
      } else {
        people[index].stage = "disqualified"
      }
    case "demo_scheduled":
      // Said again, or said late, it changes nothing: facts of an open handoff may come in any
      // order.
      guard isOpen else { return acceptLate(index, at: at) }
      if people[index].stage == "mql" { accept(index, at: at) }
    default:
      guard let number = people[index].handoff else {
        guard acceptLate(index, at: at), let last = people[index].lastHandoff else { return false }
        reach(last, at)
        return true
      }
      accept(index, at: at)
      reach(number, at)
      people[index].stage = "sql"
    }
    return true
  }

  private mutating func accept(_ index: Int, at: Int) {
    guard let number = people[index].handoff else { return }
    handoffs[number].acceptedAt = handoffs[number].acceptedAt ?? at
    people[index].stage = "sal"
  }

  /// The last handoff, if it had not ended by then.
  private func lateFor(_ index: Int, _ at: Int) -> Int? {
    guard people[index].stage != "customer", let last = people[index].lastHandoff,
      at <= handoffs[last].endedAt ?? 0
    else { return nil }
    return last
  }

  private mutating func acceptLate(_ index: Int, at: Int) -> Bool {
    guard let last = lateFor(index, at) else { return false }
    handoffs[last].acceptedAt = min(handoffs[last].acceptedAt ?? at, at)
    return true
  }

  private mutating func reach(_ number: Int, _ at: Int) {
    handoffs[number].reachedAt = handoffs[number].reachedAt ?? at
  }

  // MARK: Stages

  private mutating func evaluate(_ index: Int) {
    guard people[index].stage != "customer" else { return }
    if people[index].isNobody {
      people[index].stage = "disqualified"
      return
    }
    let qualifies = people[index].qualifies(now: now)
    switch people[index].stage {
    case "lead":
      if qualifies { wait(index) }
    case "nurture":
      let rested = people[index].restEnds <= now
      if people[index].wakes() || (rested && qualifies) { wait(index) }
    case "mql" where people[index].waitsSince != nil && !qualifies:
      waiting.remove(index)
      people[index].waitsSince = nil
      people[index].stage = "lead"
    default: break
    }
  }

  private mutating func wait(_ index: Int) {
    people[index].stage = "mql"
    people[index].track = nil
    people[index].waitsSince = now
    waiting.insert(index)
  }

  private mutating func enter(_ track: String, _ index: Int, at: Int) {
    let rounds = ["unreached": 2, "bad_timing": 1]
    if let most = rounds[track], people[index].rounds[track, default: 0] >= most {
      if track == "unreached" { return enter("lost", index, at: at) }
      people[index].stage = "disqualified"
      return
    }
    let hours = ["unreached": 226, "bad_timing": 490, "stale": 106, "lost": 730]
    people[index].rounds[track, default: 0] += 1
    people[index].stage = "nurture"
    people[index].track = track
    people[index].recycledAt = at
    people[index].restEnds = at + (hours[track] ?? 0) * 3600
    if track == "unreached" { people[index].zero = at }
  }

  private mutating func endHandoff(
    _ index: Int, _ how: String, at: Int, keepsOwner: Bool = false
  ) {
    guard let number = people[index].handoff else { return }
    handoffs[number].ended = how
    // A day alone begins before the handoff of that day did.
    handoffs[number].endedAt = max(at, handoffs[number].at)
    floor.end(handoffs[number].rep, handoffs[number].team)
    people[index].handoff = nil
    if !keepsOwner { people[index].owner = nil }
  }

  private mutating func drain() {
    guard !waiting.isEmpty else { return }
    let queue = waiting.map { index in
      (people[index].grade(now: now), people[index].waitsSince ?? 0, index)
    }
    for (grade, _, index) in queue.sorted(by: { $0 < $1 }) {
      guard let chosen = floor.choose(people[index], today) else { continue }
      let rep = floor.begin(chosen.team, chosen.2, today)
      waiting.remove(index)
      people[index].waitsSince = nil
      people[index].cycle += 1
      people[index].owner = rep
      people[index].handoff = handoffs.count
      people[index].lastHandoff = handoffs.count
      let isHot = ["A1", "A2", "B1", "B2"].contains(grade)
      handoffs.append(
        Given(
          person: index, rep: rep, team: chosen.team, route: chosen.route,
          plan: isHot ? "Hot" : "Everyone else", cycle: people[index].cycle, at: now))
    }
  }
}
