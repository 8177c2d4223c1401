/// What a lead scores and whether it qualifies, from its fields alone: what `score` writes for a
/// row.
public struct Assessment: Equatable, Sendable {
  public var fit: Int
  public var interest: Int
  public var grade: Grade
  /// An alternative holds, all required fields are known, nothing disqualifies.
  public var qualified: Bool
}

/// Assesses a lead of which nothing is known but its fields.
public func assess(_ look: Look, _ rules: Rulebook, now: Instant) -> Assessment {
  var situation = Situation(
    rules, look, LeadState(id: 0, since: now, createdAt: now), now: now)
  return situation.assessed()
}

extension Situation {
  /// The order is that of `Deciding.evaluate`: origin, scores, then what looks at both.
  fileprivate mutating func assessed() -> Assessment {
    state.origin = rules.origins.first { holds($0.when) }?.origin ?? "marketing"
    score()
    let qualification = rules.qualification
    return Assessment(
      fit: state.fit, interest: state.interest, grade: rules.grade(of: state),
      qualified: requiresKnown && qualification.alternatives.contains { holds($0.when) }
        && !qualification.disqualifying.contains { holds($0.when) })
  }
}

/// Assesses many leads under the same rules and at the same instant. Leads in which scoring found
/// the same are assessed once.
public struct Assessor {
  private let rules: Rulebook
  private let now: Instant
  private var known = KnownLooks()

  public init(_ rules: Rulebook, now: Instant) {
    self.rules = rules
    self.now = now
  }

  /// The assessment of one row of what `Scorer.look` found.
  public mutating func assess(_ looks: Looks, row: Int) -> Assessment {
    let hash = looks.hash(ofRow: row)
    if let place = known.place(of: looks, row: row, hash: hash) { return known.assessments[place] }
    let assessment = LeadCore.assess(looks[row], rules, now: now)
    known.insert(looks, row: row, hash: hash, assessment)
    return assessment
  }
}

/// Rows of looks that were assessed before. Open addressing; what was found is compared, not only
/// its hash. It stops taking in when it is full: rows without repetition cost little memory.
private struct KnownLooks {
  private(set) var assessments: [Assessment] = []
  private var atoms: [UInt64] = []
  private var sums: [Int32] = []
  private var hashes: [UInt64] = []
  private var places = [Int32](repeating: -1, count: 1 << 17)
  private static let limit = 1 << 16

  func place(of looks: Looks, row: Int, hash: UInt64) -> Int? {
    var index = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[index] >= 0 {
      let place = Int(places[index])
      if hashes[place] == hash, isSame(looks, row, place) { return place }
      index = (index + 1) & (places.count - 1)
    }
    return nil
  }

  private func isSame(_ looks: Looks, _ row: Int, _ place: Int) -> Bool {
    for word in 0..<looks.words
    where atoms[place * looks.words + word] != looks.atoms[row * looks.words + word] {
      return false
    }
    for sum in 0..<looks.sumCount
    where sums[place * looks.sumCount + sum] != looks.sums[row * looks.sumCount + sum] {
      return false
    }
    return true
  }

  mutating func insert(_ looks: Looks, row: Int, hash: UInt64, _ assessment: Assessment) {
    guard assessments.count < KnownLooks.limit else { return }
    var index = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[index] >= 0 { index = (index + 1) & (places.count - 1) }
    places[index] = Int32(assessments.count)
    hashes.append(hash)
    assessments.append(assessment)
    atoms.append(contentsOf: looks.atoms[(row * looks.words)..<((row + 1) * looks.words)])
    sums.append(contentsOf: looks.sums[(row * looks.sumCount)..<((row + 1) * looks.sumCount)])
  }
}

extension Looks {
  /// A hash of what one row holds: multiplication and folding, word by word.
  fileprivate func hash(ofRow row: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    func mix(_ value: UInt64) {
      let product = (hash ^ value).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
      hash = product.high ^ product.low
    }
    for word in (row * words)..<((row + 1) * words) { mix(atoms[word]) }
    for sum in (row * sumCount)..<((row + 1) * sumCount) {
      mix(UInt64(UInt32(bitPattern: sums[sum])) &+ 0x1_0000_0000)
    }
    return hash
  }
}

/// Whether a condition holds for a lead; `did` asks its activities, which must be there then.
public func holds(
  _ when: When, _ state: LeadState, _ look: Look, _ rules: Rulebook, now: Instant
) -> Bool {
  Situation(rules, look, state, now: now).holds(when)
}

extension Rulebook {
  /// Whether any of it asks for what leads did: scores then change as time passes.
  public var asksActivities: Bool { !sections.program.matches.isEmpty }
}

extension When {
  /// Whether it asks for what the lead did.
  public var asksActivities: Bool {
    code.contains { if case .did = $0 { true } else { false } }
  }
}
