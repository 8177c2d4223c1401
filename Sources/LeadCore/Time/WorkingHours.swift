/// Which parts of each day of the week are worked: `hours: { mon-fri: "09:00-18:00" }`.
public struct WorkingHours: Hashable, Sendable {
  /// Per weekday from Monday, spans in minutes after midnight, ascending and apart; 1440 is the
  /// end of the day.
  public private(set) var days: [[Range<Int>]]

  /// - Parameter days: per weekday, spans in any order; those that meet become one.
  public init(_ days: [Weekday: [Range<Int>]]) {
    self.days = Weekday.allCases.map { WorkingHours.joined(days[$0] ?? []) }
  }

  /// All day, every day.
  public static let always = WorkingHours(
    Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [0..<1440]) }))

  /// Whether nobody ever works.
  public var isEmpty: Bool { days.allSatisfy(\.isEmpty) }

  /// How many days of a week have any.
  var daysOfWeek: Int { days.count { !$0.isEmpty } }

  subscript(day: Weekday) -> [Range<Int>] { days[day.rawValue] }

  private static func joined(_ spans: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) where !span.isEmpty {
      if let last = joined.last, span.lowerBound <= last.upperBound {
        joined[joined.count - 1] =
          last.lowerBound..<max(last.upperBound, span.upperBound)
      } else {
        joined.append(span)
      }
    }
    return joined
  }
}
