/// `least_loaded` for whoever joins or comes back: they start level with the others.
///
/// By open leads alone they would get all that comes until they have as many as the rest. So what
/// they lack to be as loaded as the least loaded of those who were there counts as open too: a
/// handicap. It ends as the others' leads do, by the same part each time; meanwhile everybody gets
/// as many leads. The others are those who take the same leads, if there are any.
extension Bench {
  /// Notes who is there on these days, one for each rep.
  ///
  /// - Returns: whether anybody has come or gone.
  @discardableResult
  mutating func level(on days: [Day]) -> Bool {
    guard choices.contains(.leastLoaded) else { return false }
    let isThere = reps.indices.map { reps[$0].absence(on: days[$0]) == nil }
    let changed = reps.indices.filter { isThere[$0] != (loads[$0].handicap != nil) }
    let others = Others(
      reps.indices.lazy
        .filter { [self] in isThere[$0] && loads[$0].handicap != nil && reps[$0].bandwidth.isAny }
        .map { [self] in (takes(of: $0), Share(limits[$0], loads[$0], rank: 0)) })
    for place in changed {
      loads[place].handicap = isThere[place] ? lack(of: place, against: others) : nil
    }
    levelling = reps.indices.filter { loads[$0].handicap ?? 0 > 0 }
    return !changed.isEmpty
  }

  /// Those who were there before.
  private struct Others {
    /// The least loaded, of those who take the same leads and of all.
    var leastOf: [Int32: Share] = [:]
    var least: Share?
    /// The most that anybody has open. Beside small limits, or none, a share of a large one would
    /// be more than anybody ever gets.
    var most = 0

    init(_ shares: some Sequence<(takes: Int32, share: Share)>) {
      for (takes, share) in shares {
        leastOf[takes] = min(leastOf[takes] ?? share, share)
        least = min(least ?? share, share)
        most = max(most, share.open)
      }
    }
  }

  /// What a rep lacks to be as loaded as the others, in thousandths of a lead.
  private func lack(of place: Int, against others: Others) -> Int {
    guard let least = others.leastOf[takes(of: place)] ?? others.least else { return 0 }
    let own = Share(limits[place], loads[place], rank: 0)
    let (product, isHuge) = least.open.multipliedReportingOverflow(by: own.limit)
    let level = isHuge ? others.most : product / least.limit
    return max(0, min(level, others.most) - own.open)
  }

  /// A handoff of a rep's is about to end: the handicaps of the others end by the same part.
  mutating func ease(after ended: Int) {
    guard !levelling.isEmpty else { return }
    let open = loads.reduce(0) { $0 + $1.open }
    for place in levelling where place != ended {
      let others = max(open - loads[place].open, 1)
      let handicap = loads[place].handicap ?? 0
      loads[place].handicap = handicap - (handicap + others - 1) / others
      putAnew(place)
    }
    levelling.removeAll { loads[$0].handicap == 0 }
  }
}
