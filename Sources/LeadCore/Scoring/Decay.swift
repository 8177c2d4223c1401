import Glibc

extension ActivityPoints {
  /// The points of a lead's activities at an instant: the sum of points × 2^(−age ÷ half-life)
  /// over those that count.
  ///
  /// - Parameter activities: in order of time.
  func points(for activities: [ActivityMark], from start: Instant?, now: Instant) -> Double {
    counted(activities, from: start, now: now).reduce(0) { sum, at in
      guard let halfLife, halfLife > .zero else { return sum + Double(points) }
      let age = Double(max(0, (now - at).milliseconds))
      return sum + Double(points) * exp2(-age / Double(halfLife.milliseconds))
    }
  }

  private func counted(
    _ activities: [ActivityMark], from start: Instant?, now: Instant
  ) -> [Instant] {
    var times: [Instant] = []
    for activity in activities where activity.matches[match] {
      if let start, activity.at <= start { continue }
      times.append(activity.at)
    }
    return chosen(times).filter { at in expires.map { at >= now - $0 } ?? true }
  }

  /// The times that `count` lets count. What has expired still stands in the way of what came
  /// after it: waiting brings nothing back.
  private func chosen(_ times: [Instant]) -> [Instant] {
    switch count {
    case nil: return times
    case .latest(let most): return Array(times.suffix(most))
    case .per(let most, let window):
      var counted: [Instant] = []
      for at in times {
        var recent = 0
        for earlier in counted.reversed() {
          guard at - earlier < window else { break }
          recent += 1
        }
        if recent < most { counted.append(at) }
      }
      return counted
    }
  }
}
