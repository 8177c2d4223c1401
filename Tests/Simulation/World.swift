import TestSupport

import LeadCore
import Store
import StoreSQLite

@testable import Daemon

/// A small company in which things happen by chance: files come, some of them again, time passes
/// over the days on which clocks are changed, reps join and leave, the program is killed.
///
/// The same seed is the same world. Kills are drawn apart, so that a world without them is the same
/// in all else.
struct World {
  let office: Office
  let seed: UInt64
  private var random: SplitMix64
  private var kills: SplitMix64
  private let isKilled: Bool
  private var rules: WorldRules
  private var told: [(name: String, text: String)] = []
  /// Leads that the CRM has given to somebody, who may have more than their bandwidth by that.
  private(set) var takenOver = 0

  init(seed: UInt64, isKilled: Bool) async throws {
    self.seed = seed
    self.isKilled = isKilled
    random = SplitMix64(seed: seed)
    kills = SplitMix64(seed: ~seed)
    rules = WorldRules(&random)
    office = try await Office(rules.text, now: "2026-10-22T15:00:00Z")
  }

  /// What happens next, and what must never be so afterwards.
  mutating func step() async throws -> [String] {
    switch random.below(20) {
    case 0...5: try await tell("leads", leads())
    case 6: try await tell("activities", activities())
    case 7...9: try await tell("attempts", attempts())
    case 10...12: try await tell("feedback", feedback())
    case 13:
      guard !told.isEmpty else { break }
      let file = random.pick(told)
      try await office.take(file.name, file.text, rowsAtOnce: 1 + random.below(4))
    case 14:
      rules.change(&random)
      try await office.use(rules.text)
    case 15 where seed % 3 == 0: try await takeOver()
    default: try await office.goOn(Int64(random.below(random.chance(40) ? 3_000 : 200)))
    }
    if isKilled, kills.chance(20) {
      try await office.crash()
      try await office.serve()
    }
    try await office.engine.runDue(.time)
    try await office.engine.runDue(.deadlines)
    return try await violations()
  }

  private mutating func tell(_ kind: String, _ text: String) async throws {
    let name = "\(kind)-\(told.count).csv"
    told.append((name, text))
    try await office.take(name, text, rowsAtOnce: 1 + random.below(4))
  }

  private mutating func email() -> String {
    let domain = random.pick(["acme.com", "else.org", "gmail.com", "third.io"])
    return "p\(random.below(12))@\(domain)"
  }

  private mutating func leads() -> String {
    var text = "email,country,employees\n"
    for _ in 0..<(1 + random.below(6)) {
      let country = random.pick(["TR", "DE", "PL", "", "TR", "ZZ"])
      text += "\(email()),\(country),\(random.pick(["", "10", "500"]))\n"
    }
    return text
  }

  private mutating func activities() -> String {
    var text = "email,activity,at\n"
    for _ in 0..<(1 + random.below(4)) { text += "\(email()),page_viewed,\(past())\n" }
    return text
  }

  private mutating func attempts() -> String {
    var text = "email,outcome,at,rep\n"
    for _ in 0..<(1 + random.below(6)) {
      let rep = random.chance(70) ? random.pick(rules.reps) : ""
      let outcome = random.pick(["no_answer", "no_answer", "voicemail", "connected"])
      text += "\(email()),\(outcome),\(past()),\(rep)\n"
    }
    return text
  }

  private mutating func feedback() -> String {
    var text = "email,verdict,at,reason,track\n"
    for _ in 0..<(1 + random.below(6)) {
      let verdict = random.pick(["accepted", "rejected", "sql", "won", "lost", "recycle"])
      text += "\(email()),\(verdict),\(past()),\(random.pick(["not_a_fit", "later"])),rest\n"
    }
    return text
  }

  private mutating func past() -> String {
    (office.now - .minutes(Int64(random.below(300)))).iso
  }

  private mutating func takeOver() async throws {
    let address = email()
    let rep = random.pick(rules.reps)
    guard let id = try office.store.leadIDs(of: [Identity(kind: "email", value: address)])[0],
      try office.store.lead(id) != nil
    else { return }
    takenOver += 1
    try await office.own(address, by: rep)
  }

  private func violations() async throws -> [String] {
    try Invariants(office, hasTakenOver: takenOver > 0).violations()
  }

  /// The rules as they are, and what was decided of every lead, for people.
  func story() throws -> String {
    var text = rules.text + "\nnow \(office.now.iso)\n"
    try office.store.forEachLead { lead in
      text += "lead \(lead.state.id) \(lead.identities.map(\.value)) \(lead.state.stage)\n"
      for entry in try office.store.history(of: lead.state.id) {
        text += "  \(entry.decidedAt.iso) \(entry.at.iso) \(entry.kind): \(entry.text)\n"
      }
    }
    return text
  }

  /// All that was decided, for comparison.
  func digest() throws -> String {
    var text = ""
    try office.store.forEachHandoff { handoff, lead in
      text += "\(handoff.id) \(lead) \(handoff.rep) \(handoff.route) \(handoff.cycle) "
      text += "\(handoff.at.iso) \(handoff.ended?.rawValue ?? "") \(handoff.endedAt?.iso ?? "") "
      text += handoff.breaches.map { "\($0.kind) \($0.dueAt.iso)" }.joined(separator: ", ") + "\n"
    }
    try office.store.forEachLead { lead in
      let state = lead.state
      text += "\(state.id) \(state.stage.rawValue) \(state.since.iso) \(state.fit) "
      text += "\(state.interest) \(state.owner ?? "") \(state.waitingSince?.iso ?? "") "
      text += "\(state.due?.iso ?? "")\n"
    }
    return text
  }
}
